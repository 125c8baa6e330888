package sqlite

import (
	"fmt"
	"testing"

	"github.com/safar-cx/safar/collector/internal/store"
)

// TestShelfLeavesNothingOut folds more households than are read at a time, one of them with
// more events than are, after a visitor's household has become another's.
func TestShelfLeavesNothingOut(t *testing.T) {
	db := openAt(t, Config{Path: t.TempDir() + "/safar.db"}, func(db *DB) folder { return folding{db} })
	site := newSite(t, db, "main")
	var records []store.Record
	seen := func(visitor string, times int) {
		for i := range times {
			records = append(records, pageView(fmt.Sprint(visitor, "-", i), visitor))
		}
	}
	const many = 2*shelfSize + 5
	for i := range many {
		seen(fmt.Sprint("v", i), 3)
	}
	seen("kiosk", shelfEvents+100)
	for i := range many {
		seen(fmt.Sprint("w", i), 2)
	}
	for _, visitor := range []string{"v0", "v1", "w3"} { // one person
		r := pageView("login of "+visitor, visitor)
		r.Hit.Event.CustomerID = "C1"
		records = append(records, r)
	}
	appendAll(t, db, site.ID, records...)
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := count(t, db, "SELECT sum(pageviews) FROM session"); n != len(records) {
		t.Errorf("%d page views in visits, want %d", n, len(records))
	}
	if n := count(t, db, "SELECT count(*) FROM session"); n != 2*many+1 {
		t.Errorf("%d visits, want %d", n, 2*many+1)
	}
	if n := count(t, db, "SELECT count(DISTINCT unit) FROM session"); n != 2*many-1 {
		t.Errorf("%d households, want %d", n, 2*many-1)
	}
}
