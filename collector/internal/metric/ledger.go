package metric

import (
	"fmt"
	"slices"
)

// Ledger lists all units of a kind in a range, one row each, for whoever wants to count
// themselves: in the order of their times, with the properties by which they can be grouped.
type Ledger struct {
	Columns []Column
	// List asks a store for the units; its values are in the order of Columns.
	List List
}

// Column is what a ledger tells of each unit.
type Column struct {
	Name  string // the heading; it stays
	Kind  ColumnKind
	field Field
}

// ColumnKind says how the values of a column are to be read.
type ColumnKind string

// The kinds of column.
const (
	ColumnText     ColumnKind = "text"
	ColumnInstant  ColumnKind = "instant" // Unix milliseconds
	ColumnNumber   ColumnKind = "number"
	ColumnYes      ColumnKind = "yes"      // 1 or 0
	ColumnMoney    ColumnKind = "amount"   // minor units of the column currency, which stands before
	ColumnDuration ColumnKind = "duration" // milliseconds
	ColumnStep     ColumnKind = "step"     // a FunnelStep
)

// orderColumns begin with what the ledger is sorted by: an order is known by its time and its
// number.
func orderColumns() []Column {
	return []Column{
		{"time", ColumnInstant, FieldTime}, {"transaction_id", ColumnText, FieldTransaction}, {"customer_id", ColumnText, FieldCustomer},
		{"currency", ColumnText, FieldCurrency}, {"value", ColumnMoney, FieldValue}, {"refunded", ColumnMoney, FieldRefunded},
		{"net_value", ColumnMoney, FieldNet}, {"refunds", ColumnNumber, FieldRefunds},
		{"seen_by_browser", ColumnYes, FieldByBrowser}, {"seen_by_server", ColumnYes, FieldByServer}, {"reused_transaction_id", ColumnYes, FieldReused},
	}
}

// sessionColumns begin likewise: a session is known by its beginning and its visitor.
func sessionColumns() []Column {
	return []Column{
		{"time", ColumnInstant, FieldTime}, {"visitor_id", ColumnText, FieldVisitorID}, {"estimated", ColumnYes, FieldHashed},
		{"customer_id", ColumnText, FieldCustomer}, {"pageviews", ColumnNumber, FieldPageViews}, {"engaged_seconds", ColumnDuration, FieldEngagedMS},
		{"engaged", ColumnYes, FieldEngaged}, {"lead", ColumnYes, FieldLead}, {"orders", ColumnNumber, FieldOrders},
		{"reached", ColumnStep, FieldReached}, {"reached_in_order", ColumnStep, FieldClosed},
	}
}

// Orders is the ledger of the orders that count. Its errors are those of Build. Of a Request
// ledgers read Site, Zone, From, To, Filters and AsOf; a range may be of any length.
func Orders(r Request) (Ledger, error) { return newLedger(r, FactOrder, orderColumns(), "orders") }

// Sessions is the ledger of the sessions.
func Sessions(r Request) (Ledger, error) {
	return newLedger(r, FactSession, sessionColumns(), "sessions")
}

// newLedger tells of each unit the columns and those dimensions of the metric that counts it
// of which a unit has one value.
func newLedger(r Request, fact Fact, columns []Column, counted string) (Ledger, error) {
	if r.From.Compare(r.To) > 0 {
		return Ledger{}, &RequestError{InvalidRange, "to", fmt.Sprintf("%v lies before %v", r.To, r.From), "the range includes both ends"}
	}
	d := Find(counted)
	if err := (Request{Filters: r.Filters}).allowed([]Definition{*d}); err != nil {
		return Ledger{}, err
	}
	l := List{
		Site: r.Site, Fact: fact, Bucket: Range{r.From, r.To}.Bucket(r.Zone),
		Filters: r.Filters, AsOf: r.AsOf.UnixMilli(), Sorted: true,
	}
	for _, c := range columns {
		l.Fields = append(l.Fields, c.field)
	}
	l.By = slices.DeleteFunc(slices.Clone(d.Dimensions), Dimension.many)
	for _, by := range l.By {
		columns = append(columns, Column{Name: string(by), Kind: ColumnText})
	}
	return Ledger{Columns: columns, List: l}, nil
}
