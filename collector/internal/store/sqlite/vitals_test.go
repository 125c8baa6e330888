package sqlite

import (
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// counter counts what the writer tells.
type counter struct{ commits, failures atomic.Int64 }

func (c *counter) Committed(took time.Duration) {
	if took > 0 {
		c.commits.Add(1)
	}
}
func (c *counter) FoldFailed() { c.failures.Add(1) }

func (c *counter) LetGo(int) {}

func TestVitals(t *testing.T) {
	meter := &counter{}
	fake := &fakeFolder{}
	db := openAt(t, Config{Path: filepath.Join(t.TempDir(), "safar.db"), QueueBytes: 1 << 20, Meter: meter}, fake.attach)
	site := newSite(t, db, "main")
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	fake.mu.Lock()
	fake.fails = 1 << 30 // folds nothing from now on
	fake.mu.Unlock()
	appendAll(t, db, site.ID, pageView("1", "v1"), pageView("2", "v1"))
	appendAll(t, db, site.ID, pageView("3", "v2"))
	if _, err := db.write.Exec("UPDATE dirty SET since = since - 60000 WHERE mark = (SELECT min(mark) FROM dirty)"); err != nil {
		t.Fatal(err)
	}
	v, err := db.Vitals(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if v.Lag.Households != 2 || v.Lag.Events != 2 || v.Lag.Waiting < time.Minute || v.Lag.Waiting > time.Hour {
		t.Errorf("lag %+v", v.Lag)
	}
	if v.QueueLimit != 1<<20 || v.QueueBytes != 0 || v.Refusal != nil || v.SetAside != 0 {
		t.Errorf("vitals %+v", v)
	}
	if v.DatabaseBytes <= 0 || v.LogBytes <= 0 || v.DiskFree <= 0 {
		t.Errorf("sizes %d, %d, %d", v.DatabaseBytes, v.LogBytes, v.DiskFree)
	}
	if meter.commits.Load() != 2 {
		t.Errorf("%d commits, want 2", meter.commits.Load())
	}
	if err := db.Ready(t.Context()); err != nil {
		t.Errorf("not ready: %v", err)
	}
	eventually(t, "folding failed", func() bool { return meter.failures.Load() > 0 })
	fake.mu.Lock()
	fake.fails = 0
	fake.mu.Unlock()
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if v, err := db.Vitals(t.Context()); err != nil || v.Lag != (store.Lag{}) {
		t.Errorf("settled: %+v, %v", v.Lag, err)
	}
}
