package journey

import (
	"encoding/json"
	"math"
	"math/big"
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// extraDigits are kept of a price beyond its currency's, for goods that cost fractions of
// the smallest coin; the sum is rounded once.
const extraDigits = 6

// itemsAmount is what the items of a refund give back, in minor units. An item without a
// price is given back at the one that it was bought at.
func (f *fold) itemsAmount(refund, purchase *Hit, currency string) int64 {
	paid := map[string]json.Number{}
	for _, item := range purchase.Event.Params.Items() {
		if _, known := paid[item.ID]; !known {
			paid[item.ID] = item.Price
		}
	}
	items := slices.Clone(refund.Event.Params.Items())
	for i, item := range items {
		if item.Price == "" {
			items[i].Price = paid[item.ID]
		}
	}
	return f.priced(items, currency)
}

// priced is price times quantity of items in minor units, rounded half to even.
func (f *fold) priced(items []event.Item, currency string) int64 {
	digits := f.MinorDigits(currency)
	var sum, term big.Int
	for _, item := range items {
		extra := extraDigits
		price, ok := item.PriceAmount(digits + extra)
		if !ok {
			extra = 0 // too large a price to be that fine
			price, _ = item.PriceAmount(digits)
		}
		term.Mul(big.NewInt(price), big.NewInt(item.Milli()))
		sum.Add(&sum, term.Mul(&term, power(extraDigits-extra)))
	}
	return roundHalfEven(&sum, power(extraDigits+3))
}

// quantity adds up a hit's items in thousandths; without items it is one.
func quantity(h *Hit) int64 {
	items := h.Event.Params.Items()
	if len(items) == 0 {
		return 1000
	}
	var sum int64
	for _, item := range items {
		sum += item.Milli()
	}
	return sum
}

func power(digits int) *big.Int {
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)
}

// roundHalfEven is n / d for n >= 0, the largest integer when it does not fit.
func roundHalfEven(n, d *big.Int) int64 {
	quotient, rest := new(big.Int).QuoRem(n, d, new(big.Int))
	twice := rest.Lsh(rest, 1).Cmp(d)
	if twice > 0 || twice == 0 && quotient.Bit(0) == 1 {
		quotient.Add(quotient, big.NewInt(1))
	}
	if !quotient.IsInt64() {
		return math.MaxInt64
	}
	return quotient.Int64()
}
