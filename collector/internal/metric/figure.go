package metric

import (
	"math"
	"math/big"
	"strings"
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
	minor := big.NewInt(f.Numerator)
	if f.Denominator == nil {
		return decimal(minor, digits)
	}
	hundredths := halfEven(minor.Mul(minor, big.NewInt(100)), big.NewInt(*f.Denominator))
	whole, rest := new(big.Int).QuoRem(hundredths, big.NewInt(100), new(big.Int))
	if rest.Sign() == 0 {
		return decimal(whole, digits)
	}
	return decimal(hundredths, digits+2)
}

// halfEven is a/b, b above 0, rounded to the nearest whole number, of two the even one.
func halfEven(a, b *big.Int) *big.Int {
	quotient, rest := new(big.Int).DivMod(a, b, new(big.Int))
	half := rest.Lsh(rest, 1).Cmp(b)
	if half > 0 || half == 0 && quotient.Bit(0) == 1 {
		quotient.Add(quotient, big.NewInt(1))
	}
	return quotient
}

// decimal writes n / 10^digits with all its digits.
func decimal(n *big.Int, digits int) string {
	text := new(big.Int).Abs(n).String()
	if missing := digits + 1 - len(text); missing > 0 {
		text = strings.Repeat("0", missing) + text
	}
	if digits > 0 {
		point := len(text) - digits
		text = text[:point] + "." + text[point:]
	}
	if n.Sign() < 0 {
		return "-" + text
	}
	return text
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
