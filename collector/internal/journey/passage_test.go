package journey_test

import (
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
)

// factsOf are the facts that a script's events amount to.
func factsOf(t *testing.T, script string) journey.Facts {
	t.Helper()
	s := played(t, script)
	return journey.Fold(s.Hits, s.Settings)
}

// Visits of a person that begin at the same instant are numbered by their visitors, in
// whichever order their events stand; other people's visits do not matter.
func TestVisitsOfOneInstantAreNumberedByVisitor(t *testing.T) {
	f := factsOf(t, `site timezone=UTC currency=EUR
2026-03-01 09:00:00  server  a login customer=C1
+0s                  server  b login customer=C1
+0s                  server  c login customer=C1
+0s                  server  d login customer=C1
+0s                  server  x login customer=C2
2026-03-01 10:00:00  browser b view_item id=e1
+0s                  browser x view_item id=e2
+0s                  browser a view_item id=e3
+0s                  browser d view_item id=e4
+0s                  browser c view_item id=e5
`)
	want := map[string]int{"a": 0, "b": 1, "c": 2, "d": 3, "x": 0}
	seen := 0
	for _, p := range f.Passages {
		s := &f.Sessions[p.Session]
		if at := time.UnixMilli(s.Start).UTC().Format("15:04"); at != "10:00" {
			continue
		}
		seen++
		if p.Turn != want[s.Visitor] {
			t.Errorf("the visit of %s is number %d, want %d", s.Visitor, p.Turn, want[s.Visitor])
		}
	}
	if seen != len(want) {
		t.Errorf("%d passages at that instant, want %d: %+v", seen, len(want), f.Sessions)
	}
}

// What is done with a product counts in the quarter of an hour that it happened in.
func TestHandlingsAreOfTheirQuarterOfAnHour(t *testing.T) {
	f := factsOf(t, `site timezone=UTC currency=EUR
2026-03-01 10:14:59  browser a view_item items=[{"item_id":"1"}]
2026-03-01 10:15:00  browser a view_item items=[{"item_id":"1"}]
`)
	var at []string
	for _, h := range f.Handlings {
		at = append(at, time.UnixMilli(h.Time).UTC().Format("15:04:05"))
	}
	if len(at) != 2 || at[0] != "10:00:00" || at[1] != "10:15:00" {
		t.Errorf("handlings at %v", at)
	}
}
