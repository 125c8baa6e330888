package metric

import (
	"sort"
	"time"
)

// period is a whole week or month.
type period struct {
	start Date
	begin int64 // its first instant, Unix milliseconds
}

// periods are the weeks or months of a request's interval from the one that holds a date to
// the one that holds an instant, but no more than most and one; none when the date begins
// later.
func (r Request) periods(from Date, to time.Time, most int) []period {
	var periods []period
	for d := r.first(from); len(periods) <= most; d = r.next(d) {
		begin := d.Start(r.Zone)
		if begin.After(to) {
			break
		}
		periods = append(periods, period{d, begin.UnixMilli()})
	}
	return periods
}

// first is the first date of the week or month that holds d.
func (r Request) first(d Date) Date {
	if r.Interval == Week {
		return d.Add(-int((d.Weekday() - r.WeekStart + 7) % 7))
	}
	return MonthStart(r.Calendar, d)
}

// periodOf is the place of the period that holds an instant; -1 for one before all.
func periodOf(periods []period, at int64) int {
	return sort.Search(len(periods), func(i int) bool { return periods[i].begin > at }) - 1
}
