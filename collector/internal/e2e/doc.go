// Package e2e sees the whole product at work: the example shop with its bank, the tag in its
// pages, the collector, its report and its pages, each on an origin of its own, with shoppers
// in a real browser. What they do and what must come of it stands in the tests, number by
// number.
package e2e
