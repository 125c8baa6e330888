package sqlite

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"
)

func TestRests(t *testing.T) {
	now := time.UnixMilli(noon)
	r := rests{}
	r.folded(1, restEvents-1, now)
	r.folded(2, 2000, now)
	r.folded(3, 100_000_000, now)
	if list, until := r.resting(now); len(list) != 2 || !until.Equal(now.Add(2*time.Second)) {
		t.Errorf("at once %v rest, until %v", list, until)
	}
	if list, until := r.resting(now.Add(2 * time.Second)); len(list) != 1 || !until.Equal(now.Add(longestRestOfHousehold)) {
		t.Errorf("after two seconds %v rest, until %v", list, until)
	}
	if list, _ := r.resting(now.Add(longestRestOfHousehold)); len(list) != 0 || len(r) != 0 {
		t.Errorf("in the end %v rest of %v", list, r)
	}
}

// TestAKioskRests folds a visitor with many events by hand, as the writer does.
func TestAKioskRests(t *testing.T) {
	db := openAt(t, Config{Path: filepath.Join(t.TempDir(), "safar.db")}, nil)
	site := newSite(t, db, "main")
	add := func(from, to int) {
		t.Helper()
		batch := batchOf(site.ID)
		for i := from; i < to; i++ {
			batch.Records = append(batch.Records, pageView(fmt.Sprint("e", i), "kiosk"))
		}
		if _, err := db.Append(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	views := func() int { return count(t, db, "SELECT coalesce(sum(count), 0) FROM tally") }
	fold := func() {
		t.Helper()
		if more, err := (folding{db}).fold(t.Context(), time.Hour); more || err != nil {
			t.Fatal(more, err)
		}
	}
	add(0, restEvents)
	fold()
	add(restEvents, restEvents+1)
	fold()
	if n := views(); n != restEvents {
		t.Errorf("%d views while it rests, want %d", n, restEvents)
	}
	if lag, err := db.Lag(t.Context()); err != nil || lag.Households != 1 {
		t.Errorf("%d households wait, %v", lag.Households, err)
	}
	if _, err := db.Append(t.Context(), batchOf(site.ID, pageView("other", "v1"))); err != nil {
		t.Fatal(err)
	}
	fold()
	if n := views(); n != restEvents+1 {
		t.Errorf("%d views with somebody else's, want %d", n, restEvents+1)
	}
	db.settling.Add(1) // as Settle does
	fold()
	if n := views(); n != restEvents+2 {
		t.Errorf("%d views when somebody waits for them, want %d", n, restEvents+2)
	}
}
