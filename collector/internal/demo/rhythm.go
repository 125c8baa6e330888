package demo

import "time"

// hours is how many visits come in each hour of a day, in relation to each other: people shop
// at lunch and in the evening.
var hours = []float64{2.2, 1.2, 0.7, 0.4, 0.3, 0.4, 0.8, 1.6, 2.9, 4.0, 4.9, 5.4, 5.6, 5.2, 4.7, 4.6, 4.9, 5.3, 5.9, 6.7, 7.6, 8.2, 7.4, 4.6}

// weekdays is how busy the days are, from Sunday on. On Thursdays people leave town, on
// Fridays they are at home with their families.
var weekdays = [...]float64{1.10, 1.08, 1.05, 1.02, 0.86, 0.80, 1.09}

// growth is how many more come at the end of history than at its beginning.
const growth = 0.2

// startOf is the first instant of a day.
func (c Config) startOf(day int) time.Time {
	y, m, d := c.First.In(c.Zone).Date()
	return time.Date(y, m, d+day, 0, 0, 0, 0, c.Zone)
}

// busy is how busy a day is; 1 is an average one.
func (c Config) busy(day int) float64 {
	grown := 1.0
	if c.Days > 0 {
		grown += growth * (min(float64(day)/float64(c.Days), 1) - 0.5)
	}
	return grown * weekdays[c.startOf(day).Weekday()]
}

// instant is some time of a day, by the rhythm of its hours, in whole milliseconds.
func (c Config) instant(d dice, day int) time.Time {
	hour := pick(d, dayHours, func(h int) float64 { return hours[h] })
	return c.startOf(day).Add(time.Duration(hour)*time.Hour + time.Duration(d.IntN(3_600_000))*time.Millisecond)
}

var dayHours = []int{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23}

// broken tells whether the gateway is broken at an instant.
func (c Config) broken(t time.Time) bool {
	if c.Days == 0 {
		return false
	}
	start := c.startOf(c.saleDay())
	return !t.Before(start.Add(brokenFrom*time.Hour)) && t.Before(start.Add(brokenTo*time.Hour))
}

// saleDay is the day of the sale. In a history of few days it comes in the midst of them.
func (c Config) saleDay() int { return max(c.Days-saleBefore-1, c.Days/2) }
