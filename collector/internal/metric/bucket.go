package metric

import "time"

// step is one piece of a range: what is measured, and what it is called.
type step struct {
	date   Date      // its first date
	start  time.Time // its first instant, in the zone
	bucket Bucket
}

// Bucket is the span of a range's dates in a zone. Days are counted on the calendar, so
// the span before has as many dates, not as many hours.
func (r Range) Bucket(zone *time.Location) Bucket {
	return Bucket{
		From:   r.From.Start(zone).UnixMilli(),
		To:     r.To.Add(1).Start(zone).UnixMilli(),
		Before: r.From.Add(-r.Days()).Start(zone).UnixMilli(),
	}
}

// steps cuts the range of a request at its interval; together they are exactly the range.
// The first and the last week or month are cut off where the range begins and ends.
func (r Request) steps() []step {
	var steps []step
	whole := Range{r.From, r.To}
	if r.Interval == Hour {
		for d := whole.From; d.Compare(whole.To) <= 0; d = d.Add(1) {
			steps = append(steps, hours(d, r.Zone)...)
		}
		return steps
	}
	for from := whole.From; from.Compare(whole.To) <= 0; {
		next := r.next(from)
		part := Range{from, next.Add(-1)}
		if part.To.Compare(whole.To) > 0 {
			part.To = whole.To
		}
		steps = append(steps, step{from, from.Start(r.Zone), part.Bucket(r.Zone)})
		from = next
	}
	return steps
}

// next is the first date of the step after the one that holds d.
func (r Request) next(d Date) Date {
	switch r.Interval {
	case Week:
		since := (d.Weekday() - r.WeekStart + 7) % 7
		return d.Add(7 - int(since))
	case Month:
		return NextMonth(r.Calendar, d)
	default:
		return d.Add(1)
	}
}

// hours cuts a date into real hours from its first instant on, so that an hour that a
// clock shows twice is two steps and one that it skips is none. They are counted from
// each day's beginning: a clock that moves by half an hour shows half hours for the rest
// of that day only, whose last step is half as long.
func hours(d Date, zone *time.Location) []step {
	var steps []step
	end := d.Add(1).Start(zone)
	for from := d.Start(zone); from.Before(end); {
		to := from.Add(time.Hour)
		if to.After(end) {
			to = end
		}
		steps = append(steps, step{d, from, Bucket{
			From:   from.UnixMilli(),
			To:     to.UnixMilli(),
			Before: from.Add(-to.Sub(from)).UnixMilli(),
		}})
		from = to
	}
	return steps
}
