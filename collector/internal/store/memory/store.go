package memory

import (
	"cmp"
	"context"
	"fmt"
	"math/big"
	"slices"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// Store holds the events of one site.
type Store struct {
	Hits     []journey.Hit
	Settings journey.Settings
}

// Measure sums the measures of a query over its buckets.
func (s *Store) Measure(_ context.Context, q metric.Query) ([]metric.Cell, error) {
	var seen []journey.Hit
	for _, h := range s.Hits {
		if h.Time <= q.AsOf {
			seen = append(seen, h)
		}
	}
	v := newView(journey.Fold(seen, s.Settings), q.AsOf)
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
	return cells, nil
}

// sum is one measure over the facts of one bucket, split by group and currency.
func (v *view) sum(m metric.Measure, rows []row, q metric.Query) ([]metric.Cell, error) {
	type split struct{ group, currency string }
	sums := map[split]*metric.Cell{}
	squares := map[split]*big.Int{}
	different := map[split]map[any]bool{}
	for _, r := range rows {
		if !v.selected(r, q.Filters) {
			continue
		}
		kept := true
		for _, p := range m.Where {
			holds, ok := r.predicates[p]
			if !ok {
				return nil, fmt.Errorf("%s has no predicate %q", m.Fact, p)
			}
			kept = kept && holds
		}
		var at split
		if q.GroupBy != "" {
			at.group = v.group(r, q.GroupBy)
		}
		if m.ByCurrency {
			at.currency = r.currency
		}
		if sums[at] == nil {
			sums[at] = &metric.Cell{Group: at.group, Currency: at.currency}
			squares[at] = new(big.Int)
			different[at] = map[any]bool{}
		}
		if !kept {
			continue
		}
		switch {
		case m.Field == "":
			sums[at].Value++
		case m.Distinct:
			if r.fields[m.Field] != nil {
				different[at][r.fields[m.Field]] = true
			}
			sums[at].Value = int64(len(different[at]))
		default:
			n := r.fields[m.Field].(int64)
			sums[at].Value += n
			squares[at].Add(squares[at], new(big.Int).Mul(big.NewInt(n), big.NewInt(n)))
		}
	}
	var cells []metric.Cell
	for at, c := range sums {
		if m.Squares {
			c.Squares = squares[at].String()
		}
		cells = append(cells, *c)
	}
	slices.SortFunc(cells, func(a, b metric.Cell) int {
		return cmp.Or(cmp.Compare(a.Group, b.Group), cmp.Compare(a.Currency, b.Currency))
	})
	return cells, nil
}
