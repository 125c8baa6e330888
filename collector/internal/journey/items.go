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
	return f.total(items, currency, (*event.Item).PriceAmount)
}

// total is an amount of each item times its quantity, exact and rounded once, in minor units.
// amount tells that of one item; false for what is no number or too large.
func (f *fold) total(items []event.Item, currency string, amount func(i *event.Item, digits int) (int64, bool)) int64 {
	digits := f.MinorDigits(currency)
	var sum, term big.Int
	for i := range items {
		extra := extraDigits
		each, ok := amount(&items[i], digits+extra)
		if !ok {
			extra = 0 // too large to be that fine
			each, _ = amount(&items[i], digits)
		}
		term.Mul(big.NewInt(each), big.NewInt(items[i].Milli()))
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

// roundHalfEven is n / d for d > 0, the integer nearest to it when it does not fit.
func roundHalfEven(n, d *big.Int) int64 {
	quotient, rest := new(big.Int).QuoRem(n, d, new(big.Int))
	twice := rest.Lsh(rest.Abs(rest), 1).Cmp(d)
	if twice > 0 || twice == 0 && quotient.Bit(0) == 1 {
		quotient.Add(quotient, big.NewInt(int64(n.Sign())))
	}
	switch {
	case quotient.IsInt64():
		return quotient.Int64()
	case quotient.Sign() < 0:
		return math.MinInt64
	}
	return math.MaxInt64
}
