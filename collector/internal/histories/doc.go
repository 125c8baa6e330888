// Package histories holds the proof that answers are a function of the set of events alone:
// random histories go through the public endpoint to two fresh collectors, in different
// orders, batches and with repeats; their reports must be the same to the byte, and the
// oracle's in every numerator and denominator, before and after a rebuild.
package histories
