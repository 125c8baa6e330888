package sqlite

import (
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// TestTheListKnowsWhoWentAlong erases a customer whom an older copy of the data does not yet know
// to be the visitor who looked around: the list beside the database, as it stands when the erasure
// is over, makes the copy forget the visitor.
func TestTheListKnowsWhoWentAlong(t *testing.T) {
	dir := t.TempDir()
	path, older := filepath.Join(dir, "safar.db"), filepath.Join(t.TempDir(), "older")
	now := noon + 40*dayMS
	config := Config{Path: path, Now: func() time.Time { return time.UnixMilli(now) }}
	db := openAt(t, config, func(db *DB) folder { return folding{db} })
	site := newSite(t, db, "main")
	deliverAll(t, db, site.ID, append(shared(noon), seen(canary+"-v", noon), seen(canary+"-v", noon+dayMS)))
	quiet := func(string, float64) {}
	if _, err := Backup(t.Context(), path, older, false, quiet); err != nil {
		t.Fatal(err)
	}
	login := bought(canary+"-v", canary, "", noon+2*dayMS)
	login.Hit.Event.Name = event.NameLogin
	deliverAll(t, db, site.ID, append(shared(noon+dayMS), login))
	erase := func() erasedList {
		t.Helper()
		if err := db.Erase(t.Context(), site.ID, canary); err != nil {
			t.Fatal(err)
		}
		list, err := readErasedFile(path)
		if err != nil {
			t.Fatal(err)
		}
		return list
	}
	if list := erase(); len(list.at) != 2 {
		t.Errorf("%d are on the list, want the customer and the visitor", len(list.at))
	}
	// Erased again later, the list says so too, though nobody is new on it.
	before := now
	now += dayMS
	var latest int64
	for _, at := range erase().at {
		latest = max(latest, at)
	}
	if latest <= before {
		t.Error("the list does not say that they were erased again")
	}

	list := filepath.Join(t.TempDir(), "list")
	text, err := os.ReadFile(path + besideErased)
	if err != nil {
		t.Fatal(err)
	}
	put := os.WriteFile(list, text, 0o600)
	if err := db.Close(); err != nil || put != nil {
		t.Fatal(err, put)
	}
	fresh := filepath.Join(t.TempDir(), "safar.db")
	if _, _, err := Restore(t.Context(), older, fresh, false, quiet); err != nil {
		t.Fatal(err)
	}
	if canaries(t, filepath.Dir(fresh)) == 0 {
		t.Fatal("the copy holds nobody: the search finds nothing")
	}
	if err := TakeErased(list, fresh); err != nil {
		t.Fatal(err)
	}
	config.Path = fresh
	db = openAt(t, config, func(db *DB) folder { return folding{db} })
	if err := db.AwaitErasures(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := canaries(t, filepath.Dir(fresh)); n != 0 {
		t.Errorf("the canary stands there %d times", n)
	}
}
