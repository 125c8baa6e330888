package metric

// Query asks a store for the measures of some metrics.
type Query struct {
	// Site is the store's number of the site.
	Site int64
	// Measures are summed, each over every bucket.
	Measures []Measure
	// Buckets are the spans of time; they may overlap.
	Buckets []Bucket
	// Cuts are instants in order at which every bucket begins and ends, and more of them between.
	// What is summed from each to the next can be kept and used for other buckets; a store need
	// not. Without any, nothing is to be kept.
	Cuts []int64
	// GroupBy splits every sum by a dimension; empty for one sum.
	GroupBy Dimension
	// MostGroups is how many groups there may be at the most: with more facts' groups the answer may
	// be a *ManyGroupsError, and is one where sums of more would be told. 0 means any number.
	MostGroups int
	// Groups are those that are asked for; nil means all.
	Groups []string
	// Touch splits every sum of orders by one of the visits before them, in the place of GroupBy;
	// nil for none. Orders without such a visit are those of NoSession.
	Touch *Touch
	// Filters select the units that are counted; all must hold.
	Filters []Filter
	// Ahead says that others will ask the same with other values of Filters: a store that keeps
	// sums should take those of all values.
	Ahead bool
	// AsOf is the instant from which the past is seen, Unix milliseconds: events timed
	// later are ignored and what its windows have not settled is left out.
	AsOf int64
}

// Bucket is the half-open span [From, To) of Unix milliseconds, empty when they are equal.
// Before is the beginning of the span just before that has as many dates, for measures that
// look back.
type Bucket struct {
	From, To, Before int64
}

// Filter keeps the units whose Dimension has one of Values, or with Not none of them.
type Filter struct {
	Dimension Dimension
	Values    []string
	Not       bool
}

// Cell is one sum; there is at most one for each measure, bucket, group and currency, and
// those of value 0 may be left out. Group is "" without GroupBy; Currency is "" for what
// is not asked for by currency.
type Cell struct {
	Measure  int // index into Query.Measures
	Bucket   int // index into Query.Buckets
	Group    string
	Currency string
	Value    int64
	// Squares is the exact sum of squares of a measure that asks for it, in decimal.
	Squares string
	// Spread is that of a measure that asks for it, whose Value is the number of values.
	Spread Pace
}
