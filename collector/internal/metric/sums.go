package metric

import (
	"fmt"
	"maps"
	"math/big"
	"slices"
)

// sums are the cells of an answer, found by what they are about. What a store leaves out
// and what it gives as zero are the same.
type sums struct {
	of map[sumKey]sum
	// The groups that have a sum other than zero, and the currencies, by code.
	groups, currencies []string
	// folded is how many more groups there are, of which nothing is known.
	folded int64
}

type sumKey struct {
	measure, bucket int
	group, currency string
}

type sum struct {
	value   int64
	squares *big.Int // nil for 0
	spread  Pace
}

func (s sum) squaresText() string {
	if s.squares == nil {
		return "0"
	}
	return s.squares.String()
}

// newSums checks that the cells answer the query.
func newSums(q Query, cells []Cell) (*sums, error) {
	s := &sums{of: make(map[sumKey]sum, len(cells))}
	for _, c := range cells {
		if c.Measure < 0 || c.Measure >= len(q.Measures) || c.Bucket < 0 || c.Bucket >= len(q.Buckets) {
			return nil, fmt.Errorf("cell of measure %d, bucket %d was not asked for", c.Measure, c.Bucket)
		}
		if c.Value == 0 {
			continue
		}
		m := q.Measures[c.Measure]
		key := sumKey{c.Measure, c.Bucket, c.Group, c.Currency}
		if !m.ByCurrency {
			key.currency = ""
		} else if c.Currency == "" {
			return nil, fmt.Errorf("cell of measure %d names no currency", c.Measure)
		}
		total := s.of[key]
		total.value += c.Value
		total.spread = c.Spread
		if m.Squares {
			squares, ok := new(big.Int).SetString(c.Squares, 10)
			if !ok {
				return nil, fmt.Errorf("sum of squares of measure %d is no whole number: %q", c.Measure, c.Squares)
			}
			if total.squares != nil {
				squares.Add(squares, total.squares)
			}
			total.squares = squares
		}
		s.of[key] = total
	}
	groups, currencies := map[string]bool{}, map[string]bool{}
	for key := range s.of {
		groups[key.group] = true
		if key.currency != "" {
			currencies[key.currency] = true
		}
	}
	s.groups = slices.Sorted(maps.Keys(groups))
	s.currencies = slices.Sorted(maps.Keys(currencies))
	return s, nil
}
