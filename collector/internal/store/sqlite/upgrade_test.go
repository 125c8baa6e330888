package sqlite

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
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

// TestUpgradeKeepsEvents opens a file from before rows were made compact: every event must be
// read as it was, in its order, and be known as a repeat.
func TestUpgradeKeepsEvents(t *testing.T) {
	path, old := before(t, "_compact.sql")
	run := func(query string, args ...any) {
		t.Helper()
		if _, err := old.Exec(query, args...); err != nil {
			t.Fatal(err)
		}
	}
	run(`INSERT INTO site VALUES (1, 'main', 'UTC', '{"Currency": "EUR"}', '[]', '[]')`)
	batch := batchOf(1)
	for i, id := range []string{
		"0193a1f2-7c1e-7b52-9c1a-2f0c8f6a1b11", "0193A1F2-7C1E-7B52-9C1A-2F0C8F6A1B12", "0193a1f27c1e7b529c1a2f0c8f6a1b13",
		"0193a1f2-7c1e7-b52-9c1a-2f0c8f6a1b14", "0193a1f2-7c1e-7b52-9c1a-2f0c8f6a1bxx", "0123456789abcdef", "", "-", "order-7",
	} {
		for shift, sent := range []int64{noon, noon - 90_000, -noon, store.NoTime} {
			r := pageView(id, fmt.Sprint("v", i))
			r.Sent, r.Hit.Event.Time = sent, time.UnixMilli(sent).UTC()
			if sent == store.NoTime {
				r.Hit.Event.Time = time.Time{}
			}
			batch.Records = append(batch.Records, r)
			payload, err := encodeHit(&r.Hit, newWords())
			if err != nil {
				t.Fatal(err)
			}
			run(`INSERT INTO event (seq, site, kind, hour, hash, id, sent, time, payload) VALUES (?, 1, ?, ?, ?, ?, ?, ?, ?)`,
				10*i+shift+1, int64(batch.Kind), floorDiv(sent, 3_600_000), idHash(id), id, sent, r.Hit.Time, payload)
		}
	}
	run(`INSERT INTO rebuild SELECT 1, min(seq), min(seq), max(seq) FROM event`)
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}
	db := openAt(t, Config{Path: path}, func(db *DB) folder { return folding{db} })
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	var got, want []journey.Hit
	for _, h := range read(t, db, 1, math.MinInt64, math.MaxInt64) {
		got = append(got, *h)
	}
	for _, r := range batch.Records {
		want = append(want, r.Hit)
	}
	slices.SortFunc(want, func(a, b journey.Hit) int {
		if a.Before(&b) {
			return -1
		}
		return 1
	})
	if !reflect.DeepEqual(got, want) {
		t.Errorf("read %+v\nwant %+v", got, want)
	}
	if n := count(t, db, "SELECT count(*) FROM event WHERE typeof(id) = 'blob' AND length(id) = 16"); n != 4 {
		t.Errorf("%d ids were made short, want those of the one UUID", n)
	}
	if n := count(t, db, "SELECT count(*) FROM event WHERE home IS NULL"); n != 0 {
		t.Errorf("%d events belong to nobody", n)
	}
	duplicates, err := db.Append(t.Context(), batch)
	if err != nil || slices.Contains(duplicates, false) {
		t.Errorf("sent again: %v, %v", duplicates, err)
	}
}

// TestUpgradeFindsRefusals opens a file from before it was noted which fields refused which
// digits: its events tell.
func TestUpgradeFindsRefusals(t *testing.T) {
	refused := pageView("a", "v")
	refused.Hit.Event.Name = event.NameFormError
	refused.Hit.Event.Params = event.Params{"form": "address", "field": "phone", "digits": "persian"}
	begun := pageView("b", "v")
	begun.Hit.Event.Name = event.NameBeginCheckout
	begun.Hit.Time--
	const found = `SELECT (SELECT count(*) FROM refusal WHERE entry = '["address","phone","persian"]') + 10 * (SELECT count(*) FROM stumble)`
	if n := foldedAnew(t, "_refusals.sql", "DROP TABLE refusal; DROP TABLE stumble;", found, refused, begun, pageView("c", "w")); n != 11 {
		t.Errorf("found %d, want 11", n)
	}
}

// TestUpgradeDatesOrders opens a file from before an order's time was the server's.
func TestUpgradeDatesOrders(t *testing.T) {
	bought := pageView("a", "v")
	bought.Hit.Event.Name = event.NamePurchase
	bought.Hit.Event.Params = event.Params{"transaction_id": "T-1", "value": json.Number("5"), "currency": "EUR"}
	told := bought
	told.Hit.Event.ID, told.Hit.Source = "b", event.ServerKey
	told.Hit.Time += 1000
	if at := foldedAnew(t, "_servers_word.sql", "UPDATE placed SET time = time - 1000;", `SELECT time FROM placed`, bought, told, pageView("c", "w")); int64(at) != told.Hit.Time {
		t.Errorf("dated %d, want %d", at, told.Hit.Time)
	}
}

// foldedAnew is what a question is answered before and after a migration that has events folded
// anew: those of the one household of two that it is about. undo makes the file what it was before.
func foldedAnew(t *testing.T, migrated, undo, question string, records ...store.Record) int {
	t.Helper()
	path := filepath.Join(t.TempDir(), "safar.db")
	if err := createFile(path); err != nil {
		t.Fatal(err)
	}
	fold := func(db *DB) folder { return folding{db} }
	db := openAt(t, Config{Path: path}, fold)
	site := newSite(t, db, "main")
	appendAll(t, db, site.ID, records...)
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	want := count(t, db, question)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	steps, err := readMigrations(migrationFiles)
	if err != nil {
		t.Fatal(err)
	}
	this := slices.IndexFunc(steps, func(m migration) bool { return strings.HasSuffix(m.name, migrated) })
	old := openPool(path, 1, forWriting)
	_, err = old.Exec(undo + steps[this].sql)
	var dirty int
	err = errors.Join(err, old.QueryRow("SELECT count(*) FROM dirty").Scan(&dirty))
	if err := errors.Join(err, old.Close()); err != nil {
		t.Fatal(err)
	}
	if dirty != 1 {
		t.Errorf("%d households are to be folded anew, want one", dirty)
	}
	db = openAt(t, Config{Path: path}, fold)
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	got := count(t, db, question)
	if got != want {
		t.Errorf("%s: %d after, %d before", question, got, want)
	}
	return got
}
