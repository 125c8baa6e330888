package metric

import "github.com/safar-cx/safar/sdk/event"

// Definition is one metric of the catalogue: a literal that says what is counted. API,
// terminal, exports, documentation and tests read it.
type Definition struct {
	ID     string
	Stage  event.Stage
	Unit   Unit
	Better Better
	// Numerator is what is counted; for a plain count or sum it is the value.
	Numerator Measure
	// Denominator is what it is divided by; nil for plain counts and sums.
	Denominator *Measure
	// Extras are further sums that the interval needs.
	Extras map[string]Measure
	// Dimensions may group and filter it.
	Dimensions []Dimension
	// Additive says that the values of days add up to that of the range.
	Additive bool
	// MinInterval is the shortest interval of a series; empty allows all.
	MinInterval Interval
	// Name is what merchants call it, by language: en, fa, ar.
	Name map[string]string
	// Definition is the sentence shown beside the number.
	Definition string
	// Day is which event's day it is counted on.
	Day string
}

// Unit is what a value is measured in.
type Unit string

// The units.
const (
	Count   Unit = "count"
	Ratio   Unit = "ratio"
	Seconds Unit = "seconds"
	Money   Unit = "money"
	Points  Unit = "points" // -100 to 100
	Stars   Unit = "stars"  // 1 to 5
)

// Better is the direction in which a merchant wants a metric to go.
type Better string

// The directions.
const (
	Up      Better = "up"
	Down    Better = "down"
	Neither Better = "neither"
)

// Interval is the length of a series' steps.
type Interval string

// The intervals.
const (
	Hour  Interval = "hour"
	Day   Interval = "day"
	Week  Interval = "week"
	Month Interval = "month"
)

// Dimension is a property by which units are grouped and filtered.
type Dimension string

// Measure is one sum over one kind of fact.
type Measure struct {
	Fact Fact
	// Field is summed; empty counts the facts.
	Field Field
	// Distinct counts the different values of Field.
	Distinct bool
	// Where keeps the facts for which all of these hold.
	Where []Predicate
	// Squares asks for the sum of squares as well.
	Squares bool
}

// Fact, Field and Predicate name what a store must know: closed lists, so that nothing a
// request says becomes part of a query's text.
type (
	Fact      string
	Field     string
	Predicate string
)
