package durability

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestPowerCut cuts the power under load and requires that every acknowledged event is there
// once.
func TestPowerCut(t *testing.T) {
	t.Parallel()
	cuts, most := 4, 100
	if soak() {
		// Enough for SQLite to move its log into the database now and then, so that this is
		// cut short too.
		cuts, most = 50, 800
	}
	so, program := layer(t), build(t)
	s := openShop(t, program)
	var l ledger
	for i := range cuts {
		// Every other time some of what was not synced survives.
		var chance *rand.Rand
		if i%2 == 1 {
			chance = rand.New(rand.NewPCG(uint64(i), uint64(time.Now().UnixNano())))
		}
		took := cutPower(t, program, so, s, &l, most, chance)
		srv := serve(t, program, s, nil)
		if lost := l.settle(t, srv.url, s.ServerKey); lost > 0 {
			t.Errorf("cut %d: %d acknowledged events lost", i+1, lost)
		}
		if n := stored(t, srv.url, s.ReadToken); n != l.events() {
			t.Errorf("cut %d: %d events were sent and %d are stored", i+1, l.events(), n)
		}
		t.Logf("cut %d: %d messages acknowledged in all, the cut took %+v", i+1, len(l.acked), took)
		srv.stop(t)
		check(t, program, s)
	}
	rebuilt(t, program, s)
}

// TestPowerCutControl runs the same on a program that syncs as the SQLite driver does by
// itself. It must lose acknowledged events: else the test above could not see a loss.
func TestPowerCutControl(t *testing.T) {
	t.Parallel()
	so, program := layer(t), buildCareless(t)
	const tries = 3
	for i := range tries {
		s := openShop(t, program)
		var l ledger
		took := cutPower(t, program, so, s, &l, 100, nil)
		srv := serve(t, program, s, nil)
		sent := l.events()
		lost := l.settle(t, srv.url, s.ServerKey)
		srv.kill()
		t.Logf("cut %d without full syncing: %d of %d acknowledged events lost, the cut took %+v", i+1, lost, sent, took)
		if lost > 0 {
			return
		}
	}
	t.Errorf("no acknowledged event was lost in %d cuts without full syncing: the power cut is blind", tries)
}

// cutPower runs the program over the layer under load, kills it after 20 or more answers,
// up to most beyond that, and undoes what a power cut may take.
func cutPower(t *testing.T, program, so string, s shop, l *ledger, most int, chance *rand.Rand) loss {
	t.Helper()
	log := filepath.Join(t.TempDir(), "log")
	started := time.Now()
	srv := serve(t, program, s, preload(so, s.dir, log))
	l.load(t, srv.url, s.ServerKey, 20+rand.IntN(most), srv.kill)
	missed, err := unseen(s.dir, log, started)
	if err != nil {
		t.Fatal(err)
	}
	if len(missed) > 0 {
		t.Errorf("written past the layer, so nobody knows whether they were synced: %v", missed)
	}
	took, err := cut(s.dir, log, chance)
	if err != nil {
		t.Fatal(err)
	}
	if took.syncs+took.writes+took.kept == 0 {
		t.Fatal("the layer saw no write and no sync of the program")
	}
	if err := os.Remove(log); err != nil {
		t.Fatal(err)
	}
	return took
}
