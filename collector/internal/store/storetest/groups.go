package storetest

import (
	"context"
	"errors"
	"fmt"
	"reflect"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store/memory"
)

// compareFew asks both stores for a query with fewer groups than it has, and for the largest of
// these alone.
func compareFew(ctx context.Context, s Store, want *memory.Store, q metric.Query) string {
	if q.GroupBy == "" || len(q.Measures) == 0 {
		return ""
	}
	q.MostGroups = 2
	_, err := s.Measure(ctx, q)
	_, expected := want.Measure(ctx, q)
	var many, wanted *metric.ManyGroupsError
	if err == nil {
		q.MostGroups = 0
		return compare(ctx, s, want, q) // it may answer anyway
	}
	if errors.As(err, &many) != errors.As(expected, &wanted) || !reflect.DeepEqual(many, wanted) {
		return fmt.Sprintf("%v %+v, want %v %+v", err, many, expected, wanted)
	}
	if wanted == nil {
		return ""
	}
	q.MostGroups, q.Groups = 0, wanted.Largest
	return compare(ctx, s, want, q)
}
