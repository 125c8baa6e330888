package load

import (
	"cmp"
	"iter"
	"maps"
	"slices"
)

// Mix counts events by their names.
type Mix map[string]int

// Counting hands events on and counts them.
func (m Mix) Counting(events iter.Seq2[Event, error]) iter.Seq2[Event, error] {
	return func(yield func(Event, error) bool) {
		for e, err := range events {
			if err == nil {
				m[e.Name]++
			}
			if !yield(e, err) {
				return
			}
		}
	}
}

// Names lists the names, the most frequent first.
func (m Mix) Names() []string {
	return slices.SortedFunc(maps.Keys(m), func(a, b string) int { return cmp.Or(cmp.Compare(m[b], m[a]), cmp.Compare(a, b)) })
}
