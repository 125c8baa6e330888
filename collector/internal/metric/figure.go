package metric

import (
	"fmt"
	"math"

	"github.com/safar-cx/safar/sdk/event"
)

// setValue divides. It is the one place where a value is made of its numerator and its
// denominator, so nothing is ever clamped or rounded on another way.
func (f *Figure) setValue(unit Unit, digits int) {
	if f.Denominator != nil && *f.Denominator == 0 {
		return
	}
	value := float64(f.Numerator) * scale(unit, digits)
	if f.Denominator != nil {
		value /= float64(*f.Denominator)
	}
	f.Value = &value
	if unit == Money {
		f.Amount = f.amount(digits)
	}
}

// scale turns a quotient of whole numbers into the unit of a value.
func scale(unit Unit, digits int) float64 {
	switch unit {
	case Seconds:
		return 1. / 1000
	case Points:
		return 100
	case Money:
		return math.Pow10(-digits)
	default:
		return 1
	}
}

// amount is the exact value in major units.
func (f *Figure) amount(digits int) string {
	if f.Denominator == nil {
		return event.FormatAmount(f.Numerator, digits)
	}
	minor, rest := f.Numerator / *f.Denominator, f.Numerator%*f.Denominator
	sign := int64(1)
	if f.Numerator < 0 {
		sign = -1
	}
	hundredths := halfEven(sign*rest*100, *f.Denominator)
	if hundredths == 100 {
		minor, hundredths = minor+sign, 0
	}
	text := event.FormatAmount(minor, digits)
	if hundredths == 0 {
		return text
	}
	if minor == 0 && sign < 0 {
		text = "-" + text
	}
	if digits == 0 {
		text += "."
	}
	return fmt.Sprintf("%s%02d", text, hundredths)
}

// halfEven is a/b, neither of them negative, rounded to the nearest whole number, of two
// the even one.
func halfEven(a, b int64) int64 {
	quotient, rest := a/b, a%b
	if 2*rest > b || 2*rest == b && quotient%2 == 1 {
		quotient++
	}
	return quotient
}

// suspect tells whether a part exceeds its whole.
func (f *Figure) suspect(unit Unit) bool {
	return unit == Ratio && f.Denominator != nil && f.Numerator > *f.Denominator
}

// change is how far the figure is from that of another period; nil where the other one is
// no measure to go by.
func (f *Figure) change(unit Unit, previous *Figure) *float64 {
	if f.Value == nil || previous.Value == nil {
		return nil
	}
	change := *f.Value - *previous.Value
	if unit != Points {
		if *previous.Value == 0 {
			return nil
		}
		change /= *previous.Value
	}
	return &change
}
