package memory

import (
	"cmp"
	"context"
	"slices"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// Store holds the events of one site. Nothing in it may be changed once it was asked, and it
// is not safe for concurrent use.
type Store struct {
	Hits     []journey.Hit
	Settings journey.Settings

	last *view // a report asks a dozen questions of one instant
}

// Measure sums the measures of a query over its buckets.
func (s *Store) Measure(_ context.Context, q metric.Query) ([]metric.Cell, error) {
	v := s.asOf(q.AsOf)
	type place struct {
		fact   metric.Fact
		bucket int
	}
	known := map[place][]row{}
	var cells []metric.Cell
	for i, m := range q.Measures {
		for n, b := range q.Buckets {
			rows, ok := known[place{m.Fact, n}]
			if !ok {
				var err error
				if rows, err = v.rows(m.Fact, b); err != nil {
					return nil, err
				}
				known[place{m.Fact, n}] = rows
			}
			found, err := v.sum(m, rows, q)
			if err != nil {
				return nil, err
			}
			for _, c := range found {
				c.Measure, c.Bucket = i, n
				cells = append(cells, c)
			}
		}
	}
	if q.MostGroups > 0 {
		if err := v.manyGroups(q); err != nil {
			return nil, err
		}
	}
	return cells, nil
}

// asOf folds what had happened by an instant.
func (s *Store) asOf(asOf int64) *view {
	if s.last != nil && s.last.asOf == asOf {
		return s.last
	}
	var seen []journey.Hit
	for _, h := range s.Hits {
		if h.Time <= asOf {
			seen = append(seen, h)
		}
	}
	s.last = newView(journey.Fold(seen, s.Settings), asOf)
	return s.last
}

// sum is one measure over the facts of one bucket, split by group and currency.
func (v *view) sum(m metric.Measure, rows []row, q metric.Query) ([]metric.Cell, error) {
	sums := map[split]*total{}
	for _, r := range rows {
		if !v.selected(r, q.Filters) {
			continue
		}
		kept, err := r.satisfies(m.Fact, m.Where)
		if err != nil {
			return nil, err
		}
		groups := []string{""}
		if q.GroupBy != "" {
			groups = v.values(r, q.GroupBy)
		}
		if q.Touch != nil {
			groups = []string{v.touched(r.order, q.Touch)}
		}
		for _, group := range groups {
			if q.Groups != nil && !slices.Contains(q.Groups, group) {
				continue
			}
			at := split{group: group}
			if m.ByCurrency {
				at.currency = r.currency
			}
			if sums[at] == nil {
				sums[at] = &total{different: map[any]bool{}}
			}
			if kept {
				sums[at].add(m, r)
			}
		}
	}
	var cells []metric.Cell
	for at, sum := range sums {
		c := metric.Cell{Group: at.group, Currency: at.currency, Value: sum.value}
		if m.Squares {
			c.Squares = sum.squares.String()
		}
		if m.Spread {
			c.Spread = metric.PaceOf(sum.values)
		}
		cells = append(cells, c)
	}
	slices.SortFunc(cells, func(a, b metric.Cell) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.Currency, b.Currency))
	})
	return cells, nil
}
