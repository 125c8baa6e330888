package api

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// query reads the parameters of a call and remembers the first that is wrong.
type query struct {
	values url.Values
	err    *problem
}

// newQuery refuses parameters that the route does not declare: a misspelt filter that is
// ignored would answer another question.
func newQuery(c *call, known []Param) *query {
	values, err := url.ParseQuery(c.URL.RawQuery)
	q := &query{values: values}
	if err != nil {
		q.refuse("query", "it can't be read", "Escape what is no letter, digit, hyphen, dot or underscore as %xx.")
	}
	var names []string
	for _, p := range known {
		if p.In != "query" {
			continue
		}
		names = append(names, p.Name)
		if len(q.values[p.Name]) > 1 && !p.Repeated {
			q.refuse(p.Name, "it is given more than once", "Give it once.")
		}
	}
	for name := range q.values {
		if !slices.Contains(names, name) {
			q.refuse(clipped(name), "there is no such parameter", "Known: "+strings.Join(names, ", ")+".")
		}
	}
	return q
}

func clipped(name string) string {
	if len(name) > 40 {
		return strings.ToValidUTF8(name[:40], "") + "…"
	}
	return name
}

func (q *query) refuse(name, message, hint string) {
	if q.err == nil {
		q.err = badParameter(name, message, hint)
	}
}

// failed is the first thing that was wrong, nil when nothing was.
func (q *query) failed() error {
	if q.err == nil {
		return nil
	}
	return q.err
}

func (q *query) text(name string) string { return q.values.Get(name) }

// oneOf reads a parameter that must be one of some words; "" when it is left out.
func (q *query) oneOf(name string, words []string) string {
	v := q.text(name)
	if v != "" && !slices.Contains(words, v) {
		q.refuse(name, "it is unknown", "Known: "+strings.Join(words, ", ")+".")
		return ""
	}
	return v
}

// list reads a parameter of values with commas between them.
func (q *query) list(name string) []string {
	v := q.text(name)
	if v == "" {
		return nil
	}
	values := strings.Split(v, ",")
	for i := range values {
		values[i] = strings.TrimSpace(values[i])
	}
	return values
}

// dates reads the range. Left out, it is the 30 days up to today, or up to the day from
// which the past is seen when that lies before.
func (q *query) dates(zone *time.Location, now, asOf time.Time) (from, to metric.Date) {
	if asOf.Before(now) {
		now = asOf
	}
	to = q.date("to", metric.DateOf(now.In(zone)))
	from = q.date("from", to.Add(1-defaultDays))
	return from, to
}

const defaultDays = 30

func (q *query) date(name string, otherwise metric.Date) metric.Date {
	v := q.text(name)
	if v == "" {
		return otherwise
	}
	d, err := metric.ParseDate(v)
	if err != nil {
		q.refuse(name, "it is no date", "Dates are Gregorian and written 2026-10-01.")
		return otherwise
	}
	return d
}

// asOf reads the instant from which the past is seen: a time, or a date for the end of
// that day. Left out, it is now.
func (q *query) asOf(zone *time.Location, now time.Time) time.Time {
	v := q.text("as_of")
	if v == "" {
		return now
	}
	if t, err := time.Parse(time.RFC3339, v); err == nil {
		return t
	}
	d, err := metric.ParseDate(v)
	if err != nil {
		q.refuse("as_of", "it is neither a time nor a date", "Send 2026-10-31 for the end of that day, or 2026-10-31T12:00:00+03:30.")
		return now
	}
	return d.Add(1).Start(zone).Add(-time.Millisecond)
}

// filters reads every filter=dimension:value, where a|b means one of both and a leading !
// none of them.
func (q *query) filters() []metric.Filter {
	var filters []metric.Filter
	for _, text := range q.values["filter"] {
		f, ok := metric.ParseFilter(text)
		if !ok {
			q.refuse("filter", "it is no dimension with a value", "Send filter=device:mobile, filter=channel:email|sms, or filter=channel:!direct.")
			return nil
		}
		filters = append(filters, f)
	}
	return filters
}

// weekdays are the names of the days, Sunday first as time.Weekday counts them.
func weekdays() []string { return []string{"sun", "mon", "tue", "wed", "thu", "fri", "sat"} }

// weekStart reads the first day of a week. Left out, it is that of the calendar's home:
// Saturday in Iran and Arabia, else Monday as in ISO 8601.
func (q *query) weekStart(calendar metric.Calendar) time.Weekday {
	if name := q.oneOf("week_start", weekdays()); name != "" {
		return time.Weekday(slices.Index(weekdays(), name))
	}
	if calendar == metric.Persian || calendar == metric.Islamic {
		return time.Saturday
	}
	return time.Monday
}
