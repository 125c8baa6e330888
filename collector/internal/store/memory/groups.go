package memory

import (
	"cmp"
	"maps"
	"slices"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// manyGroups tells of a query that has more groups than it allows.
func (v *view) manyGroups(q metric.Query) error {
	facts := map[string]int{}
	asked := map[metric.Fact]bool{}
	for _, m := range q.Measures {
		if asked[m.Fact] {
			continue
		}
		asked[m.Fact] = true
		for _, b := range q.Buckets {
			rows, err := v.rows(m.Fact, b)
			if err != nil {
				return err
			}
			for _, r := range rows {
				if !v.selected(r, q.Filters) {
					continue
				}
				for _, group := range v.values(r, q.GroupBy) {
					facts[group]++
				}
			}
		}
	}
	if len(facts) <= q.MostGroups {
		return nil
	}
	names := slices.SortedFunc(maps.Keys(facts), func(a, b string) int {
		return cmp.Or(cmp.Compare(facts[b], facts[a]), cmp.Compare(a, b))
	})
	return &metric.ManyGroupsError{Largest: names[:q.MostGroups], All: int64(len(names))}
}
