package metric

import "time"

// Request is what a reader asks of the catalogue. Dates are calendar dates in the site's
// zone; ranges include both ends.
type Request struct {
	Site     int64
	Zone     *time.Location
	Currency string // the site's
	// Digits gives the number of minor digits of a currency.
	Digits func(currency string) int

	From, To Date
	// Metrics are the ids asked for; empty means all.
	Metrics []string
	// Interval cuts the series; empty for none.
	Interval  Interval
	Calendar  Calendar     // Defaults to Gregorian.
	WeekStart time.Weekday // first day of a week's step
	Compare   Compare      // Defaults to Previous.
	GroupBy   Dimension    // "" for none
	Filters   []Filter
	// AsOf is the instant from which the past is seen.
	AsOf time.Time
}

// Date is a day of the Gregorian calendar, whatever calendar it is shown in.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// Calendar names a calendar in which weeks and months are cut.
type Calendar string

// The calendars.
const (
	Gregorian Calendar = "gregorian"
	Persian   Calendar = "persian"
	Islamic   Calendar = "islamic"
)

// Compare names the period that a range is compared with.
type Compare string

// The comparisons.
const (
	Previous Compare = "previous" // the equally long range just before
	Year     Compare = "year"     // the same dates last year, 29 Feb with 28
	Nothing  Compare = "none"
)
