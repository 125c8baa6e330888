package oracle

import (
	"slices"
	"time"
)

// cohorts follows the customers of the range from the period of their first order on (Reading 59).
func (sc scope) cohorts(q Question) Figures {
	customers := map[string][]*purchase{}
	for _, o := range sc.paid() {
		customers[o.person] = append(customers[o.person], o)
	}
	all := shares{}
	last := q.period(dayAt(sc.site.Zone, time.UnixMilli(sc.asOf))) // every row goes up to that of as_of
	for _, orders := range customers {
		first := q.period(orders[0].day)
		if !sc.takes(orders[0].unit) {
			continue
		}
		cohort, cells := "."+dateOf(first), int64(0)
		for p := first; p <= last; p = q.next(p) {
			cells++
			for _, o := range where(orders, func(o *purchase) bool { return q.period(o.day) <= p }) {
				cell, net := cohort+"."+dateOf(p), o.value-o.refunded
				if q.period(o.day) == p {
					all.once("cohort_customers"+cell, nil, 1, 0, o.person)
					all.add("cohort_orders"+cell, nil, 1, 0)
					all.money("cohort_net"+cell, nil, net, 0, o.currency)
				}
				all.money("cohort_cumulative"+cell, nil, net, 0, o.currency)
			}
		}
		all.add("cohort"+cohort, nil, 1, 0)
		all.once("cohort"+cohort, nil, 0, cells, cohort)
	}
	return sc.add(all)
}

// period is the first day of the week or month of a day.
func (q Question) period(d int64) int64 {
	switch {
	case q.Weekly:
		weekday := (d + int64(time.Thursday)) % 7 // 1970 began with a Thursday
		return d - (weekday-int64(q.WeekStart)+7)%7
	case q.Persian:
		return persianMonth(d)
	}
	return d - int64(time.UnixMilli(d*day).UTC().Day()) + 1
}

// next is the first day of the period after the one that begins with a day.
func (q Question) next(d int64) int64 {
	for begin := d; q.period(d) == begin; d++ {
	}
	return d
}

// persianMonth is the first day of a day's month in the calendar of Iran: six months of 31
// days, five of 30, and one of 29 or, in 8 of 33 years, 30.
func persianMonth(d int64) int64 {
	first := dayOf("2021-03-21") // of the year 1400
	for year := 1400; ; year++ {
		leap := one[slices.Contains([]int{1, 5, 9, 13, 17, 22, 26, 30}, year%33)]
		for month := 1; month <= 12; month++ {
			length := 30 + one[month <= 6] - one[month == 12] + leap*one[month == 12]
			if d < first+length {
				return first
			}
			first += length
		}
	}
}
