// Package figures holds the collector to figures that others published about real data.
//
// Its tests send four public data sets through the front door: they start a collector with
// its database on disk, post the data as events over HTTP, ask the report for the figures,
// and lay the answers beside the published ones. Nothing of the inside is used, so what
// comes out is what a shop would have seen.
//
// # Why it is as it is
//
// An answer that equals a published figure proves little if whoever wrote the test was free
// to round until it fitted, and one that differs proves nothing by itself. So each figure is
// computed three times. The collector answers it. The raw lines are counted by our
// definitions, in a few lines of plain Go that share no code with the collector; the answer
// has to be exactly that, numerator and denominator. And the raw lines are counted by the
// publisher's rule, which has to give what was published to the last digit; so where the two
// differ, the difference is the rule's, and a numbered paragraph says which rule it is. A
// figure that differs without a paragraph fails, and so does a paragraph without a figure.
//
// The tables of docs/figures.md are written by these tests (go test -update) and compared
// with what they would write now. The data is not part of the repository: tests that don't
// find it skip, see CONTRIBUTING.md.
package figures
