package metric

import "time"

// monthTable is a calendar as the days on which its months begin: month n is the one so
// many months after the first of year 0, its value a day number (see Date.number).
type monthTable struct {
	start func(n int) int
	// A guess of the month of a day, from which the right one is not far.
	epoch, meanLength float64
}

// MonthStart is the first day of the month that holds d.
func MonthStart(cal Calendar, d Date) Date {
	months := monthsOf(cal)
	return dateAt(months.start(months.of(d.number())))
}

// NextMonth is the first day of the month after the one that holds d.
func NextMonth(cal Calendar, d Date) Date {
	months := monthsOf(cal)
	return dateAt(months.start(months.of(d.number()) + 1))
}

func (t monthTable) of(day int) int {
	n := int((float64(day) - t.epoch) / t.meanLength)
	for t.start(n) > day {
		n--
	}
	for t.start(n+1) <= day {
		n++
	}
	return n
}

func monthsOf(cal Calendar) monthTable {
	switch cal {
	case Persian:
		return monthTable{persianMonth, persianEpoch - 366, 30.4369}
	case Islamic:
		return monthTable{islamicMonth, islamicEpoch - 354, 29.5306}
	default:
		return monthTable{gregorianMonth, -719_528, 30.4369}
	}
}

func gregorianMonth(n int) int {
	y, m := divide(n, 12)
	return Date{Year: y, Month: time.Month(m + 1), Day: 1}.number()
}

// divide is the quotient rounded down and the remainder, which is never negative.
func divide(a, b int) (quotient, remainder int) {
	quotient, remainder = a/b, a%b
	if remainder < 0 {
		quotient, remainder = quotient-1, remainder+b
	}
	return quotient, remainder
}
