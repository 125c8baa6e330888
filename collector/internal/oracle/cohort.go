package oracle

import (
	"fmt"
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
	for _, orders := range customers {
		cohort := q.period(orders[0].day)
		if !sc.takes(orders[0].unit) {
			continue
		}
		all.add("cohort."+dateOf(cohort), nil, 1, 0)
		for _, o := range orders {
			cell := dateOf(cohort) + "." + dateOf(q.period(o.day))
			all.once("cohort_customers."+cell, nil, 1, 0, o.person)
			all.add("cohort_orders."+cell, nil, 1, 0)
			all.money("cohort_net."+cell, nil, o.value-o.refunded, 0, o.currency)
		}
	}
	f := sc.add(all)
	// The row of every cohort goes up to the period of as_of.
	for id, size := range f {
		var date string
		if n, _ := fmt.Sscanf(id, "cohort.%s", &date); n == 1 {
			last := q.period(dayAt(sc.site.Zone, time.UnixMilli(sc.asOf)))
			for d := dayOf(date); d <= last; d = q.next(d) {
				size.Denominator++
			}
			f[id] = size
		}
	}
	return f
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
