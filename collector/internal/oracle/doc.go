// Package oracle answers questions about a shop from the whole history of its events, as
// naively as the text of the metric definitions allows. It exists for tests only: the fold,
// the store and the catalogue give the same answers incrementally and fast, and where they
// and this package disagree, one of them has misread a sentence. Sentences that can be read
// in two ways are decided, by number, in collector/docs/readings.md.
//
// For that the two may share nothing but the wire format. So this package imports sdk/event
// and the standard library, keeps no state between questions, looks at every event again for
// every question, prefers a loop over all facts to any index, and is short enough to be read
// beside the definitions. The lists that receipt consults (agents, robots, channels, gateways)
// are handed in as functions, since a second copy of a list would prove nothing. Quintiles of
// customers and their expected orders are left out, as is the calendar of Arabia.
package oracle
