package durability

import (
	"math/rand/v2"
	"testing"
)

// TestKill kills the program with SIGKILL in the middle of load, again and again on one data
// folder, and requires that every acknowledged event is there once.
func TestKill(t *testing.T) {
	t.Parallel()
	kills := 5
	if soak() {
		kills = 100
	}
	program := build(t)
	s := openShop(t, program)
	var l ledger
	for i := range kills {
		srv := serve(t, program, s, nil)
		if lost := l.settle(t, srv.url, s.ServerKey); lost > 0 {
			t.Fatalf("kill %d: %d acknowledged events lost", i, lost)
		}
		look(t, srv.url, s) // what is kept of the answers must not outlive what they are about
		l.load(t, srv.url, s.ServerKey, 1+rand.IntN(120), srv.kill)
		t.Logf("kill %d: %d messages acknowledged in all, %d without an answer", i+1, len(l.acked), len(l.open))
	}
	srv := serve(t, program, s, nil)
	if lost := l.settle(t, srv.url, s.ServerKey); lost > 0 {
		t.Errorf("%d acknowledged events lost", lost)
	}
	if n := stored(t, srv.url, s.ReadToken); n != l.events() {
		t.Errorf("%d events were sent and %d are stored", l.events(), n)
	}
	srv.stop(t)
	check(t, program, s)
	rebuilt(t, program, s)
}
