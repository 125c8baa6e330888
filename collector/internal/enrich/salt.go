package enrich

import "time"

// saltHour is when a salt's day begins, in hours of the site's clock: at four, the fewest
// visits are cut in two.
const saltHour = 4

// SaltDay tells which day's salt holds at t: the date on which its period began, and the
// period [start, end), which t lies in. Periods follow each other without gap, last 23 to 25
// hours where clocks change, and longer where a zone skips a date.
func SaltDay(t time.Time, zone *time.Location) (day string, start, end time.Time) {
	year, month, date := t.In(zone).Date()
	at := func(d int) time.Time { return time.Date(year, month, d, saltHour, 0, 0, 0, zone) }
	for at(date).After(t) {
		date--
	}
	for !at(date + 1).After(t) {
		date++
	}
	start, end = at(date), at(date+1)
	return start.In(zone).Format(time.DateOnly), start, end
}
