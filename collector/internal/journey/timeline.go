package journey

import (
	"cmp"
	"slices"
)

// Timeline is what happened to one person, as their events tell it.
type Timeline struct {
	Person      Person
	Hashed      bool     // a visitor who is known by a day hash
	First, Last int64    // times of the first and the last event
	Sessions    int      // visits whose first event is the person's
	Orders      int      // those taken back left out
	Revenue     []Amount // the orders' value, by currency
	Items       []Item   // oldest first
	Truncated   bool     // older events were not looked at
}

// Recount tells what happened to a person, as seen from asOf: later hits are passed over, and
// what needs a window to end is told once that is over. Homes are all hits of the person's
// household, in as many parts as it is folded in; those of others in it decide whose the rest
// are. It is false when no hit is the person's.
func Recount(homes [][]Hit, s Settings, person Person, asOf int64) (Timeline, bool) {
	out := Timeline{Person: person}
	var entries []entry
	found := false
	for n, hits := range homes {
		t := teller{owners: newOwners(until(hits, asOf), s), home: n, asOf: asOf, out: &out, met: found}
		t.tell()
		entries, found = append(entries, t.entries...), t.met
	}
	if !found {
		return Timeline{}, false
	}
	slices.SortStableFunc(entries, func(a, b entry) int { return cmp.Compare(a.Time, b.Time) })
	numbers := map[visit]int{}
	for _, e := range entries {
		if e.Type == ItemSession {
			numbers[e.visit] = len(numbers) + 1
		}
	}
	for _, e := range entries {
		e.Session = numbers[e.visit]
		out.Items = append(out.Items, e.Item)
	}
	slices.SortFunc(out.Revenue, func(a, b Amount) int { return cmp.Compare(a.Currency, b.Currency) })
	return out, true
}

// until are the hits that had happened by asOf.
func until(hits []Hit, asOf int64) []Hit {
	return slices.DeleteFunc(slices.Clone(hits), func(h Hit) bool { return h.Time > asOf })
}

// entry is an item before the visits are counted.
type entry struct {
	Item
	visit visit
}

// visit names a session of a home.
type visit struct{ home, session int }
