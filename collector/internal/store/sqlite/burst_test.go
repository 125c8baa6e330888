package sqlite

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// visitOf is a visit of so many page views, a second apart, with so much attention in all.
func visitOf(visitor string, views int, attention time.Duration) (visit []store.Record) {
	for n := range views {
		r := pageView(fmt.Sprint(visitor, n), visitor)
		r.Hit.Time += int64(n) * 1000
		r.Sent = r.Hit.Time
		r.Hit.Event.Params = event.Params{"engagement_time_msec": fmt.Sprint(attention.Milliseconds() / int64(views))}
		visit = append(visit, r)
	}
	return visit
}

// TestBursts sees that visits too fast for a person are told, and no others.
func TestBursts(t *testing.T) {
	tests := map[string]struct {
		views     int
		attention time.Duration
		bursts    int64
	}{
		"many, and not looked at":        {store.BurstViews, 0, 1},
		"many, almost a second for each": {store.BurstViews, store.BurstViews * 999 * time.Millisecond, 1},
		"many, a second for each":        {store.BurstViews, store.BurstViews * time.Second, 0},
		"not as many":                    {store.BurstViews - 1, 0, 0},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			db, err := Open(t.Context(), Config{Path: filepath.Join(t.TempDir(), "safar.db")})
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			site := newSite(t, db, "main")
			appendAll(t, db, site.ID, visitOf("v", tt.views, tt.attention)...)
			appendAll(t, db, site.ID, visitOf("person", 3, 3*time.Second)...)
			if err := db.Settle(t.Context()); err != nil {
				t.Fatal(err)
			}
			got := qualityOf(t, db, site.ID).Coverage
			if got.Sessions != 2 || got.Bursts != tt.bursts || got.BurstPages != tt.bursts*int64(tt.views) {
				t.Errorf("%d visits, %d bursts with %d page views", got.Sessions, got.Bursts, got.BurstPages)
			}
		})
	}
}
