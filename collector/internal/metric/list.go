package metric

import (
	"context"
	"time"
)

// List asks a store for some fields of facts, fact by fact: for answers that are no sums,
// such as a median or the cohort of a customer.
type List struct {
	// Site is the store's number of the site.
	Site int64
	Fact Fact
	// Fields are what is told of each fact. Those that are identities are only to be counted and
	// compared.
	Fields []Field
	// By are the dimensions whose values are told after the fields, as texts. A fact has one
	// value of each.
	By []Dimension
	// Where keeps the facts for which all of these hold.
	Where []Predicate
	// Bucket is the span of time in which the facts' days lie.
	Bucket Bucket
	// Filters select the units that are listed; all must hold.
	Filters []Filter
	// AsOf is the instant from which the past is seen, Unix milliseconds.
	AsOf int64
	// Sorted asks for the facts in the order of their values, the first field's first: by
	// numbers, by the bytes of texts, what is Null before all.
	Sorted bool
}

// Value is what a fact has in a field: a number or a text.
type Value struct {
	Int  int64
	Text string
	// Null says that the fact has none.
	Null bool
}

// Lister is a store that can list facts.
type Lister interface {
	// List calls each for every fact, in an order that means nothing unless it is asked for, with
	// the values of the fields in theirs, then those of the dimensions. The slice is only good
	// until each returns.
	// An error of each ends the listing and is returned as it is.
	List(ctx context.Context, l List, each func([]Value) error) error
}

// Facts is a store that answers sums and lists.
type Facts interface {
	Source
	Lister
}

// Snapshot is the facts of one site in one state, seen from one instant, whatever is stored
// meanwhile. It must be closed.
type Snapshot interface {
	Facts
	AsOf() time.Time
	Close()
}
