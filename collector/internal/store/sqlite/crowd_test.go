package sqlite

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// A cart id that everybody shares stands for nobody: within a household of more visitors
// than a person can have, each visitor's cart is told apart.
func TestACrowdFallsBackToSingleVisitors(t *testing.T) {
	for _, tt := range []struct {
		name     string
		visitors int
		customer string // that all share
		cart     string
		carts    int64 // opened
		crowds   int64
	}{
		{"as many as may be one person", mostVisitors, "", "0", 1, 0},
		{"one more shares a cart id", mostVisitors + 1, "", "0", mostVisitors + 1, 1},
		{"one more shares a customer id", mostVisitors + 1, "guest", "", mostVisitors + 1, 1},
	} {
		t.Run(tt.name, func(t *testing.T) {
			db, err := Open(t.Context(), Config{Path: filepath.Join(t.TempDir(), "safar.db")})
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			site := newSite(t, db, "main")
			begin := time.Date(2026, 3, 1, 10, 0, 0, 0, time.UTC)
			for _, from := range []int{0, tt.visitors / 2, tt.visitors - 1} { // grow into a crowd
				var records []store.Record
				for i := from; i < tt.visitors; i++ {
					at := begin.Add(time.Duration(i) * time.Millisecond)
					visitor := fmt.Sprint("v", i)
					records = append(records, store.Record{Sent: at.UnixMilli(), Hit: journey.Hit{
						Source: event.ServerKey, Time: at.UnixMilli(), Visitor: visitor,
						Event: event.Event{ID: visitor, Name: event.NameAddToCart, Time: at, VisitorID: visitor, CustomerID: tt.customer, CartID: tt.cart},
					}})
				}
				if _, err := db.Append(t.Context(), store.Batch{Site: site.ID, Kind: event.ServerKey, Received: begin.UnixMilli(), Records: records}); err != nil {
					t.Fatal(err)
				}
				if err := db.Settle(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			cells, err := db.Measure(t.Context(), metric.Query{
				Site: site.ID, AsOf: begin.AddDate(1, 0, 0).UnixMilli(), Measures: []metric.Measure{{Fact: metric.FactCart}},
				Buckets: []metric.Bucket{{From: begin.UnixMilli(), To: begin.AddDate(0, 0, 1).UnixMilli()}},
			})
			if err != nil {
				t.Fatal(err)
			}
			if len(cells) != 1 || cells[0].Value != tt.carts {
				t.Errorf("carts %+v, want %d", cells, tt.carts)
			}
			q, err := db.Quality(t.Context(), site.ID, begin, begin.AddDate(0, 0, 1))
			if err != nil {
				t.Fatal(err)
			}
			if q.Coverage.Crowds != tt.crowds {
				t.Errorf("%d crowds, want %d", q.Coverage.Crowds, tt.crowds)
			}
		})
	}
}
