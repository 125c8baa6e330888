package ingest

import "github.com/safar-cx/safar/sdk/event"

// Answer is what became of the events of a request. Accepted, Duplicates, Discarded and the
// number of Rejected add up to the number of events received, always.
type Answer struct {
	Accepted   int // on disk now
	Duplicates int // there already; the first copy stays
	Discarded  int // sent without consent, and only counted
	Rejected   []Rejected
}

// Rejected is an event that was refused.
type Rejected struct {
	Index int    // of the event in the request
	ID    string // "" when it has none
	event.Rejection
}
