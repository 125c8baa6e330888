package account

import (
	"fmt"
	"maps"
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// MostDigits is the largest number of minor digits that a site may give a currency. With
// more, amounts of everyday size would no longer fit: see event.MaxAmount.
const MostDigits = 6

// checkDigits refuses overrides that mean nothing. Its error is a *SpecError about the
// first that is wrong in the order of the alphabet.
func checkDigits(digits map[string]int) error {
	for _, currency := range slices.Sorted(maps.Keys(digits)) {
		if _, known := event.MinorDigits(currency); !known {
			return &SpecError{"digits", fmt.Sprintf("%q is no ISO 4217 currency", currency), "three capital letters, for example IRR"}
		}
		if n := digits[currency]; n < 0 || n > MostDigits {
			return &SpecError{"digits", fmt.Sprintf("%d for %s is out of range", n, currency), fmt.Sprintf("from 0 to %d", MostDigits)}
		}
	}
	return nil
}
