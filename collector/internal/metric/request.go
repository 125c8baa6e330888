package metric

import "time"

// Request is what a reader asks of the catalogue. Dates are calendar dates in the site's
// zone; ranges include both ends.
type Request struct {
	Site     int64
	Zone     *time.Location // required
	Currency string         // the site's; required
	// Digits gives the number of minor digits of a currency. Required.
	Digits func(currency string) int
	// CartWindow is how long a cart may stay open. Defaults to 24 hours.
	CartWindow time.Duration

	From, To Date
	// Metrics are the ids asked for, in the order of the answer; empty means all of the
	// catalogue that allow the dimensions asked for.
	Metrics []string
	// Interval cuts the series; empty for none.
	Interval  Interval
	Calendar  Calendar     // Defaults to Gregorian.
	WeekStart time.Weekday // first day of a week's step
	Compare   Compare      // Defaults to Previous.
	GroupBy   Dimension    // "" for none
	Filters   []Filter
	Ahead     bool // others will ask the same with other values of Filters
	// AsOf is the instant from which the past is seen. Required.
	AsOf time.Time
}

// maturedUntil is up to when units are settled that need so many cart windows and a wait;
// zero when the whole range is.
func (r Request) maturedUntil(windows int, wait time.Duration) time.Time {
	settled := r.AsOf.Add(-time.Duration(windows)*r.CartWindow - wait)
	if !settled.Before(r.To.Add(1).Start(r.Zone)) {
		return time.Time{}
	}
	return settled
}

// Calendar names a calendar in which months are cut.
type Calendar string

// The calendars.
const (
	Gregorian Calendar = "gregorian"
	Persian   Calendar = "persian" // Solar Hijri, of Iran and Afghanistan
	Islamic   Calendar = "islamic" // Umm al-Qura, of Saudi Arabia
)

// Compare names the period that a range is compared with.
type Compare string

// The comparisons.
const (
	Previous Compare = "previous" // the equally long range just before
	Year     Compare = "year"     // the same Gregorian dates last year, 29 Feb with 28
	Nothing  Compare = "none"
)
