package metric

import "time"

// against is the period that a range is compared with; false for none.
func (c Compare) against(r Range) (Range, bool) {
	switch c {
	case Previous:
		return Range{r.From.Add(-r.Days()), r.From.Add(-1)}, true
	case Year:
		return Range{lastYear(r.From), lastYear(r.To)}, true
	default:
		return Range{}, false
	}
}

func lastYear(d Date) Date {
	if d.Month == time.February && d.Day == 29 {
		d.Day = 28
	}
	d.Year--
	return d
}
