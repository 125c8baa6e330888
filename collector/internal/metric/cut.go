package metric

import (
	"slices"
	"time"
)

// liveDays are the days before as_of that are cut into hours, since most of what happens lies
// in the last few hours and the sums of the others then hold.
const liveDays = 2

// cuts are the beginnings of the days that the buckets, and what lies before them, touch, and
// of hours where the days are recent or a series is of hours.
func (r Request) cuts(buckets []Bucket) []int64 {
	from, to := buckets[0].From, buckets[0].To
	for _, b := range buckets {
		from, to = min(from, b.From, b.Before), max(to, b.To)
	}
	today := DateOf(r.AsOf.In(r.Zone))
	var cuts []int64
	for d := DateOf(time.UnixMilli(from).In(r.Zone)); ; d = d.Add(1) {
		start := d.Start(r.Zone).UnixMilli()
		if start > to {
			break
		}
		recent := d.Compare(today) <= 0 && d.Compare(today.Add(-liveDays)) > 0
		if r.Interval != Hour && !recent {
			cuts = append(cuts, start)
			continue
		}
		for _, h := range hours(d, r.Zone) {
			cuts = append(cuts, h.bucket.From)
		}
	}
	return slices.Compact(cuts)
}
