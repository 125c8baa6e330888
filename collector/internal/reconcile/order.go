package reconcile

// Order is an order as one side has it. Times are Unix milliseconds, amounts minor units of
// the currency.
type Order struct {
	ID        string // the transaction
	Time      int64
	Currency  string
	Value     *int64 // nil where it is not stated: then it is not compared
	Refunded  *int64 // likewise
	Cancelled bool
	Line      int // of the export; 0 for ours
}

// Kind says how the two sides differ about an order.
type Kind string

// The kinds of differences.
const (
	MissingHere  Kind = "missing_here"  // the shop has it, we do not
	MissingThere Kind = "missing_there" // we have it, the shop does not
	Twice        Kind = "twice"         // the export has had it before
	Cancelled    Kind = "cancelled"     // it is cancelled on one side alone
	Currency     Kind = "currency"      // the currencies differ
	Value        Kind = "value"         // the values differ
	Refunded     Kind = "refunded"      // what was given back differs
)

// Difference is one thing on which the sides do not agree. What a side does not have is nil.
type Difference struct {
	ID          string
	Kind        Kind
	Shop, Safar *Order
}

// time is when it happened, by the shop's word first.
func (d *Difference) time() int64 {
	if d.Shop != nil {
		return d.Shop.Time
	}
	return d.Safar.Time
}

// Sum is what the orders of a side come to in one currency.
type Sum struct {
	Currency string
	Orders   int
	Minor    int64
}

// Report is what a comparison found.
type Report struct {
	Matched     int   // orders of the range that both sides have, and agree on
	Shop, Safar []Sum // by currency, of the orders of the range that are not cancelled
	Differences []Difference
}
