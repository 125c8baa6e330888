package sdk

import (
	"fmt"
	"math"
	"math/bits"
	"strconv"

	"github.com/safar-cx/safar/sdk/event"
)

// Money is an exact amount: Minor counts the smallest unit of the currency, an ISO 4217 code
// in capitals, as event.MinorDigits has it. 12.90 euro are {1290, "EUR"}, 645,000 toman are
// {6450000, "IRR"}. The zero Money means "not stated".
type Money struct {
	Minor    int64
	Currency string
}

// ParseMoney reads a decimal in major units, such as "12.90". Its errors say what is wrong:
// a currency not in use, no decimal in ASCII digits, more decimals than the currency has, or
// an amount beyond event.MaxAmount.
func ParseMoney(text, currency string) (Money, error) {
	digits, ok := event.MinorDigits(currency)
	if !ok {
		return Money{}, fmt.Errorf("sdk: %q is no ISO 4217 currency in use; rials are IRR, ten to a toman", currency)
	}
	minor, rounded, err := event.ParseAmount(text, digits)
	switch {
	case err != nil:
		return Money{}, fmt.Errorf("sdk: amount %q: %w", text, err)
	case rounded:
		return Money{}, fmt.Errorf("sdk: amount %q has more than the %d decimals of %s", text, digits, currency)
	case minor > event.MaxAmount || minor < -event.MaxAmount:
		return Money{}, fmt.Errorf("sdk: amount %q: %w", text, event.ErrAmountRange)
	}
	return Money{minor, currency}, nil
}

// String writes the amount in major units with its currency, "" for the zero Money.
func (m Money) String() string {
	if m.Currency == "" {
		return ""
	}
	digits, _ := event.MinorDigits(m.Currency)
	return event.FormatAmount(m.Minor, digits) + " " + m.Currency
}

// times multiplies the amount; ok is false when that overflows.
func (m Money) times(n int64) (_ Money, ok bool) {
	if m.Minor < 0 || n < 0 {
		return Money{}, false
	}
	high, low := bits.Mul64(uint64(m.Minor), uint64(n))
	return Money{int64(low), m.Currency}, high == 0 && low <= math.MaxInt64
}

// appendAmount writes minor units as a decimal in major units, as event.FormatAmount does,
// without allocating.
func appendAmount(b []byte, minor int64, digits int) []byte {
	abs := uint64(minor)
	if minor < 0 {
		b, abs = append(b, '-'), -abs
	}
	if digits == 0 {
		return strconv.AppendUint(b, abs, 10)
	}
	scale := uint64(1)
	for range digits {
		scale *= 10
	}
	b = append(append(strconv.AppendUint(b, abs/scale, 10), '.'), "0000"[:digits]...)
	for i, rest := len(b)-1, abs%scale; rest > 0; i-- {
		b[i] += byte(rest % 10)
		rest /= 10
	}
	return b
}
