package metric

import (
	"slices"
	"testing"
)

func TestSegmentOf(t *testing.T) {
	cases := []struct {
		r, f, m int
		want    Segment
	}{
		{5, 5, 5, Champions}, {5, 3, 4, Champions}, {5, 3, 3, PotentialLoyalists}, {4, 5, 5, Loyal}, {3, 4, 3, Loyal},
		{4, 1, 2, PotentialLoyalists}, {5, 1, 2, PotentialLoyalists}, {5, 1, 1, NewCustomers}, {4, 1, 1, Promising},
		{3, 3, 3, NeedAttention}, {3, 2, 2, AboutToSleep}, {3, 1, 1, AboutToSleep},
		{2, 3, 2, AtRisk}, {1, 4, 4, AtRisk}, {1, 5, 4, CannotLose}, {2, 5, 5, CannotLose},
		{2, 1, 1, Hibernating}, {2, 2, 2, Hibernating}, {1, 1, 2, Hibernating}, {1, 1, 1, Lost},
	}
	for _, c := range cases {
		if got := segmentOf(c.r, c.f, c.m); got != c.want {
			t.Errorf("%d %d %d is %s, want %s", c.r, c.f, c.m, got, c.want)
		}
	}
}

// Every segment has a cell and every cell a segment.
func TestSegmentsFillTheGrid(t *testing.T) {
	seen := map[Segment]bool{}
	for recency := 1; recency <= 5; recency++ {
		for mean := 1; mean <= 5; mean++ {
			s := segmentOf(recency, mean, mean)
			seen[s] = true
			if !slices.Contains(Segments(), s) {
				t.Errorf("%q is no segment", s)
			}
		}
	}
	if len(seen) != len(Segments()) {
		t.Errorf("of %d segments %d have a cell", len(Segments()), len(seen))
	}
}
