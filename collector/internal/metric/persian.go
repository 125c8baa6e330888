package metric

// persianEpoch is the day number on which the rule of 33 years has year 1 begin: 21 March
// 622 (Gregorian), a day before the equinox.
const persianEpoch = -492_268

// persianMonth is the day on which a month of the Solar Hijri calendar begins. The law
// ties the new year to the equinox; eight leap years in 33 agree with it, and with the
// calendars printed in Iran, from 1178 to 1501 (AD 1799 to 2122). Outside it may be a day
// off.
func persianMonth(n int) int {
	year, month := divide(n, 12)
	leaps, _ := divide(8*year+21, 33)
	newYear := persianEpoch + 365*(year-1) + leaps
	// Six months of 31 days, five of 30, and what is left.
	return newYear + 30*month + min(month, 6)
}
