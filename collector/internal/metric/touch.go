package metric

import (
	"cmp"
	"slices"
	"sort"
)

// visit is a visit as a touch on the way to an order.
type visit struct {
	start   int64
	visitor string // decides between visits that began together
	key     string // the value of what touches are told apart by
	direct  bool
}

func (v visit) compare(o visit) int {
	return cmp.Or(cmp.Compare(v.start, o.start), cmp.Compare(v.visitor, o.visitor))
}

// way is the visits of one person: first those that somebody brought, then the direct ones,
// each in order.
type way [2][]visit

func (w *way) add(v visit) {
	if v.direct {
		w[1] = append(w[1], v)
	} else {
		w[0] = append(w[0], v)
	}
}

func (w *way) sort() {
	for _, visits := range w {
		slices.SortFunc(visits, visit.compare)
	}
}

// touches are the keys of the first and the last touch of an order: among the visits that
// began within a window before it and the one that it is credited to, nil for none. Direct
// visits touch only where there are no others.
func (w *way) touches(at, window int64, credited *visit) (first, last string) {
	for direct, visits := range w {
		from := sort.Search(len(visits), func(i int) bool { return visits[i].start > at-window })
		to := sort.Search(len(visits), func(i int) bool { return visits[i].start > at })
		// The ends are enough, and the order's own visit may be beyond them.
		var ends []visit
		if from < to {
			ends = append(ends, visits[from], visits[to-1])
		}
		if credited != nil && credited.direct == (direct == 1) {
			ends = append(ends, *credited)
		}
		if len(ends) > 0 {
			return slices.MinFunc(ends, visit.compare).key, slices.MaxFunc(ends, visit.compare).key
		}
	}
	return NoSession, NoSession
}
