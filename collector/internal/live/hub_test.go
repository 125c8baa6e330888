package live

import (
	"context"
	"errors"
	"runtime"
	"testing"
	"testing/synctest"
	"time"
)

// counter answers how often it was asked, and fails when it is to.
type counter struct {
	asked *int
	fail  *bool
}

func (c counter) Next(context.Context) ([]byte, error) {
	*c.asked++
	if *c.fail && *c.asked%2 == 0 {
		panic("asked for")
	}
	if *c.fail {
		return nil, errors.New("asked for")
	}
	return []byte{byte(*c.asked)}, nil
}

func counting(most int) (h *Hub, opened, asked *int, fail *bool) {
	opened, asked, fail = new(int), new(int), new(bool)
	h = NewHub(Config{Most: most, Open: func(int64) Source {
		*opened++
		return counter{asked, fail}
	}})
	return h, opened, asked, fail
}

func listen(t *testing.T, h *Hub, site int64) *Listener {
	t.Helper()
	l, err := h.Listen(site)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

func TestOneQuestionForAllAndNoneForNobody(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, opened, asked, _ := counting(0)
		defer h.Close()
		time.Sleep(time.Minute)
		if *asked != 0 {
			t.Fatalf("asked %d times for nobody", *asked)
		}
		a, b := listen(t, h, 1), listen(t, h, 1)
		if first := <-a.C; first[0] != 1 {
			t.Errorf("first answer %v", first)
		}
		<-b.C
		time.Sleep(10 * time.Second)
		synctest.Wait()
		if *asked != 4 || *opened != 1 {
			t.Errorf("asked %d times, in %d runs, in ten seconds", *asked, *opened)
		}
		if late := listen(t, h, 1); (<-late.C)[0] != 4 {
			t.Error("who comes later waits for the first answer")
		} else {
			late.Leave()
		}
		a.Leave()
		a.Leave()
		b.Leave()
		time.Sleep(time.Minute)
		if *asked != 4 {
			t.Errorf("asked %d times, though everybody has left", *asked)
		}
		c := listen(t, h, 1)
		if answer := <-c.C; answer[0] != 5 || *opened != 2 {
			t.Errorf("after a pause: answer %v, run %d", answer, *opened)
		}
	})
}

func TestWhoDoesNotReadHoldsNobodyBack(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, _, _, _ := counting(0)
		defer h.Close()
		stalled, reader := listen(t, h, 1), listen(t, h, 1)
		for want := byte(1); want <= 5; want++ {
			if got := <-reader.C; got[0] != want {
				t.Errorf("answer %v, want %d", got, want)
			}
		}
		if got := <-stalled.C; got[0] != 5 {
			t.Errorf("after a stall: answer %v, want the latest", got)
		}
	})
}

func TestFailuresAreTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		h, _, _, fail := counting(0)
		defer h.Close()
		l := listen(t, h, 1)
		<-l.C
		*fail = true
		for range 2 {
			if got := <-l.C; got != nil {
				t.Errorf("answer %v of a failure", got)
			}
		}
		*fail = false
		if got := <-l.C; len(got) != 1 || got[0] != 4 {
			t.Errorf("answer %v after a failure", got)
		}
	})
}

func TestListenersAreBounded(t *testing.T) {
	h, _, _, _ := counting(2)
	a := listen(t, h, 1)
	listen(t, h, 2)
	if _, err := h.Listen(1); !errors.Is(err, ErrFull) {
		t.Errorf("a third: %v", err)
	}
	a.Leave()
	last := listen(t, h, 3)
	before := runtime.NumGoroutine()
	h.Close()
	if after := runtime.NumGoroutine(); after > before-2 {
		t.Errorf("%d goroutines before closing, %d after", before, after)
	}
	for range last.C { // ends, since it is closed
	}
	last.Leave()
	if _, err := h.Listen(1); !errors.Is(err, ErrClosed) {
		t.Errorf("after closing: %v", err)
	}
}
