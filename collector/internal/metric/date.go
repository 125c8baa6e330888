package metric

import (
	"fmt"
	"time"
)

// Date is a day of the Gregorian calendar, whatever calendar it is shown in.
type Date struct {
	Year  int
	Month time.Month
	Day   int
}

// ParseDate reads a date written 2006-01-02.
func ParseDate(s string) (Date, error) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, fmt.Errorf("read date: %w", err)
	}
	return DateOf(t), nil
}

// DateOf is the date that a clock in t's zone shows.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, m, d}
}

// String writes the date 2006-01-02.
func (d Date) String() string {
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}

// Add is the date so many days later.
func (d Date) Add(days int) Date {
	return dateAt(d.number() + days)
}

// Compare is negative when d is before o, positive when it is after.
func (d Date) Compare(o Date) int {
	return d.number() - o.number()
}

// Weekday is the day of the week.
func (d Date) Weekday() time.Weekday {
	return d.midnight().Weekday()
}

// Start is the date's first instant in a zone: the first at which the clock there shows
// this date. That is not midnight where midnight was skipped; a date skipped altogether
// starts with the next one; and where a clock was set back over midnight the date starts
// the first time.
func (d Date) Start(zone *time.Location) time.Time {
	midnight := d.midnight()
	// No clock has ever been a day off UTC, so now it shows an earlier date.
	t := midnight.Add(-24 * time.Hour).In(zone)
	for {
		_, offset := t.Zone()
		at := midnight.Add(-time.Duration(offset) * time.Second).In(zone)
		if at.Before(t) {
			at = t // the clock was set forward past midnight
		}
		_, end := t.ZoneBounds()
		// On the last day of leap years to come, from 2040 on, end is not after t (Go 1.26).
		// No clock is changed that night.
		if end.IsZero() || !end.After(t) || at.Before(end) {
			return at
		}
		t = end
	}
}

// valid tells whether the calendar has such a date, in a year of four digits.
func (d Date) valid() bool {
	return d.Year >= 1 && d.Year <= 9999 && d.Add(0) == d
}

// number counts the days since 1970-01-01.
func (d Date) number() int {
	return int(d.midnight().Unix() / (24 * 60 * 60))
}

func (d Date) midnight() time.Time {
	return time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, time.UTC)
}

// dateAt is the date so many days after 1970-01-01.
func dateAt(number int) Date {
	return DateOf(Date{1970, time.January, 1 + number}.midnight())
}

// Range is a span of dates, both ends included.
type Range struct {
	From, To Date
}

// Days is the number of dates.
func (r Range) Days() int {
	return r.To.number() - r.From.number() + 1
}
