package transfer

import (
	"math"
	"math/big"
	"math/bits"
	"strings"

	"github.com/safar-cx/safar/sdk/event"
)

// The digits after the point within which prices and quantities are multiplied in whole
// numbers. What has more, or gets too large, is computed with fractions of any length.
const (
	priceDigits    = 4
	quantityDigits = 3
	amountDigits   = priceDigits + quantityDigits
	amountScale    = 10_000_000 // 10^amountDigits
)

// amount is an exact sum of prices times quantities. The zero value is 0.
type amount struct {
	units int64    // of 10^-amountDigits
	large *big.Rat // instead, where units don't hold it
}

// product multiplies two checked numbers.
func product(price, quantity string) amount {
	p, rounded, err := event.ParseAmount(price, priceDigits)
	q, cut, err2 := event.ParseAmount(quantity, quantityDigits)
	if err == nil && err2 == nil && !rounded && !cut {
		high, low := bits.Mul64(magnitude(p), magnitude(q))
		units := int64(low)
		if (p < 0) != (q < 0) {
			units = -units
		}
		if high == 0 && low <= math.MaxInt64 {
			return amount{units: units}
		}
	}
	r := rational(price)
	return amount{large: r.Mul(r, rational(quantity))}
}

// add makes a the sum of both.
func (a *amount) add(b amount) {
	if a.large == nil && b.large == nil {
		if sum := a.units + b.units; (sum > a.units) == (b.units > 0) {
			a.units = sum
			return
		}
	}
	a.large, a.units = new(big.Rat).Add(a.rational(), b.rational()), 0
}

func (a *amount) rational() *big.Rat {
	if a.large != nil {
		return a.large
	}
	return big.NewRat(a.units, amountScale)
}

// text writes the amount with as many digits as it needs.
func (a *amount) text() string {
	if a.large != nil {
		digits, _ := a.large.FloatPrec()
		return a.large.FloatString(digits)
	}
	return strings.TrimSuffix(strings.TrimRight(event.FormatAmount(a.units, amountDigits), "0"), ".")
}

func magnitude(n int64) uint64 {
	if n < 0 {
		return -uint64(n)
	}
	return uint64(n)
}
