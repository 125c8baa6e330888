package metric

import "time"

// Report is the answer to a Request.
type Report struct {
	// Request is the question with its defaults filled in.
	Request Request
	// Compared is the period that every Previous is of; nil without one.
	Compared *Range
	Results  []Result
	// LeftOut are the ids of the metrics that do not allow the dimensions asked for, when no
	// metrics were named.
	LeftOut []string
	// Groups are those of GroupBy, biggest first. Where there are more than a report tells
	// apart the last is Other, and Folded is how many values are in it.
	Groups   []Group
	Folded   int64
	Overlaps bool // groups may share units, so they need not add up
}

// Group is the part of a report that belongs to one value of the dimension. Its results
// have no series: they are had by filtering for the value.
type Group struct {
	Key     string
	Results []Result
}

// Result is one metric's answer.
type Result struct {
	Definition *Definition
	Figure
	// Low and High are the 95% interval in the unit of Value; nil where there is none.
	Low, High *float64
	// Previous is the figure of the compared period; nil without one.
	Previous *Figure
	// Change is relative to Previous, for points absolute; nil when it can't be said.
	Change *float64
	// Significant says that the interval of the difference excludes zero.
	Significant bool
	// Suspect says that the numerator exceeds a denominator that it should be a part of.
	Suspect bool
	// Pending counts the units whose windows had not ended at as_of.
	Pending int64
	// MaturedUntil is the instant up to which units are settled; zero when all are.
	MaturedUntil time.Time
	Series       []Step
	// Currencies are the figures of currencies other than the site's, by code.
	Currencies []CurrencyFigure
}

// Figure is a value with what it was divided from.
type Figure struct {
	// Value is the quotient, in seconds, points or, rounded to a float, major units of
	// money (see Amount); nil when there is no data.
	Value *float64
	// Numerator and Denominator are whole numbers; money in minor units, seconds in
	// milliseconds. Denominator is nil for plain counts and sums.
	Numerator   int64
	Denominator *int64
	// Amount is the exact value of a money metric in major units, "" when there is no data.
	// Means are rounded half to even to two digits more than the currency has; the two
	// are left out when both are zero.
	Amount string
	// Extras are the further sums of the interval, by name.
	Extras map[string]int64
	// Squares is the exact sum of the squares of what Numerator sums, in decimal; "" for
	// what is no mean.
	Squares string
}

// CurrencyFigure is a figure in a currency of its own.
type CurrencyFigure struct {
	Currency string
	Figure
}

// Step is one step of a series.
type Step struct {
	// Date is the first date of the step; the first step begins with the range.
	Date Date
	// Start is the first instant, in the site's zone. A date that a zone skipped altogether
	// starts, and ends, with the next one.
	Start time.Time
	Figure
}
