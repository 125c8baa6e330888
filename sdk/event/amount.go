package event

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// The errors of ParseAmount.
var (
	ErrNotDecimal  = errors.New("not a decimal number")
	ErrAmountRange = errors.New("amount out of range")
)

// ParseAmount reads a decimal number as JSON writes them (12900, -0.5, 1.5e3) and returns
// it in units of 10^-digits, exactly: money in minor units when digits is MinorDigits of
// its currency. Digits beyond that are rounded half to even, and rounded says that
// something other than zeros was lost. The error is ErrNotDecimal or, for what does not fit
// in 64 bits, ErrAmountRange. It costs no allocation and time linear in the text, whatever
// the exponent.
func ParseAmount(text string, digits int) (minor int64, rounded bool, err error) {
	d, err := scanDecimal(text)
	if err != nil {
		return 0, false, err
	}
	// Of the mantissa's digits the first kept ones make up the result; a kept beyond them
	// stands for zeros to append.
	kept := int64(d.whole) + d.exponent + int64(digits)
	var (
		value  uint64
		half   byte // the first digit that is cut off
		others bool // whether any after it differs from 0
		n      int64
	)
	for i := range len(d.mantissa) {
		c := d.mantissa[i]
		if c == '.' {
			continue
		}
		switch {
		case n < kept:
			if value > (math.MaxInt64-uint64(c-'0'))/10 {
				return 0, false, ErrAmountRange
			}
			value = value*10 + uint64(c-'0')
		case n == kept:
			half = c - '0'
		default:
			others = others || c != '0'
		}
		n++
	}
	for ; n < kept && value != 0; n++ {
		if value > math.MaxInt64/10 {
			return 0, false, ErrAmountRange
		}
		value *= 10
	}
	if half > 5 || half == 5 && (others || value%2 == 1) {
		if value == math.MaxInt64 {
			return 0, false, ErrAmountRange
		}
		value++
	}
	minor = int64(value)
	if d.negative {
		minor = -minor
	}
	return minor, half != 0 || others, nil
}

// FormatAmount writes minor units as a decimal in major units with exactly digits digits
// after the point: FormatAmount(-5, 2) is "-0.05".
func FormatAmount(minor int64, digits int) string {
	sign, abs := "", uint64(minor)
	if minor < 0 {
		sign, abs = "-", -abs
	}
	text := strconv.FormatUint(abs, 10)
	if digits <= 0 {
		return sign + text
	}
	if missing := digits + 1 - len(text); missing > 0 {
		text = strings.Repeat("0", missing) + text
	}
	point := len(text) - digits
	return sign + text[:point] + "." + text[point:]
}

// decimal is a number taken apart: mantissa times 10^exponent.
type decimal struct {
	negative bool
	mantissa string // ASCII digits with at most one point
	whole    int    // digits before the point
	exponent int64
}

// maxExponent stands for every exponent beyond it. No text that fits in memory has the
// digits to bring such a number back into range.
const maxExponent = 1 << 40

// scanDecimal takes a number apart that follows the grammar of JSON to the letter.
func scanDecimal(text string) (decimal, error) {
	var d decimal
	rest, negative := strings.CutPrefix(text, "-")
	d.negative = negative
	d.whole = digitsAt(rest)
	if d.whole == 0 || d.whole > 1 && rest[0] == '0' {
		return d, ErrNotDecimal
	}
	end := d.whole
	if strings.HasPrefix(rest[end:], ".") {
		fraction := digitsAt(rest[end+1:])
		if fraction == 0 {
			return d, ErrNotDecimal
		}
		end += 1 + fraction
	}
	d.mantissa, rest = rest[:end], rest[end:]
	if rest == "" {
		return d, nil
	}
	if rest[0] != 'e' && rest[0] != 'E' {
		return d, ErrNotDecimal
	}
	rest, minus := strings.CutPrefix(rest[1:], "-")
	if !minus {
		rest = strings.TrimPrefix(rest, "+")
	}
	if n := digitsAt(rest); n == 0 || n != len(rest) {
		return d, ErrNotDecimal
	}
	for i := range len(rest) {
		d.exponent = min(d.exponent*10+int64(rest[i]-'0'), maxExponent)
	}
	if minus {
		d.exponent = -d.exponent
	}
	return d, nil
}

// digitsAt counts the ASCII digits at the beginning of s.
func digitsAt(s string) int {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return i
		}
	}
	return len(s)
}

// wholeNumber reads a number without a fraction; 2.0 and 2e0 are two.
func wholeNumber(text string) (int64, bool) {
	n, rounded, err := ParseAmount(text, 0)
	return n, err == nil && !rounded
}
