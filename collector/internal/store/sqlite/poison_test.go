package sqlite

import (
	"database/sql"
	"path/filepath"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// An event that cannot be read spoils its own household and stops nobody else's.
func TestAPoisonEventIsSetAside(t *testing.T) {
	db, err := Open(t.Context(), Config{Path: filepath.Join(t.TempDir(), "safar.db")})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	site := newSite(t, db, "main")
	if _, err := db.Append(t.Context(), batchOf(site.ID, pageView("a", "v1"), pageView("b", "v2"))); err != nil {
		t.Fatal(err)
	}
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	views := func() int64 {
		cells, err := db.Measure(t.Context(), metric.Query{
			Site: site.ID, AsOf: allTime - 1, Buckets: []metric.Bucket{{To: allTime - 1}},
			Measures: []metric.Measure{{Fact: metric.FactTally, Field: metric.FieldCount}},
		})
		if err != nil || len(cells) != 1 {
			t.Fatalf("cells %+v, %v", cells, err)
		}
		return cells[0].Value
	}
	if n := views(); n != 2 {
		t.Fatalf("%d page views before", n)
	}
	for _, step := range []struct {
		payload     []byte
		views       int64
		setAside    int64
		description string
	}{
		{[]byte{0xff, 1, 2}, 1, 1, "damaged"},
		{nil, 2, 0, "whole again"},
	} {
		var whole []byte
		err := db.update(t.Context(), func(tx *sql.Tx) error {
			if step.payload != nil {
				if err := tx.QueryRow(`SELECT payload FROM event WHERE id = 'a'`).Scan(&whole); err != nil {
					return err
				}
				if _, err := tx.Exec(`CREATE TABLE kept AS SELECT ? AS payload`, whole); err != nil {
					return err
				}
				_, err := tx.Exec(`UPDATE event SET payload = ? WHERE id = 'a'`, step.payload)
				return err
			}
			_, err := tx.Exec(`UPDATE event SET payload = (SELECT payload FROM kept) WHERE id = 'a'`)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := db.update(t.Context(), func(tx *sql.Tx) error { return markSiteDirty(tx, site.ID) }); err != nil {
			t.Fatal(err)
		}
		if err := db.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		if n := views(); n != step.views {
			t.Errorf("%s: %d page views, want %d", step.description, n, step.views)
		}
		q, err := db.Quality(t.Context(), site.ID, time.UnixMilli(0), time.UnixMilli(0).AddDate(100, 0, 0))
		if err != nil {
			t.Fatal(err)
		}
		if q.Coverage.SetAside != step.setAside {
			t.Errorf("%s: %d set aside, want %d", step.description, q.Coverage.SetAside, step.setAside)
		}
	}
}
