package rehearsal

import (
	"fmt"
	"maps"
	"slices"

	"github.com/safar-cx/safar/collector/internal/oracle"
)

// Differences lists, in a sentence each, where an answer differs from the oracle's. Of the
// oracle's metrics those count that the catalogue has; series by day carry no pending units
// and no further currencies, so these are not compared there.
func Differences(metrics []string, got, want oracle.Answer) []string {
	var all []string
	compare := func(where string, got, want oracle.Figures, whole bool) {
		for _, id := range metrics {
			g, w := got[id], want[id]
			if !whole {
				g.Pending, w.Pending = 0, 0
				g.Currencies, w.Currencies = nil, nil
			}
			same := g.Numerator == w.Numerator && g.Denominator == w.Denominator && g.Pending == w.Pending &&
				maps.Equal(stated(g.Currencies), stated(w.Currencies))
			if !same {
				all = append(all, fmt.Sprintf("%s%s: %+v, the oracle says %+v", id, where, g, w))
			}
		}
	}
	compare("", got.Figures, want.Figures, true)
	if got.Days == nil {
		want.Days = nil // the range was too long for a series
	}
	for _, day := range slices.Sorted(maps.Keys(want.Days)) {
		compare("["+day+"]", got.Days[day], want.Days[day], false)
	}
	groups := maps.Clone(want.Groups)
	maps.Copy(groups, got.Groups)
	for _, key := range slices.Sorted(maps.Keys(groups)) {
		compare("["+key+"]", got.Groups[key], want.Groups[key], true)
	}
	return all
}

// stated are the amounts that are not zero.
func stated(all map[string]oracle.Amount) map[string]oracle.Amount {
	some := map[string]oracle.Amount{}
	for currency, a := range all {
		if a != (oracle.Amount{}) {
			some[currency] = a
		}
	}
	return some
}
