package sqlite

import (
	"fmt"
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/google/uuid"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// BenchmarkAppend stores batches from many senders at once. Ids are random (version 4), the
// worst case for an index; each visitor sends ten events. It folds nothing.
func BenchmarkAppend(b *testing.B) {
	for _, size := range []int{1, 10, 100} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			db, err := open(b.Context(), Config{Path: filepath.Join(b.TempDir(), "safar.db")}, nil)
			if err != nil {
				b.Fatal(err)
			}
			defer db.Close()
			site := newSite(b, db, "main")
			var made atomic.Int64
			b.SetParallelism(24)
			b.RunParallel(func(pb *testing.PB) {
				for pb.Next() {
					records := make([]store.Record, size)
					for i := range records {
						n := made.Add(1)
						r := pageView(uuid.NewString(), fmt.Sprint("visitor-", n/10*7919%1_000_003))
						r.Sent += n / 20
						r.Hit.Time = r.Sent
						r.Hit.Event.Page = event.Page{URL: "https://shop.example/product/12?utm_source=ig", Title: "A product"}
						r.Hit.Event.Params = event.Params{"engagement_time_msec": "120"}
						r.Hit.Device, r.Hit.Browser, r.Hit.OS, r.Hit.Country = "mobile", "Chrome Mobile", "Android", "IR"
						records[i] = r
					}
					if _, err := db.Append(b.Context(), batchOf(site.ID, records...)); err != nil {
						b.Error(err)
					}
				}
			})
			b.ReportMetric(float64(b.N*size)/b.Elapsed().Seconds(), "events/s")
		})
	}
}
