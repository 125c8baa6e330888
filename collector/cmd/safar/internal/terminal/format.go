package terminal

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// few is the denominator below which counts lead.
const few = 30

const none = "–"

// value writes a figure's value in its unit.
func value(unit, currency string, v Number) string {
	if v == "" {
		return none
	}
	if unit == "money" {
		return join(thousands(string(v)), currency)
	}
	return quantity(unit, v.float())
}

// quantity writes a value that is no money.
func quantity(unit string, v float64) string {
	switch unit {
	case "ratio":
		return percent(v)
	case "seconds":
		return duration(v)
	case "points":
		return fmt.Sprintf("%+.1f", v)
	case "stars":
		return fmt.Sprintf("%.2f", v)
	default:
		return thousands(strconv.FormatFloat(v, 'f', -1, 64))
	}
}

// basis writes what a value was divided from, "" where it was not divided.
func basis(unit string, f Figure) string {
	if f.Denominator == "" || f.Numerator == "" {
		return ""
	}
	numerator, denominator := thousands(string(f.Numerator)), thousands(string(f.Denominator))
	switch unit {
	case "ratio":
		return numerator + " of " + denominator
	case "seconds":
		return numerator + " s / " + denominator
	default:
		return numerator + " / " + denominator
	}
}

// interval writes the 95% interval, "" without one.
func interval(m Metric) string {
	if m.Low == nil || m.High == nil {
		return ""
	}
	low, high := *m.Low, *m.High
	switch m.Unit {
	case "ratio":
		return strings.TrimSuffix(percent(low), "%") + "–" + percent(high)
	case "money":
		digits := 0
		if _, fraction, ok := strings.Cut(string(m.Value), "."); ok {
			digits = min(len(fraction), 2)
		}
		return thousands(strconv.FormatFloat(low, 'f', digits, 64)) + "–" + thousands(strconv.FormatFloat(high, 'f', digits, 64))
	case "points":
		return quantity(m.Unit, low) + " to " + quantity(m.Unit, high)
	default:
		return quantity(m.Unit, low) + "–" + quantity(m.Unit, high)
	}
}

// change writes how the value moved since the compared period.
func change(m Metric) string {
	switch {
	case m.Change == nil:
		return ""
	case m.Unit == "points":
		return fmt.Sprintf("%+.1f points", *m.Change)
	case math.Abs(*m.Change) >= 10:
		return fmt.Sprintf("×%.1f", 1+*m.Change)
	default:
		return fmt.Sprintf("%+.1f%%", *m.Change*100)
	}
}

// verdict is better or worse, and nothing where chance may have done it.
func verdict(m Metric) cell {
	if !m.Significant || m.Change == nil || *m.Change == 0 {
		return cell{}
	}
	switch up := *m.Change > 0; {
	case m.Better != "up" && m.Better != "down":
		return cell{}
	case up == (m.Better == "up"):
		return cell{"better", good}
	default:
		return cell{"worse", bad}
	}
}

// goal is what the merchant wants and whether the value, as it is, came to that. Without a
// value, or a direction that is better, nothing is said of the latter.
func goal(m Metric) cell {
	if m.Goal == "" {
		return cell{}
	}
	text := "goal " + value(m.Unit, clean(m.Currency), m.Goal)
	up, down := m.Better == "up", m.Better == "down"
	v, wanted := m.Value.float(), m.Goal.float()
	switch {
	case m.Value == "" || !up && !down:
		return cell{text, faint}
	case up && v >= wanted, down && v <= wanted:
		return cell{text + " reached", good}
	default:
		return cell{text + " not yet", faint}
	}
}

func percent(v float64) string {
	p := v * 100
	if math.Abs(p) < 10 {
		return fmt.Sprintf("%.2f%%", p)
	}
	return fmt.Sprintf("%.1f%%", p)
}

func duration(seconds float64) string {
	whole := int64(math.Round(seconds))
	switch {
	case seconds < 59.95:
		return fmt.Sprintf("%.1f s", seconds)
	case whole < 3600:
		return fmt.Sprintf("%d min %02d s", whole/60, whole%60)
	default:
		return fmt.Sprintf("%s h %02d min", thousands(strconv.FormatInt(whole/3600, 10)), whole%3600/60)
	}
}

// thousands puts commas into the whole part of a decimal number.
func thousands(number string) string {
	sign := ""
	if rest, negative := strings.CutPrefix(number, "-"); negative {
		sign, number = "-", rest
	}
	whole, fraction, point := strings.Cut(number, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if point {
		whole += "." + fraction
	}
	return sign + whole
}

func (n Number) float() float64 {
	f, err := strconv.ParseFloat(string(n), 64)
	if err != nil {
		return math.NaN()
	}
	return f
}

// isFew tells whether a figure stands on so few cases that they are to be seen first.
func isFew(f Figure) bool {
	return f.Denominator != "" && f.Value != "" && f.Denominator.float() < few
}

func join(texts ...string) string {
	return strings.TrimSpace(strings.Join(texts, " "))
}
