package metric

// Query asks a store for the measures of some metrics.
type Query struct {
	// Site is the store's number of the site.
	Site int64
	// Measures are summed, each over every bucket.
	Measures []Measure
	// Buckets are the spans of time; they may overlap.
	Buckets []Bucket
	// GroupBy splits every sum by a dimension; empty for one sum.
	GroupBy Dimension
	// MostGroups is how many groups there may be at the most: with more the answer is a
	// *ManyGroupsError. 0 means any number.
	MostGroups int
	// Groups are those that are asked for; nil means all.
	Groups []string
	// Filters select the units that are counted; all must hold.
	Filters []Filter
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
}
