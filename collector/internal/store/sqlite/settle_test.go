package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// fakeFolder notes the households that it is given, one in each step.
type fakeFolder struct {
	db *DB

	mu     sync.Mutex
	folded []int64
	fails  int // steps still to fail
}

func (f *fakeFolder) attach(db *DB) folder { f.db = db; return f }

func (f *fakeFolder) fold(context.Context, time.Duration) (more bool, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.fails > 0 {
		f.fails--
		return true, errors.New("cannot fold")
	}
	err = f.db.transact(func(tx *sql.Tx) error {
		var household int64
		err := tx.QueryRow("DELETE FROM dirty WHERE household = (SELECT household FROM dirty ORDER BY mark LIMIT 1) RETURNING household").Scan(&household)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		more = true
		f.folded = append(f.folded, household)
		return err
	})
	return more, err
}

func (f *fakeFolder) clear(*sql.Tx) error { return nil }

func (f *fakeFolder) households() []int64 {
	f.mu.Lock()
	defer f.mu.Unlock()
	return append([]int64(nil), f.folded...)
}

func TestSettleWaitsForWhatWasAccepted(t *testing.T) {
	fake := &fakeFolder{}
	db := openAt(t, Config{Path: filepath.Join(t.TempDir(), "safar.db")}, fake.attach)
	site := newSite(t, db, "main")
	appendAll(t, db, site.ID, pageView("1", "v1"), pageView("2", "v2"), pageView("3", "v3"))
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := len(fake.households()); got != 3 {
		t.Errorf("%d households folded when settled, want 3", got)
	}
	lag, err := db.Lag(t.Context())
	if err != nil || lag != (store.Lag{}) {
		t.Errorf("lag %+v, %v", lag, err)
	}
}

func TestFoldErrorDoesNotStopTheWriter(t *testing.T) {
	fake := &fakeFolder{fails: 1}
	db := openAt(t, Config{Path: filepath.Join(t.TempDir(), "safar.db")}, fake.attach)
	site := newSite(t, db, "main") // the first step comes before or after; it fails
	appendAll(t, db, site.ID, pageView("1", "v1"))
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := len(fake.households()); got != 1 {
		t.Errorf("%d households folded, want 1", got)
	}
}

func TestSettleTellsWhyItGaveUp(t *testing.T) {
	fake := &fakeFolder{fails: 1 << 30}
	db := openAt(t, Config{Path: filepath.Join(t.TempDir(), "safar.db")}, fake.attach)
	site := newSite(t, db, "main")
	appendAll(t, db, site.ID, pageView("1", "v1"))
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	err := db.Settle(ctx)
	if !errors.Is(err, context.DeadlineExceeded) || !strings.Contains(err.Error(), "cannot fold") {
		t.Errorf("Settle: %v", err)
	}
}

// TestRebuildGoesOnAfterReopening interrupts a rebuild by closing the database.
func TestRebuildGoesOnAfterReopening(t *testing.T) {
	path := filepath.Join(t.TempDir(), "safar.db")
	db := openAt(t, Config{Path: path}, nil)
	site := newSite(t, db, "main")
	appendAll(t, db, site.ID, manyRecords(3*rebuildPage, 100)...)
	execute(t, db, "UPDATE event SET home = NULL")
	if err := db.update(t.Context(), db.beginRebuild); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	fake := &fakeFolder{}
	db = openAt(t, Config{Path: path}, fake.attach)
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	sameGroups(t, t, db)
	if got := len(fake.households()); got != 100 {
		t.Errorf("%d households folded, want 100", got)
	}
	if problems, err := db.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
}

func TestRebuildReportsProgress(t *testing.T) {
	db := openTest(t)
	site := newSite(t, db, "main")
	appendAll(t, db, site.ID, manyRecords(2*rebuildPage, 10)...)
	calls := 0
	err := db.Rebuild(t.Context(), func(done, total int64) {
		calls++
		if done < 0 || done > total || total != 2*rebuildPage {
			t.Errorf("progress %d of %d", done, total)
		}
	})
	if err != nil || calls == 0 {
		t.Errorf("%d calls, %v", calls, err)
	}
}

func TestRebuildOfNothing(t *testing.T) {
	if err := openTest(t).Rebuild(t.Context(), nil); err != nil {
		t.Error(err)
	}
}
