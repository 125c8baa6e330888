// Package conformance holds adapters of web frameworks to one table: whatever a handler does,
// the shopper gets what they would have got without the adapter, and what is reported of it is
// true.
//
// It reports faults and fails no test itself, so that a test can show that an adapter of the
// usual, naive kind is caught by it.
package conformance
