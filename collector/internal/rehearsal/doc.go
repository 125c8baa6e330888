// Package rehearsal plays histories for tests: through intake, enrichment and the fold, but
// without HTTP, files or a clock, so that a thousand histories take seconds. What comes out
// is put into the oracle's words, so that the two can be compared figure by figure.
package rehearsal
