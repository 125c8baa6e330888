package histories

import (
	"encoding/json"
	"fmt"
	"math"

	"github.com/safar-cx/safar/collector/internal/oracle"
	"github.com/safar-cx/safar/sdk/event"
)

// answerJSON is what is compared of a report.
type answerJSON struct {
	Currency string
	Folding  bool
	Metrics  []metricJSON
	Groups   []struct {
		Key     string
		Metrics []metricJSON
	}
}

type metricJSON struct {
	ID   string
	Unit string
	figureJSON
	Pending    int64
	Currencies []struct {
		Currency string
		figureJSON
	}
	Series []struct {
		Start string
		figureJSON
	}
}

type figureJSON struct {
	Value       json.RawMessage
	Numerator   json.RawMessage
	Denominator *int64
}

// read puts a report's JSON into the oracle's words.
func read(body []byte) (oracle.Answer, error) {
	var report answerJSON
	if err := json.Unmarshal(body, &report); err != nil {
		return oracle.Answer{}, err
	}
	if report.Folding {
		return oracle.Answer{}, fmt.Errorf("still folding: %s", body)
	}
	a := oracle.Answer{Figures: oracle.Figures{}, Days: map[string]oracle.Figures{}, Groups: map[string]oracle.Figures{}}
	if err := fill(a.Figures, report.Metrics, report.Currency, a.Days); err != nil {
		return a, err
	}
	for _, g := range report.Groups {
		a.Groups[g.Key] = oracle.Figures{}
		if err := fill(a.Groups[g.Key], g.Metrics, report.Currency, nil); err != nil {
			return a, err
		}
	}
	return a, nil
}

func fill(to oracle.Figures, metrics []metricJSON, currency string, days map[string]oracle.Figures) error {
	for _, m := range metrics {
		f, err := m.figure(m.Unit, currency)
		if err != nil {
			return fmt.Errorf("%s: %w", m.ID, err)
		}
		f.Pending = m.Pending
		for _, c := range m.Currencies {
			other, err := c.figure(m.Unit, c.Currency)
			if err != nil {
				return fmt.Errorf("%s in %s: %w", m.ID, c.Currency, err)
			}
			f.Currencies[c.Currency] = other.Currencies[c.Currency]
		}
		to[m.ID] = f
		for _, step := range m.Series {
			if days[step.Start] == nil {
				days[step.Start] = oracle.Figures{}
			}
			if days[step.Start][m.ID], err = step.figure(m.Unit, currency); err != nil {
				return fmt.Errorf("%s on %s: %w", m.ID, step.Start, err)
			}
		}
	}
	return nil
}

// figure reads a figure: a plain count is its own value, money is in major units and time
// in seconds.
func (f figureJSON) figure(unit, currency string) (oracle.Figure, error) {
	text := f.Numerator
	if text == nil {
		text = f.Value
	}
	var out oracle.Figure
	if f.Denominator != nil {
		out.Denominator = *f.Denominator
	}
	if string(text) == "null" || text == nil {
		return out, nil
	}
	switch unit {
	case "money":
		var major string
		if err := json.Unmarshal(text, &major); err != nil {
			return out, err
		}
		digits, _ := event.MinorDigits(currency)
		minor, rounded, err := event.ParseAmount(major, digits)
		if err != nil || rounded {
			return out, fmt.Errorf("amount %q (rounded %v): %w", major, rounded, err)
		}
		out.Numerator = minor
		out.Currencies = map[string]oracle.Amount{currency: {Numerator: minor, Denominator: out.Denominator}}
	default:
		var number float64
		if err := json.Unmarshal(text, &number); err != nil {
			return out, err
		}
		if unit == "seconds" {
			number *= 1000
		}
		out.Numerator = int64(math.Round(number))
	}
	return out, nil
}
