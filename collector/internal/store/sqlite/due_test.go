package sqlite

import (
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

// A page is viewed now, and one in five minutes by a clock that is ahead.
func TestAnEventCountsWhenItIsDue(t *testing.T) {
	path := filepath.Join(t.TempDir(), "safar.db")
	start := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	var now atomic.Int64
	now.Store(start.UnixMilli())
	config := Config{Path: path, Now: func() time.Time { return time.UnixMilli(now.Load()) }}
	db := openAt(t, config, func(db *DB) folder { return folding{db} })
	site := newSite(t, db, "main")
	early := seen("v", start.Add(5*time.Minute).UnixMilli())
	appendAll(t, db, site.ID, seen("v", start.UnixMilli()), early)
	pages := func(when string, asOf time.Time, want int64, overlaid bool) {
		t.Helper()
		if err := db.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		cells, err := db.Measure(t.Context(), metric.Query{
			Site: site.ID, AsOf: asOf.UnixMilli(), Buckets: []metric.Bucket{{From: start.UnixMilli(), To: start.Add(time.Hour).UnixMilli()}},
			Measures: []metric.Measure{{Fact: metric.FactTally, Field: metric.FieldCount}},
		})
		sum := int64(0)
		for _, c := range cells {
			sum += c.Value
		}
		if err != nil || sum != want {
			t.Errorf("%s: %v, %v, want %d pages", when, cells, err, want)
		}
		r, err := db.readAsOf(t.Context(), site.ID, asOf.UnixMilli())
		if err != nil {
			t.Fatal(err)
		}
		defer r.close()
		if (r.pool != nil) != overlaid {
			t.Errorf("%s: folded for the question: %t", when, r.pool != nil)
		}
	}
	pages("before it is due", start, 1, false)
	pages("from when it will be due", start.Add(6*time.Minute), 2, true)
	pages("before the first", start.Add(-time.Second), 0, true)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = openAt(t, config, func(db *DB) folder { return folding{db} })
	pages("opened anew", start, 1, false)
	now.Store(start.Add(5 * time.Minute).UnixMilli())
	pages("when it is due", time.UnixMilli(now.Load()), 2, false)
	pages("as it was before", start, 1, true)
	now.Store(start.UnixMilli()) // the clock is put back
	pages("by a clock that was put back", start, 1, true)
	if n := count(t, db, "SELECT count(*) FROM due"); n != 0 {
		t.Errorf("%d households are due", n)
	}
}

// Nobody asks, and still the writer folds what is due.
func TestTheWriterWakesForWhatIsDue(t *testing.T) {
	db := openAt(t, Config{Path: filepath.Join(t.TempDir(), "safar.db")}, func(db *DB) folder { return folding{db} })
	site := newSite(t, db, "main")
	appendAll(t, db, site.ID, []store.Record{seen("v", time.Now().Add(300*time.Millisecond).UnixMilli())}...)
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	for {
		db.steps.Lock()
		folded := db.folded
		db.steps.Unlock()
		if count(t, db, "SELECT count(*) FROM session") == 1 && count(t, db, "SELECT count(*) FROM due") == 0 {
			return
		}
		select {
		case <-folded:
		case <-time.After(20 * time.Second):
			t.Fatal("what is due was not folded")
		}
	}
}

// What is stored after a snapshot was taken is not in it, though it is asked about from later on.
func TestASnapshotStays(t *testing.T) {
	db := openAt(t, Config{Path: filepath.Join(t.TempDir(), "safar.db")}, func(db *DB) folder { return folding{db} })
	site := newSite(t, db, "main")
	visits := func(src metric.Source, asOf time.Time) (n int64) {
		t.Helper()
		cells, err := src.Measure(t.Context(), metric.Query{
			Site: site.ID, AsOf: asOf.UnixMilli(), Buckets: []metric.Bucket{{From: 0, To: asOf.UnixMilli() + 1}},
			Measures: []metric.Measure{{Fact: metric.FactSession}},
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cells {
			n += c.Value
		}
		return n
	}
	at := func() metric.Snapshot {
		t.Helper()
		if err := db.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		s, err := db.At(t.Context(), site.ID, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(s.Close)
		return s
	}
	appendAll(t, db, site.ID, seen("v", time.Now().UnixMilli()))
	before := at()
	appendAll(t, db, site.ID, seen("w", time.Now().UnixMilli()))
	after := at()
	if n := visits(before, before.AsOf()); n != 1 {
		t.Errorf("%d visits, want the one that was there", n)
	}
	if n := visits(after, after.AsOf()); n != 2 {
		t.Errorf("%d visits, want both", n)
	}
	if n := visits(before, after.AsOf()); n != 2 {
		t.Errorf("%d visits as of another instant, want both", n)
	}
}
