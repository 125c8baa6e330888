package durability

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// canary begins every text by which the customers are known who are erased here.
const canary = "CANARY-"

// life is what a customer does; every text in it holds the canary.
func life(who string) message {
	var m message
	for _, name := range []string{"login", "page_view", "page_view", "add_to_cart", "purchase", "survey_answered"} {
		m = append(m, wireEvent{
			ID: who + name + fmt.Sprint(len(m)), Name: name, Time: time.Now().UTC().Truncate(time.Millisecond), VisitorID: who + "-v", CustomerID: who,
			Params: map[string]any{
				"currency": "EUR", "value": 12.5, "transaction_id": who, "survey_id": "s", "kind": "text", "text": who,
				"items": []any{map[string]any{"item_id": who, "price": 12.5}},
			},
		})
	}
	return m
}

// holding names the files of a folder that hold the canary.
func holding(t *testing.T, dir string) (files []string) {
	t.Helper()
	all, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range all {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(content, []byte(canary)) {
			files = append(files, filepath.Base(file))
		}
	}
	return files
}

// erasing is the program at erasing somebody; kill ends it without a word.
func erasing(t *testing.T, program string, s shop, who string) (wait func() error, kill func()) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	cmd := exec.CommandContext(ctx, program, "erase", "--data", s.dir, "--customer", who)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	wait = func() error {
		if err := cmd.Wait(); err != nil {
			return fmt.Errorf("safar erase: %w: %s", err, said.String())
		}
		return nil
	}
	return wait, func() {
		_ = cmd.Process.Kill() // it may be over
		_ = wait()
	}
}

// TestKillWhileErasing kills safar erase with SIGKILL, and in half of the rounds the server beside
// it, at random moments. Whatever had begun by then is ended by the next program that opens the
// folder, also one that was asked for something else; then no byte is left of who was erased, and
// every event of everybody else is there once.
func TestKillWhileErasing(t *testing.T) {
	t.Parallel()
	rounds, others := 5, 20
	if soak() {
		rounds, others = 60, 60
	}
	program := build(t)
	s := openShop(t, program)
	var l ledger
	var gone message
	var span time.Duration // that erasing takes here
	halves := 0
	for round := range rounds {
		srv := serve(t, program, s, nil)
		for range others {
			m := l.compose()
			if _, err := insist(srv.url, s.ServerKey, m); err != nil {
				t.Fatal(err)
			}
			l.note(m, true)
		}
		who := fmt.Sprint(canary, round)
		theirs := life(who)
		if a, err := post(srv.url, s.ServerKey, theirs); err != nil || a.Accepted != len(theirs) {
			t.Fatalf("%+v, %v", a, err)
		}
		gone = append(gone, theirs...)
		look(t, srv.url, s)
		if len(holding(t, s.dir)) == 0 {
			t.Fatal("nothing is found before: the search finds nothing")
		}
		beside := round%2 == 1
		if !beside {
			srv.stop(t)
		}
		list := filepath.Join(s.dir, "safar.db-erased")
		listed := sizeOf(list)
		begun := time.Now()
		wait, kill := erasing(t, program, s, who)
		if round == 0 { // the control: what nobody kills
			if err := wait(); err != nil {
				t.Fatal(err)
			}
			span = time.Since(begun)
		} else {
			<-time.After(rand.N(span))
			if kill(); beside {
				srv.kill()
			}
			next := who
			if sizeOf(list) > listed {
				if next = "somebody"; len(holding(t, s.dir)) > 0 {
					halves++
				}
			}
			if wait, _ = erasing(t, program, s, next); wait() != nil {
				t.Fatalf("round %d: it does not go on", round)
			}
		}
		if files := holding(t, s.dir); len(files) > 0 {
			t.Errorf("round %d: it stands in %v", round, files)
		}
	}
	t.Logf("%d of %d were killed when they had begun and were not done; one takes %v", halves, rounds-1, span)
	if soak() && halves == 0 {
		t.Error("none was killed in the middle")
	}
	srv := serve(t, program, s, nil)
	if a, err := post(srv.url, s.ServerKey, gone); err != nil || a.Accepted+a.Duplicates > 0 {
		t.Errorf("what was erased is answered %+v, %v when it is sent again", a, err)
	}
	if lost := l.settle(t, srv.url, s.ServerKey); lost > 0 {
		t.Errorf("%d events of others are lost", lost)
	}
	if n := stored(t, srv.url, s.ReadToken); n != l.events()+len(gone) { // what was received stays counted
		t.Errorf("%d events were sent and %d counted", l.events()+len(gone), n)
	}
	srv.stop(t)
	check(t, program, s)
	rebuilt(t, program, s)
}

// sizeOf is the size of a file, 0 where there is none.
func sizeOf(path string) int64 {
	info, err := os.Stat(path)
	if err != nil {
		return 0
	}
	return info.Size()
}
