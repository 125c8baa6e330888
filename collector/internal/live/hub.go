package live

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
	"time"
)

// The errors of listening.
var (
	// ErrFull says that as many listen as may.
	ErrFull = errors.New("too many listeners")
	// ErrClosed says that the hub takes no listeners any more.
	ErrClosed = errors.New("the hub is closed")
)

// Source answers one question again and again. A run of it belongs to one goroutine.
type Source interface {
	// Next is the answer as of now, ready to be sent.
	Next(ctx context.Context) ([]byte, error)
}

// Config is what a Hub is made of.
type Config struct {
	// Open begins a run of a site's source. Required.
	Open func(site int64) Source
	// Every is the time between two answers. Defaults to 3 seconds.
	Every time.Duration
	// Most is how many may listen, to all sites together. Defaults to 64.
	Most int
	// Ticker makes what tells that Every has passed, and what stops that. Defaults to
	// time.NewTicker.
	Ticker func(every time.Duration) (ticks <-chan time.Time, stop func())
	// Log hears of questions that failed. Defaults to discarding.
	Log *slog.Logger
}

// Hub hands the answers of sources out to listeners: one run for all who listen to a site,
// none when nobody does. It is safe for concurrent use.
type Hub struct {
	Config
	mu        sync.Mutex
	runs      map[int64]*run
	listeners int
	closed    bool
	running   sync.WaitGroup
}

// NewHub makes a hub. Close it in the end.
func NewHub(c Config) *Hub {
	if c.Every == 0 {
		c.Every = 3 * time.Second
	}
	if c.Most == 0 {
		c.Most = 64
	}
	if c.Ticker == nil {
		c.Ticker = func(every time.Duration) (<-chan time.Time, func()) {
			t := time.NewTicker(every)
			return t.C, t.Stop
		}
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	return &Hub{Config: c, runs: map[int64]*run{}}
}

// run is one site's source while somebody listens.
type run struct {
	listeners map[*Listener]struct{}
	latest    []byte // nil before the first answer, and after one that failed
	cancel    context.CancelFunc
}

// Listener is one who listens. Leave in the end.
type Listener struct {
	// C gives the answers, nil for one that failed. Of answers that nobody took it holds the
	// latest alone. It is closed with the hub.
	C    <-chan []byte
	c    chan []byte
	hub  *Hub
	site int64
}

// Listen begins to listen to a site. Its errors are ErrFull and ErrClosed.
func (h *Hub) Listen(site int64) (*Listener, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	switch {
	case h.closed:
		return nil, ErrClosed
	case h.listeners == h.Most:
		return nil, ErrFull
	}
	h.listeners++
	c := make(chan []byte, 1)
	l := &Listener{C: c, c: c, hub: h, site: site}
	r := h.runs[site]
	if r == nil {
		ctx, cancel := context.WithCancel(context.Background())
		r = &run{listeners: map[*Listener]struct{}{}, cancel: cancel}
		h.runs[site] = r
		h.running.Go(func() { h.serve(ctx, r, h.Open(site)) })
	}
	r.listeners[l] = struct{}{}
	if r.latest != nil {
		l.c <- r.latest
	}
	return l, nil
}

// Leave ends listening; the last one to leave a site ends its run. Leaving twice is leaving.
func (l *Listener) Leave() {
	h := l.hub
	h.mu.Lock()
	defer h.mu.Unlock()
	r := h.runs[l.site]
	if r == nil {
		return
	}
	if _, listens := r.listeners[l]; !listens {
		return
	}
	delete(r.listeners, l)
	h.listeners--
	if len(r.listeners) == 0 {
		r.cancel()
		delete(h.runs, l.site)
	}
}

// Close ends all listening and returns when nothing runs any more.
func (h *Hub) Close() {
	h.mu.Lock()
	h.closed = true
	for site, r := range h.runs {
		r.cancel()
		for l := range r.listeners {
			close(l.c)
		}
		delete(h.runs, site)
	}
	h.listeners = 0
	h.mu.Unlock()
	h.running.Wait()
}

// serve asks until ctx ends.
func (h *Hub) serve(ctx context.Context, r *run, source Source) {
	ticks, stop := h.Ticker(h.Every)
	defer stop()
	for {
		answer, err := ask(ctx, source)
		if err != nil {
			answer = nil
			if ctx.Err() == nil {
				h.Log.Error("the live view could not be brought up to date", "error", err)
			}
		}
		if !h.tell(ctx, r, answer) {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-ticks:
		}
	}
}

// ask turns a panic into an error: a view must not stop the program.
func ask(ctx context.Context, source Source) (answer []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	return source.Next(ctx)
}

// tell gives everybody an answer, in place of one that was not taken. It is false when the
// run is over.
func (h *Hub) tell(ctx context.Context, r *run, answer []byte) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if ctx.Err() != nil {
		return false
	}
	r.latest = answer
	for l := range r.listeners {
		select {
		case <-l.c:
		default:
		}
		l.c <- answer // there is room: only this goroutine and Listen send, under the lock
	}
	return true
}
