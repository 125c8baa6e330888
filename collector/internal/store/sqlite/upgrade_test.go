package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/sdk/event"
)

// before makes a file with the schema that stood before a migration.
func before(t *testing.T, migrated string) (path string, old *sql.DB) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "safar.db")
	if err := createFile(path); err != nil {
		t.Fatal(err)
	}
	steps, err := readMigrations(migrationFiles)
	if err != nil {
		t.Fatal(err)
	}
	since := slices.IndexFunc(steps, func(m migration) bool { return strings.HasSuffix(m.name, migrated) })
	old = openPool(path, 1, forWriting)
	if err := migrate(old, steps[:since]); err != nil {
		t.Fatal(err)
	}
	return path, old
}

// TestUpgradeFindsOldFacts opens a file from before it was noted where the facts of a household
// are: folding it anew must remove those that are no more.
func TestUpgradeFindsOldFacts(t *testing.T) {
	path, old := before(t, "_folded.sql")
	_, err := old.Exec(`INSERT INTO spend VALUES (7, 1, NULL, '', '', '', '', '', 'IRR', 0, 1, 1, 1);
		INSERT INTO category VALUES (8, NULL, NULL, 'shoes');
		INSERT INTO dirty (household, mark) VALUES (7, 0), (8, 0)`)
	if err := errors.Join(err, old.Close()); err != nil {
		t.Fatal(err)
	}
	db := openAt(t, Config{Path: path}, func(db *DB) folder { return folding{db} })
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := count(t, db, "SELECT (SELECT count(*) FROM spend) + (SELECT count(*) FROM category)"); n != 0 {
		t.Errorf("%d old facts are left", n)
	}
}

// TestUpgradeJoinsAttempts opens a file from before attempts at paying joined events: two
// visitors' reports of one attempt, each folded alone.
func TestUpgradeJoinsAttempts(t *testing.T) {
	path, old := before(t, "_catalogue.sql")
	run := func(query string, args ...any) {
		t.Helper()
		if _, err := old.Exec(query, args...); err != nil {
			t.Fatal(err)
		}
	}
	run(`INSERT INTO site VALUES (1, 'main', 'UTC', '{}', '[]', '[]')`)
	for i := range 2 {
		name := fmt.Sprint("v", i)
		payload, err := encodeHit(&journey.Hit{Time: noon, Visitor: name, Event: event.Event{
			ID: name, Name: event.NamePaymentFailed, VisitorID: name, Time: time.UnixMilli(noon),
			Params: event.Params{"attempt_id": "A1"},
		}}, newWords())
		if err != nil {
			t.Fatal(err)
		}
		run(`INSERT INTO node VALUES (?1, 1, ?2, ?3, ?1, ?1)`, i+1, journey.Visitor, name)
		run(`INSERT INTO event VALUES (?1, 1, 0, 0, ?1, ?2, ?3, ?3, ?1, ?4)`, i+1, name, noon, payload)
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	db := openAt(t, Config{Path: path}, func(db *DB) folder { return folding{db} })
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := count(t, db, "SELECT count(*) FROM attempt"); n != 1 {
		t.Errorf("%d attempts, want 1", n)
	}
	if n := count(t, db, "SELECT count(DISTINCT household) FROM node"); n != 1 {
		t.Errorf("%d households, want 1", n)
	}
}
