package sqlite

import (
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// TestTheSealRestsWhileAHistoryComes imports a history file by file, the newest first, into a
// site that keeps 30 days, with hours and restarts between them: all of it is taken, and a week
// after the last file it goes.
func TestTheSealRestsWhileAHistoryComes(t *testing.T) {
	c := newClocked(t, 30, nil)
	file := func(now int64, records ...store.Record) {
		t.Helper()
		c.now.Store(now)
		if _, err := c.db.Append(t.Context(), store.Batch{Site: c.site.ID, Received: now, Records: records, Patient: true}); err != nil {
			t.Fatal(err)
		}
		if err := c.db.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	begun := after(1000)
	for i := range int64(5) {
		now := begun + i*36*time.Hour.Milliseconds()
		file(now, seen("v1", after(900-200*float64(i))), bought("v1", "C1", "T"+string(rune('0'+i)), after(899-200*float64(i))))
		path := c.db.config.Path
		if err := c.db.Close(); err != nil {
			t.Fatal(err)
		}
		c.open(path, nil)
		c.passes(now)
		if c.sealed() != 0 {
			t.Fatalf("after %d files the seal has moved", i+1)
		}
	}
	last := begun + 4*36*time.Hour.Milliseconds()
	c.passes(last + sealRest.Milliseconds() - 2*sealEvery.Milliseconds())
	if c.sealed() != 0 || count(t, c.db, "SELECT count(*) FROM event") != 10 {
		t.Error("the seal moved before a week had passed")
	}
	c.passes(last + sealRest.Milliseconds() + sealEvery.Milliseconds())
	if c.sealed() < after(900) {
		t.Errorf("the seal has moved to day %d only", (c.sealed()-noon)/dayMS)
	}
	if n := count(t, c.db, "SELECT count(*) FROM placed"); n != 5 {
		t.Errorf("%d orders, want all five", n)
	}
	// What the site keeps lets no seal rest.
	now := last + 2*sealRest.Milliseconds()
	before := c.sealed()
	file(now, seen("v2", now-time.Hour.Milliseconds()))
	if c.passes(now); c.sealed() <= before {
		t.Error("a new event let the seal rest")
	}
}

func TestRefusedEventsGoAfterAMonth(t *testing.T) {
	c := newClocked(t, 0, nil)
	refuse := func(at int64) {
		t.Helper()
		batch := store.Batch{Site: c.site.ID, Received: at, Rejects: []store.Reject{{Code: "invalid_name", Body: []byte("{}")}}}
		if _, err := c.db.Append(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	refuse(noon)
	refuse(after(20))
	left := func(at int64) int {
		t.Helper()
		c.now.Store(at)
		if err := c.db.update(t.Context(), c.db.sweepRejects); err != nil {
			t.Fatal(err)
		}
		return count(t, c.db, "SELECT count(*) FROM reject")
	}
	if n := left(after(30) - 1); n != 2 {
		t.Errorf("%d are left the day before, want both", n)
	}
	if n := left(after(30)); n != 1 {
		t.Errorf("%d are left after 30 days, want the younger one", n)
	}
	refuse(after(30))
	if n := left(after(60)); n != 0 {
		t.Errorf("%d are left after 60 days, want none", n)
	}
}
