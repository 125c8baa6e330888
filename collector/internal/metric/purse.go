package metric

import (
	"maps"
	"slices"
)

// purse is money by currency, in minor units.
type purse map[string]int64

// amounts are what is in it: the site's currency first, even when there is nothing, then
// others by code.
func (p purse) amounts(own string) []Amount {
	amounts := []Amount{{own, p[own]}}
	for _, currency := range slices.Sorted(maps.Keys(p)) {
		if minor := p[currency]; currency != own && minor != 0 {
			amounts = append(amounts, Amount{currency, minor})
		}
	}
	return amounts
}

// add puts in what is in another.
func (p purse) add(o purse) {
	for currency, minor := range o {
		p[currency] += minor
	}
}
