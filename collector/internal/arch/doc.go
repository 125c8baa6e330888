// Package arch tests the plan of the house: which package may import which, and why.
//
// The folders are the architecture only as long as imports flow one way. The compiler stops
// circles and nothing else: it would let the fold read a clock, the catalogue learn SQL, or
// the vocabulary drag SQLite into every shop that sends an event. So the plan is a table, each
// line with its reason, and a package that imports something without having a line fails the
// test as much as one that breaks its own.
package arch
