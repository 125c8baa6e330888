package sdktest

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"sync"
	"time"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
)

// Key is the server key of every Recorder.
const Key = "sk_test"

// Recorder is a collector for tests. It is safe for concurrent use.
type Recorder struct {
	client *sdk.Client

	mu       sync.Mutex
	mode     Mode
	changed  chan struct{} // closed and made anew when events or the mode change
	events   []event.Event
	seen     map[identity]bool
	rejected []sdk.Rejection
	dropped  map[sdk.DropReason]int64
	requests int
}

// identity is by what a collector recognises an event.
type identity struct {
	id   string
	time time.Time
}

// New makes a recorder that takes everything.
func New() *Recorder {
	r := &Recorder{changed: make(chan struct{}), seen: map[identity]bool{}, dropped: map[sdk.DropReason]int64{}}
	client, err := sdk.New(r.Config())
	if err != nil {
		panic(err) // our own configuration
	}
	r.client = client
	return r
}

// Config is one with which sdk.New makes a client that sends to the recorder, for tests that
// need rules or functions of their own.
func (r *Recorder) Config() sdk.Config {
	return sdk.Config{Endpoint: "http://collector.test", Key: Key, HTTPClient: &http.Client{Transport: transport{r}}}
}

// Client is a client that sends to the recorder.
func (r *Recorder) Client() *sdk.Client { return r.client }

// Close closes the recorder's client, giving it a second.
func (r *Recorder) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	return r.client.Close(ctx)
}

// flushTime is how long Events waits for the recorder's own client.
const flushTime = 5 * time.Second

// Events returns what was taken so far, in the order of its arrival, repeats left out. What
// the recorder's own client was given before arrives before Events returns.
func (r *Recorder) Events() []event.Event {
	ctx, cancel := context.WithTimeout(context.Background(), flushTime)
	defer cancel()
	_ = r.client.Flush(ctx) // what has not come can't be listed
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.events)
}

// Wait returns the events as soon as there are n. Its error says how many there were when
// ctx ended.
func (r *Recorder) Wait(ctx context.Context, n int) ([]event.Event, error) {
	for {
		r.mu.Lock()
		events, changed := slices.Clone(r.events), r.changed
		r.mu.Unlock()
		if len(events) >= n {
			return events, nil
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return events, fmt.Errorf("sdktest: %d events of %d: %w", len(events), n, ctx.Err())
		}
	}
}

// Rejected returns the events that were refused, with the reasons.
func (r *Recorder) Rejected() []sdk.Rejection {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.rejected)
}

// Dropped returns how many events senders said to have given up, by reason.
func (r *Recorder) Dropped() map[sdk.DropReason]int64 {
	r.mu.Lock()
	defer r.mu.Unlock()
	dropped := map[sdk.DropReason]int64{}
	for reason, n := range r.dropped {
		dropped[reason] = n
	}
	return dropped
}

// Requests returns how many requests arrived, those that failed included.
func (r *Recorder) Requests() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.requests
}

// Reset forgets what was recorded.
func (r *Recorder) Reset() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.events, r.rejected, r.requests = nil, nil, 0
	clear(r.seen)
	clear(r.dropped)
}

// ServeHTTP is the collector's route for events, whatever the path.
func (r *Recorder) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	if !r.behave(w, request) {
		return
	}
	if request.Header.Get("Authorization") != "Bearer "+Key {
		http.Error(w, `{"error":{"code":"unauthorized","message":"The key is not sdktest.Key."}}`, http.StatusUnauthorized)
		return
	}
	batch, err := decode(request)
	if err != nil {
		http.Error(w, `{"error":{"code":"bad_request","message":"The body is no batch."}}`, http.StatusBadRequest)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(r.take(batch)) // the sender is gone: it will ask again
}

func decode(request *http.Request) (event.Batch, error) {
	body := io.Reader(request.Body)
	if request.Header.Get("Content-Encoding") == "gzip" {
		var err error
		if body, err = gzip.NewReader(request.Body); err != nil {
			return event.Batch{}, err
		}
	}
	text, err := io.ReadAll(body)
	if err != nil {
		return event.Batch{}, err
	}
	return event.DecodeBatch(text)
}

type answer struct {
	Accepted   int        `json:"accepted"`
	Duplicates int        `json:"duplicates"`
	Discarded  int        `json:"discarded"`
	Rejected   []rejected `json:"rejected"`
}

type rejected struct {
	Index   int        `json:"index"`
	ID      string     `json:"id,omitempty"`
	Code    event.Code `json:"code"`
	Field   string     `json:"field,omitempty"`
	Message string     `json:"message"`
}

// take records a batch.
func (r *Recorder) take(batch event.Batch) answer {
	r.mu.Lock()
	defer r.mu.Unlock()
	a := answer{Rejected: []rejected{}}
	for reason, n := range batch.Dropped {
		r.dropped[sdk.DropReason(reason)] += n
	}
	for i, raw := range batch.Events {
		e, fault := event.Decode(raw)
		if fault == nil {
			fault = e.Validate(event.ServerKey)
		}
		switch key := (identity{e.ID, e.Time}); {
		case fault != nil:
			a.Rejected = append(a.Rejected, rejected{i, e.ID, fault.Code, fault.Field, fault.Message})
			r.rejected = append(r.rejected, sdk.Rejection{ID: e.ID, Name: e.Name, Code: fault.Code, Field: fault.Field, Message: fault.Message})
		case e.Consent == event.ConsentNone:
			a.Discarded++
		case r.seen[key]:
			a.Duplicates++
		default:
			a.Accepted++
			r.seen[key] = true
			r.events = append(r.events, e)
		}
	}
	r.announce()
	return a
}

// announce wakes whoever waits for a change. The mutex is held.
func (r *Recorder) announce() {
	close(r.changed)
	r.changed = make(chan struct{})
}
