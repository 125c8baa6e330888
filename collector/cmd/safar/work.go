package main

import (
	"fmt"
	"sync"
	"time"
)

// work shows how far a long work is. A step of which nobody knows the length is shown with
// the time that it has taken so far, so that whoever waits sees that it is alive.
type work struct {
	mu    sync.Mutex // guards what follows
	bar   *bar
	step  string
	begun time.Time // the step
	part  float64
	over  chan struct{}
	done  sync.WaitGroup
}

// work begins to show; end must be called.
func (e *env) work() *work {
	w := &work{bar: e.bar(), over: make(chan struct{})}
	w.done.Go(func() {
		tick := time.NewTicker(redrawEvery)
		defer tick.Stop()
		for {
			select {
			case <-w.over:
				return
			case <-tick.C:
				w.show()
			}
		}
	})
	return w
}

// at tells the step that is being done and which part of it is over, 0 for an unknown one.
func (w *work) at(step string, part float64) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if step != w.step {
		w.step, w.begun = step, time.Now()
	}
	w.part = part
}

func (w *work) show() {
	w.mu.Lock()
	defer w.mu.Unlock()
	switch {
	case w.step == "":
	case w.part > 0:
		w.bar.at(w.part, w.step)
	default:
		w.bar.say(fmt.Sprintf("%s, %s", w.step, time.Since(w.begun).Round(time.Second)))
	}
}

// end takes the bar away.
func (w *work) end() {
	close(w.over)
	w.done.Wait()
	w.bar.clear()
}
