package figures

import (
	"math/big"
	"strconv"
	"strings"
	"testing"
)

// report is an answer of GET /api/v1/report.
type report struct {
	lag
	Metrics []metric
}

type metric struct {
	ID, Unit string
	answer
	Pending *int64
	Series  []step
	// Currencies are the figures of money in other currencies than the site's.
	Currencies []inCurrency
}

type inCurrency struct {
	Currency string
	answer
}

type step struct {
	Start string
	answer
}

// answer is a value with what it was divided from.
type answer struct {
	Value, Numerator text
	Denominator      *int64
	Extras           map[string]text
}

// text is a JSON number or string as it was written, "" for null.
type text string

// UnmarshalJSON implements json.Unmarshaler.
func (s *text) UnmarshalJSON(raw []byte) error {
	*s = text(strings.Trim(string(raw), `"`))
	if *s == "null" {
		*s = ""
	}
	return nil
}

// source is a number of the report and the words in which it was asked for.
type source struct {
	asked string
	got   quotient
}

// check holds each value to its own numerator and denominator, so that figures need not be
// compared by their rounded values.
func (r *report) check(t *testing.T) {
	t.Helper()
	for _, m := range r.Metrics {
		if m.Pending != nil && *m.Pending != 0 {
			t.Errorf("%s: %d are pending years after the last event", m.ID, *m.Pending)
		}
		m.check(t, m.ID, m.Unit)
		for _, s := range m.Series {
			s.check(t, m.ID+" of "+s.Start, m.Unit)
		}
	}
}

func (a *answer) check(t *testing.T, name, unit string) {
	t.Helper()
	q := a.quotient(t, unit)
	switch {
	case q.den == 0:
		if a.Value != "" {
			t.Errorf("%s is %s over 0", name, a.Value)
		}
	case unit == "money":
		digits := strings.IndexByte(string(a.Value)+".", '.')
		if digits = len(a.Value) - digits - 1; digits < 2 || q.text(digits) != string(a.Value) {
			t.Errorf("%s is %s, but %s / %d", name, a.Value, a.Numerator, q.den)
		}
	default:
		exact, _ := new(big.Rat).SetFrac64(q.num, q.den).Float64()
		value, err := strconv.ParseFloat(string(a.Value), 64)
		if err != nil || value-exact > 1e-12 || exact-value > 1e-12 {
			t.Errorf("%s is %s, but %s / %d", name, a.Value, a.Numerator, q.den)
		}
	}
}

// quotient is the exact value.
func (a *answer) quotient(t *testing.T, unit string) quotient {
	t.Helper()
	num := a.Numerator.number(t, unit)
	switch {
	case unit == "money" && a.Denominator == nil:
		return pounds(num)
	case unit == "money":
		return quotient{num: num, den: *a.Denominator * 100}
	case unit == "points":
		return quotient{num: num * 100, den: *a.Denominator}
	case a.Denominator == nil:
		return count(num)
	}
	return quotient{num: num, den: *a.Denominator}
}

// number reads a whole number; of money, which has two digits in all these shops, pence.
func (s text) number(t *testing.T, unit string) int64 {
	t.Helper()
	digits := string(s)
	if unit == "money" {
		digits = strings.Replace(digits, ".", "", 1)
	}
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil {
		t.Fatalf("%s is no number of %s", s, unit)
	}
	return n
}

func (r *report) metric(t *testing.T, id string) *metric {
	t.Helper()
	for i := range r.Metrics {
		if r.Metrics[i].ID == id {
			return &r.Metrics[i]
		}
	}
	t.Fatalf("the report has no %s", id)
	return nil
}

// value is a metric's value.
func (r *report) value(t *testing.T, id string) source {
	t.Helper()
	m := r.metric(t, id)
	return source{"`" + id + "`", m.quotient(t, m.Unit)}
}

// rest is what a ratio leaves of the whole.
func (r *report) rest(t *testing.T, id string) source {
	t.Helper()
	m := r.metric(t, id)
	return source{"1 − `" + id + "`", quotient{num: *m.Denominator - m.Numerator.number(t, m.Unit), den: *m.Denominator}}
}

// numerator is the count above a ratio.
func (r *report) numerator(t *testing.T, id string) source {
	t.Helper()
	return source{"numerator of `" + id + "`", count(r.metric(t, id).Numerator.number(t, ""))}
}

// denominator is the count below a ratio or a mean.
func (r *report) denominator(t *testing.T, id string) source {
	t.Helper()
	m := r.metric(t, id)
	if m.Denominator == nil {
		t.Fatalf("%s has no denominator", id)
	}
	return source{"denominator of `" + id + "`", count(*m.Denominator)}
}

// extra is one of the further counts beside a metric.
func (r *report) extra(t *testing.T, id, name string) source {
	t.Helper()
	return source{name + " beside `" + id + "`", count(r.metric(t, id).Extras[name].number(t, ""))}
}

// currency is a metric's figure in another currency than the site's.
func (m *metric) currency(t *testing.T, code string) *inCurrency {
	t.Helper()
	for i := range m.Currencies {
		if m.Currencies[i].Currency == code {
			return &m.Currencies[i]
		}
	}
	t.Fatalf("%s has no figure in %s", m.ID, code)
	return nil
}

// month is a metric's step that begins with a month, such as 2011-09.
func (r *report) month(t *testing.T, id, month string) *step {
	t.Helper()
	m := r.metric(t, id)
	for i := range m.Series {
		if strings.HasPrefix(m.Series[i].Start, month) {
			return &m.Series[i]
		}
	}
	t.Fatalf("the series of %s has no %s", id, month)
	return nil
}
