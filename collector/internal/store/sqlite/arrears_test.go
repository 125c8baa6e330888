package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"path/filepath"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

func TestArrears(t *testing.T) {
	at := func(seconds float64) time.Time {
		return time.Date(2026, 10, 1, 12, 0, 0, 0, time.UTC).Add(time.Duration(seconds * float64(time.Second)))
	}
	const step = 20 * time.Millisecond
	var a arrears
	check := func(when string, now time.Time, age, rest time.Duration, hopeless bool) {
		t.Helper()
		if a.age(now) != age || a.rest(step, now) != rest || a.hopeless(now) != hopeless {
			t.Errorf("%s: behind by %v, want %v; rest %v, want %v; hopeless %t", when, a.age(now), age, a.rest(step, now), rest, a.hopeless(now))
		}
	}
	check("nothing accepted", at(0), 0, 3*step, false)
	a.mark(100, at(0))
	a.mark(50, at(0.05)) // told with what came just before
	a.mark(100, at(5))
	a.mark(0, at(6))
	check("at once", at(5), 5*time.Second, 3*step, false)
	check("late", at(11), 11*time.Second, step, false)
	a.fold(149, true, nil)
	check("not all of the first are folded", at(11), 11*time.Second, step, false)
	a.fold(1, true, nil)
	check("all of the first are", at(11), 6*time.Second, 3*step, false)
	check("too late", at(66), 61*time.Second, step/3, true)
	a.fold(0, true, errors.New("disk full"))
	check("folding fails", at(66), 61*time.Second, step/3, false)
	a.fold(0, false, nil)
	check("what is left rests", at(66), 0, 3*step, false)
	a.mark(10, at(70))
	a.fold(5000, true, nil) // what a change of settings made dirty
	check("more was folded than accepted", at(140), 0, 3*step, false)
	a.mark(10, at(140))
	a.forgive()
	check("during a rebuild", at(900), 0, 3*step, false)
	for i := range 2 * mostMilestones {
		a.mark(1, at(1000+float64(i)))
	}
	if len(a.since) != mostMilestones {
		t.Errorf("%d milestones are remembered", len(a.since))
	}
	a.fold(2*mostMilestones, true, nil)
	check("all of that is folded", at(20_000), 0, 3*step, false)
}

// slowFolder takes all the time it gets and folds nothing until it is let go.
type slowFolder struct{ done atomic.Bool }

func (f *slowFolder) fold(_ context.Context, budget time.Duration) (more bool, err error) {
	time.Sleep(budget)
	return !f.done.Load(), nil
}

func (f *slowFolder) clear(*sql.Tx) error { return nil }

// When answers are a minute behind, senders are told to come again until they are not; who has
// to wait anyway waits.
func TestFoldingThatIsBehindPushesBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		slow := &slowFolder{}
		db, err := open(t.Context(), Config{Path: filepath.Join(t.TempDir(), "safar.db")}, func(*DB) folder { return slow })
		if err != nil {
			t.Fatal(err)
		}
		site := newSite(t, db, "main")
		appendAll(t, db, site.ID, pageView("a", "v"))
		time.Sleep(latestAnswers / 2)
		appendAll(t, db, site.ID, pageView("b", "v"))
		time.Sleep(latestAnswers)
		var busy *store.BusyError
		_, err = db.Append(t.Context(), batchOf(site.ID, pageView("c", "v")))
		if !errors.As(err, &busy) || busy.Reason != store.BusyFolding || !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("a minute and a half behind: %v", err)
		}
		patient := batchOf(site.ID, pageView("d", "v"))
		patient.Patient = true
		if _, err := db.Append(t.Context(), patient); err != nil {
			t.Errorf("an importer is sent away: %v", err)
		}
		slow.done.Store(true)
		time.Sleep(time.Second)
		appendAll(t, db, site.ID, pageView("c", "v"))
		if n := count(t, db, "SELECT count(*) FROM event"); n != 4 {
			t.Errorf("%d events, want 4", n)
		}
		if err := db.Close(); err != nil {
			t.Error(err)
		}
	})
}
