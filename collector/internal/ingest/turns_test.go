package ingest

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"testing/synctest"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// refusedBusy requires a refusal for too much to decode.
func refusedBusy(t *testing.T, err error) {
	t.Helper()
	var refused *Error
	var busy *store.BusyError
	if !errors.As(err, &refused) || refused.Code != Unavailable || !errors.As(err, &busy) || busy.Reason != store.BusyDecoding {
		t.Errorf("refused with %v", err)
	}
}

func TestTurns(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := newTurns(1000)
		begin := func(size int) func() {
			t.Helper()
			over, err := turns.begin(t.Context(), size)
			if err != nil {
				t.Fatal(err)
			}
			return over
		}
		begin(5000)() // larger than all that may wait, and alone
		var working []func()
		for range runtime.GOMAXPROCS(0) {
			working = append(working, begin(1))
		}
		turns.line.Add(shortLine)
		begun := time.Now()
		_, err := turns.begin(t.Context(), 5000)
		refusedBusy(t, err)
		if took := time.Since(begun); took != 0 {
			t.Errorf("a full line refuses after %v", took)
		}
		_, err = turns.begin(t.Context(), 10)
		refusedBusy(t, err)
		if took := time.Since(begun); took != longestTurn {
			t.Errorf("one waits %v, want %v", took, longestTurn)
		}
		gone, leave := context.WithCancel(t.Context())
		leave()
		if _, err := turns.begin(gone, 10); !errors.Is(err, context.Canceled) {
			t.Errorf("somebody who is gone: %v", err)
		}
		turns.line.Add(-shortLine)
		time.AfterFunc(10*longestTurn, working[0]) // who waits with few others waits
		working[0] = begin(10)
		back := turns.aside() // one of them waits for the disk
		begin(10)()
		back()
		time.AfterFunc(longestTurn/2, working[0])
		working[0] = begin(10)
		for _, over := range working {
			over()
		}
		if left := turns.waiting.left.Load(); left != 1000 {
			t.Errorf("%d bytes left, want all 1000", left)
		}
	})
}

// Who would not have a turn in time is told so before waiting for it, by what bodies took lately.
func TestTurnsForesee(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		turns := newTurns(10 * effortBytes)
		cores := runtime.GOMAXPROCS(0)
		decode := func(took time.Duration) {
			t.Helper()
			over, err := turns.begin(t.Context(), effortBytes)
			if err != nil {
				t.Fatal(err)
			}
			time.Sleep(took)
			over()
		}
		waits := func() time.Duration {
			t.Helper()
			for range cores {
				over, err := turns.begin(t.Context(), effortBytes/cores)
				if err != nil {
					t.Fatal(err)
				}
				defer over()
			}
			turns.line.Add(shortLine)
			defer turns.line.Add(-shortLine)
			begun := time.Now()
			_, err := turns.begin(t.Context(), 1)
			refusedBusy(t, err)
			return time.Since(begun)
		}
		for range 20 {
			decode(longestTurn * time.Duration(cores) / 2)
		}
		if took := waits(); took != longestTurn {
			t.Errorf("behind half of what may be: refused after %v, want %v", took, longestTurn)
		}
		for range 20 {
			decode(longestTurn * time.Duration(cores) * 2)
		}
		if took := waits(); took != 0 {
			t.Errorf("behind twice what may be: refused after %v, want at once", took)
		}
		if line, left := turns.line.Load(), turns.waiting.left.Load(); line != 0 || left != 10*effortBytes {
			t.Errorf("%d in line and %d bytes left after all have gone", line, left)
		}
	})
}

// A store that became busy while a body waited costs no decoding.
func TestBusyStoreGetsNothing(t *testing.T) {
	f := &fakeStore{busy: &store.BusyError{Reason: store.BusyWriter}}
	_, err := newIntake(f).Take(t.Context(), Request{Body: []byte("no JSON at all")})
	if !errors.Is(err, f.busy) || !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("taken with %v", err)
	}
}
