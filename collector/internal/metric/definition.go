package metric

import (
	"slices"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// Definition is one metric of the catalogue: a literal that says what is counted. API,
// terminal, exports, documentation and tests read it.
type Definition struct {
	ID     string
	Stage  event.Stage
	Unit   Unit
	Better Better
	// Numerator is what is counted; for a plain count or sum it is the value.
	Numerator Measure
	// Minus is taken from Numerator before it is divided; nil for all but a net score.
	Minus *Measure
	// Denominator is what it is divided by; nil for plain counts and sums.
	Denominator *Measure
	// Extras are further sums that the interval needs.
	Extras map[string]Measure
	// Pending counts the units that would be in Denominator had their windows ended; nil
	// for metrics that need no window.
	Pending *Measure
	// Windows is how many cart windows after its day's event a unit is surely settled; 0
	// without Pending.
	Windows int
	// Wait is a fixed time beside Windows after which a unit is settled.
	Wait time.Duration
	// Dimensions may group and filter it.
	Dimensions []Dimension
	// Additive says that numerators and denominators of days add up to those of the range.
	Additive bool
	// MinInterval is the shortest interval of a series; empty allows all.
	MinInterval Interval
	// Name is what merchants call it, by language: en, fa, ar.
	Name map[string]string
	// Definition is the sentence shown beside the number, by language: en, fa, ar.
	Definition map[string]string
	// Day is which event's day it is counted on: session, cart, checkout, order, first
	// order, message for its delivery, or event for the counted event's own.
	Day string
}

// Allows tells whether the dimension may group and filter the metric.
func (d *Definition) Allows(by Dimension) bool {
	return slices.Contains(d.Dimensions, by)
}

// overlaps tells whether one unit may be counted in several groups: a person may come by
// two channels, a session by one only.
func (d *Definition) overlaps() bool {
	return d.Numerator.Distinct || d.Denominator != nil && d.Denominator.Distinct
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

// intervals are all of them, the shortest first.
var intervals = [...]Interval{Hour, Day, Week, Month}

// shorter tells whether a step of i is shorter than one of o. The empty interval is
// shorter than all.
func (i Interval) shorter(o Interval) bool {
	return slices.Index(intervals[:], i) < slices.Index(intervals[:], o)
}
