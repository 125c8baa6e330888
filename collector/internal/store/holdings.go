package store

import (
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
)

// Holdings are what is held of a customer: what goes when the customer is erased.
type Holdings struct {
	Events   []journey.Hit // in the order of events, robots' ones included
	Refused  []Reject      // the oldest first
	Visitors int           // browsers and day hashes
	Answers  int           // to surveys
	Orders   int           // those taken back included
	// Value is what the orders came to, refunds taken off, in minor units by currency.
	Value []journey.Amount
	// Erased is when the customer was erased before, the zero time for never.
	Erased time.Time
}

// Older counts what a site holds of before an instant.
type Older struct {
	Visits, Orders, Answers int64
}
