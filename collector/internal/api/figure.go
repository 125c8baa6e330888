package api

import (
	"encoding/json"
	"strings"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/sdk/event"
)

// figureJSON is a value with what it was divided from. Money is a decimal string in major
// units, everything else a number; seconds are whole or have three digits.
type figureJSON struct {
	Value       any            `json:"value" doc:"Null when there is no data. Money is a decimal string in major units."`
	Numerator   any            `json:"numerator" doc:"Money is a decimal string, seconds are a decimal number."`
	Denominator *int64         `json:"denominator,omitempty" doc:"Missing for plain counts and sums."`
	Extras      map[string]any `json:"extras,omitempty" doc:"Further sums that the interval is made of: promoters and detractors, or squares, the sum of squares in the numerator's unit."`
}

// units says how the whole numbers of a figure are written.
type units struct {
	unit   metric.Unit
	digits int // after the point: of the currency, or of seconds
}

func unitsOf(d *metric.Definition, digits func(string) int, currency string) units {
	switch d.Unit {
	case metric.Money:
		return units{d.Unit, digits(currency)}
	case metric.Seconds:
		return units{d.Unit, 3}
	}
	return units{d.Unit, 0}
}

func (u units) render(f *metric.Figure) figureJSON {
	out := figureJSON{Numerator: u.sum(f.Numerator), Denominator: f.Denominator}
	switch {
	case u.unit == metric.Money && f.Amount != "":
		out.Value = f.Amount
	case u.unit != metric.Money && f.Value != nil:
		out.Value = *f.Value
	}
	if len(f.Extras) > 0 || f.Squares != "" {
		out.Extras = make(map[string]any, len(f.Extras)+1)
	}
	for name, n := range f.Extras {
		out.Extras[name] = u.sum(n)
	}
	if f.Squares != "" {
		out.Extras["squares"] = pointAt(f.Squares, 2*u.digits)
	}
	return out
}

func (u units) sum(n int64) any {
	switch u.unit {
	case metric.Money:
		return event.FormatAmount(n, u.digits)
	case metric.Seconds:
		return json.Number(strings.TrimSuffix(event.FormatAmount(n, u.digits), ".000"))
	}
	return n
}

// pointAt writes a whole number that is not negative, given in decimal, as so many
// 10^-digits. It is a string: a square is longer than what a JSON number holds exactly.
func pointAt(whole string, digits int) string {
	if digits == 0 {
		return whole
	}
	if missing := digits + 1 - len(whole); missing > 0 {
		whole = strings.Repeat("0", missing) + whole
	}
	point := len(whole) - digits
	return whole[:point] + "." + whole[point:]
}
