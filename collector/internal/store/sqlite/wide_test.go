package sqlite

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// Who looks at one value of some dimensions wishes for all of them. When somebody has asked ahead,
// another value of them is found without a further wish, in a split report too.
func TestWishesAreForAllValues(t *testing.T) {
	db := openAt(t, Config{Path: filepath.Join(t.TempDir(), "safar.db")}, func(db *DB) folder { return folding{db} })
	site := newSite(t, db, "main")
	first, last := pageView("a", "v"), pageView("b", "w")
	last.Hit.Time += 9 * 24 * hourMS
	appendAll(t, db, site.ID, first, last)
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	from := time.UnixMilli(first.Hit.Time).UTC()
	r := metric.Request{
		Site: site.ID, Zone: time.UTC, Currency: "EUR", Digits: func(string) int { return 2 },
		From: metric.DateOf(from), To: metric.DateOf(from).Add(9), AsOf: from.AddDate(0, 0, 20),
	}
	look := func(device string, by metric.Dimension) {
		t.Helper()
		r := r
		r.GroupBy = by
		r.Filters = []metric.Filter{{Dimension: metric.ByDevice, Values: []string{device}}, {Dimension: metric.ByChannel, Values: []string{"direct"}}}
		if _, err := metric.Build(t.Context(), db, r); err != nil {
			t.Fatal(err)
		}
	}
	look("mobile", "")
	look("mobile", metric.BySource)
	look("tablet", metric.BySource) // the same wish
	views := db.Wishes(site.ID)
	if len(views) != 2 || views[0].GroupBy != "" || views[1].GroupBy != metric.BySource {
		t.Fatalf("wishes %v, want one without and one by source", views)
	}
	for _, v := range views {
		r := r
		r.Filters, r.GroupBy, r.Ahead, r.From = v.Filters, v.GroupBy, true, r.From.Add(-30) // what it is compared with, too
		if err := metric.AskStanding(t.Context(), db, r); err != nil {
			t.Fatal(err)
		}
	}
	db.wishes.all = nil
	look("desktop", metric.BySource)
	look("desktop", "")
	if views := db.Wishes(site.ID); views != nil {
		t.Errorf("wishes %v after all values were asked for", views)
	}
	look("desktop", metric.ByCountry) // the harness sees a wish
	if len(db.Wishes(site.ID)) != 1 {
		t.Errorf("wishes %v, want one by country", db.Wishes(site.ID))
	}
}
