package oracle

import (
	"slices"
	"time"
)

// Question asks for the metrics of a range of dates.
type Question struct {
	// From and To are dates in the site's zone, "2006-01-02", both inclusive.
	From, To string
	// AsOf is the instant from which the past is seen; events timed later are ignored.
	AsOf time.Time
	// GroupBy is "channel", "device" or "".
	GroupBy string
	// Filters must all hold.
	Filters []Filter
}

// Filter keeps the units whose dimension has one of Values, or with Not none of them.
type Filter struct {
	Dimension string // channel or device
	Values    []string
	Not       bool
}

// Answer is what the events say.
type Answer struct {
	Figures
	// Days holds the figures of each date of the range, without retention_rate.
	Days map[string]Figures
	// Groups holds the figures of each value of GroupBy under which something was counted;
	// "(none)" is for units without a session, "(not set)" for those without a value.
	Groups map[string]Figures
}

// Figures are figures by metric id. What is missing is zero.
type Figures map[string]Figure

// Figure is what a metric's value is divided from.
type Figure struct {
	// Numerator and Denominator are counts; time in milliseconds; money in minor units of
	// the site's currency. Denominator stays 0 for plain counts and sums.
	Numerator, Denominator int64
	// Currencies holds money by currency, the site's included.
	Currencies map[string]Amount
	// Pending counts the units that are not matured.
	Pending int64
}

// Amount is money in minor units and the number of orders that it is divided by.
type Amount struct{ Numerator, Denominator int64 }

// Ask answers a question from all copies of all events that the collector accepted, given
// in any order. It panics when a date is malformed.
func Ask(site Site, all []Received, q Question) Answer {
	sc := scope{understand(site, all, q.AsOf.UnixMilli()), q.From, q.To, q.Filters}
	a := Answer{Figures: sc.figures(), Days: map[string]Figures{}, Groups: map[string]Figures{}}
	for date := q.From; date <= q.To; date = shift(date, 1) {
		of := sc
		of.from, of.to = date, date
		a.Days[date] = of.figures()
		delete(a.Days[date], "retention_rate")
	}
	if q.GroupBy == "" {
		return a
	}
	for _, s := range append(sc.sessions, nil) {
		of, key := sc, property(s, q.GroupBy)
		of.filters = append(slices.Clone(q.Filters), Filter{Dimension: q.GroupBy, Values: []string{key}})
		if f := of.figures(); len(f) > 0 {
			a.Groups[key] = f
		}
	}
	return a
}

// property is a session's value of a dimension (Reading 17).
func property(s *session, dimension string) string {
	switch {
	case s != nil && dimension == "channel" && s.channel != "":
		return s.channel
	case s != nil && dimension == "device" && s.device != "":
		return s.device
	case s != nil:
		return "(not set)"
	}
	return "(none)"
}

// shift is the date so many days later.
func shift(date string, days int) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		panic(err)
	}
	return t.AddDate(0, 0, days).Format(time.DateOnly)
}
