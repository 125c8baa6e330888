package engine

import (
	"math/rand/v2"
	"net/url"
	"time"
)

// shopDays is the past of every shop that is asked.
const shopDays = 90

// request is one GET below /api/v1.
type request struct {
	path  string
	query url.Values
}

// question is what a page, or a reader, wants to know. Its requests go out side by side, as the
// pages send them, and its time is that until the last answer is read.
type question struct {
	name string
	asks func(*dice) []request
	busy bool // asked while events come in
}

// Names of questions that goals speak of together.
const (
	homeName    = "home page, 90 days"
	busyName    = "home page, 90 days, while events come in"
	segmentName = "home page, a channel on a device"
	sourceName  = "report by source on a browser"
	rfmName     = "customers (RFM)"
)

// questions are those of the pages in collector/internal/dashboard/src/pages.
func questions() []question {
	return []question{
		{name: homeName, asks: func(d *dice) []request { return home(d.wholeDays()) }},
		{name: busyName, asks: func(d *dice) []request { return home(d.wholeDays()) }, busy: true},
		{name: "home page, any range", asks: func(d *dice) []request { return home(d.anyDays()) }},
		{name: segmentName, asks: func(d *dice) []request {
			return home(with(d.anyDays(), "filter", "channel:"+d.one(d.values["channel"]), "filter", "device:"+d.one(d.values["device"])))
		}},
		{name: sourceName, asks: func(d *dice) []request {
			return []request{{"report", with(d.anyDays(), "group_by", "source", "filter", "browser:"+d.one(d.values["browser"]))}}
		}},
		{name: "funnel", asks: func(d *dice) []request {
			q := with(d.anyDays(), "compare", "previous")
			return []request{{"funnel", with(q, "mode", "reached", "unit", "session")}, {"friction", with(q)}}
		}},
		{name: "channels", asks: func(d *dice) []request {
			return []request{{"channels", with(d.anyDays(), "compare", "previous", "by", "channel", "window", "30")}}
		}},
		{name: "products", asks: func(d *dice) []request {
			return []request{{"products", with(d.anyDays(), "compare", "previous", "sort", "views")}}
		}},
		{name: "cohorts", asks: func(d *dice) []request {
			return []request{{"cohorts", with(d.anyDays(), "period", d.one([]string{"month", "week"}), "calendar", "persian", "week_start", "sat")}}
		}},
		{name: rfmName, asks: func(*dice) []request { return []request{{"customers", url.Values{}}} }},
	}
}

// home is what the journey map asks, with steps as it chooses them.
func home(days url.Values) []request {
	compared := with(days, "compare", "previous")
	interval := "week"
	if span(days) <= 62 {
		interval = "day"
	}
	if span(days) <= 2 {
		interval = "hour"
	}
	return []request{
		{"report", with(compared, "interval", interval, "calendar", "persian", "week_start", "sat")},
		{"touchpoints", with(compared)}, {"feedback", with(compared)},
		{"annotations", url.Values{"from": days["from"], "to": days["to"]}},
	}
}

func span(days url.Values) int {
	from, err := time.Parse(time.DateOnly, days.Get("from"))
	to, err2 := time.Parse(time.DateOnly, days.Get("to"))
	if err != nil || err2 != nil {
		return 0
	}
	return int(to.Sub(from)/(24*time.Hour)) + 1
}

// with is a query with more parameters: names and values in turn.
func with(query url.Values, more ...string) url.Values {
	all := url.Values{}
	for name, values := range query {
		all[name] = append([]string(nil), values...)
	}
	for i := 0; i+1 < len(more); i += 2 {
		all.Add(more[i], more[i+1])
	}
	return all
}

// dice choose what is asked about. The same seed asks the same, and no range twice while there
// are others: an answer that was kept from before would be no measurement.
type dice struct {
	*rand.Rand
	today  time.Time
	values map[string][]string // of dimensions that can be asked for
	seen   map[[2]int]bool
}

func newDice(today time.Time, values map[string][]string) *dice {
	return &dice{rand.New(rand.NewPCG(1, 1)), today, values, map[[2]int]bool{}}
}

const (
	latest   = 14  // days before the last that a range may end
	rerolled = 100 // times, before a range is asked about again
)

// days is a range of so many days.
func (d *dice) days(least, most int) url.Values {
	var pick [2]int
	for range rerolled {
		if pick = [2]int{least + d.IntN(most-least+1), d.IntN(latest)}; !d.seen[pick] {
			break
		}
	}
	d.seen[pick] = true
	to := d.today.AddDate(0, 0, -pick[1])
	return url.Values{"from": {to.AddDate(0, 0, 1-pick[0]).Format(time.DateOnly)}, "to": {to.Format(time.DateOnly)}}
}

// wholeDays is nearly all of the shop's days, anyDays a range of a week to that.
func (d *dice) wholeDays() url.Values { return d.days(shopDays-6, shopDays) }
func (d *dice) anyDays() url.Values   { return d.days(7, shopDays-latest) }

func (d *dice) one(of []string) string { return of[d.IntN(len(of))] }
