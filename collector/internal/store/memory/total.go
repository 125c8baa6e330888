package memory

import (
	"fmt"
	"math/big"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// split is what a sum is split by.
type split struct{ group, currency string }

// total is one sum in the making.
type total struct {
	value     int64
	squares   big.Int
	different map[any]bool
	values    []int64
}

func (t *total) add(m metric.Measure, r row) {
	switch {
	case m.Spread:
		if n, ok := r.fields[m.Field].(int64); ok && n >= 0 {
			t.values = append(t.values, n)
			t.value++
		}
	case m.Field == "":
		t.value++
	case m.Distinct:
		if r.fields[m.Field] != nil {
			t.different[r.fields[m.Field]] = true
		}
		t.value = int64(len(t.different))
	default:
		n := r.fields[m.Field].(int64)
		t.value += n
		t.squares.Add(&t.squares, new(big.Int).Mul(big.NewInt(n), big.NewInt(n)))
	}
}

// satisfies tells whether all of some predicates hold.
func (r row) satisfies(fact metric.Fact, where []metric.Predicate) (bool, error) {
	all := true
	for _, p := range where {
		holds, ok := r.predicates[p]
		if !ok {
			return false, fmt.Errorf("%s has no predicate %q", fact, p)
		}
		all = all && holds
	}
	return all, nil
}
