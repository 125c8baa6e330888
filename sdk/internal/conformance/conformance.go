package conformance

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
	"github.com/safar-cx/safar/sdk/sdktest"
)

// patience is how long what must come may take.
const patience = 20 * time.Second

// Fault is one line of the table that an adapter does not hold.
type Fault struct{ Case, What string }

// Faults holds an adapter to the table.
func Faults(ctx context.Context, a Adapter) []Fault {
	var faults []Fault
	for _, t := range tests() {
		if t.errors && !a.ReturnsErrors || t.hint && a.EndsWithHints {
			continue
		}
		if a.KeepsStatus && t.kept != nil {
			t.status, t.told = t.kept[0], t.kept[1]
		}
		if err := t.run(ctx, a); err != nil {
			faults = append(faults, Fault{t.name, err.Error()})
		}
	}
	if err := flood(ctx, a); err != nil {
		faults = append(faults, Fault{"a flood of unknown pages", err.Error()})
	}
	return faults
}

// Names lists the cases of faults.
func Names(faults []Fault) []string {
	names := make([]string, len(faults))
	for i, f := range faults {
		names[i] = f.Case
	}
	return names
}

func (t test) run(ctx context.Context, a Adapter) error {
	s, err := open(a, t.handle)
	if err != nil {
		return err
	}
	defer s.close()
	if err := errors.Join(t.ask(ctx, s), s.end(ctx)); err != nil {
		return err
	}
	events, err := s.told(ctx)
	if err != nil {
		return err
	}
	if !slices.Equal(s.caught(), t.throws()) {
		return fmt.Errorf("a recoverer around saw %v, want %v", s.caught(), t.throws())
	}
	return t.judge(events, a.Route)
}

func (t test) throws() []any {
	if t.thrown == nil {
		return nil
	}
	return []any{t.thrown}
}

// ask makes the request and looks at the answer.
func (t test) ask(ctx context.Context, s *shop) error {
	ctx, leave := context.WithTimeout(ctx, patience)
	defer leave()
	r, err := http.NewRequestWithContext(ctx, t.method, s.server.URL+"/checkout/7", nil)
	if err != nil {
		return err
	}
	if name, value, ok := strings.Cut(t.header, ": "); ok {
		r.Header.Set(name, value)
		r.Header.Set("Connection", "Upgrade")
	}
	if t.leaves {
		go func() {
			<-s.entered
			leave()
		}()
	}
	response, err := s.transport.RoundTrip(r)
	switch {
	case err != nil && t.status == 0:
		return nil
	case err != nil:
		return fmt.Errorf("the shopper got %w, want %d", err, t.status)
	}
	defer response.Body.Close()
	if response.StatusCode != t.status {
		return fmt.Errorf("the shopper got %d, want %d", response.StatusCode, t.status)
	}
	if t.seen != nil {
		return t.seen(response.Body)
	}
	return nil
}

func (t test) judge(events []event.Event, route string) error {
	if t.silent {
		if len(events) > 0 {
			return fmt.Errorf("told %s, and nobody saw it", describe(events))
		}
		return nil
	}
	panicked := false
	if len(events) == 1 {
		panicked, _ = events[0].Params.Bool("panic")
	}
	if len(events) != 1 || events[0].Params.Text("status") != strconv.Itoa(t.told) || events[0].Params.Text("route") != route || panicked != t.panicked {
		return fmt.Errorf("told %s, want status %d of %s", describe(events), t.told, route)
	}
	return nil
}

func describe(events []event.Event) string {
	var told []string
	for _, e := range events {
		told = append(told, fmt.Sprintf("status %s of %q", e.Params.Text("status"), e.Params.Text("route")))
	}
	if told == nil {
		return "nothing"
	}
	return strings.Join(told, ", ")
}

// flood asks for pages that are not there: they are one route, whatever it is called.
func flood(ctx context.Context, a Adapter) error {
	const pages = 20
	s, err := open(a, body)
	if err != nil {
		return err
	}
	defer s.close()
	for i := range pages {
		r, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("%s/wp-admin-%d/checkout/%d", s.server.URL, i, i), nil)
		if err != nil {
			return err
		}
		response, err := s.transport.RoundTrip(r)
		if err != nil {
			return err
		}
		response.Body.Close()
	}
	if err := s.end(ctx); err != nil {
		return err
	}
	events, err := s.told(ctx)
	if err != nil {
		return err
	}
	routes := map[string]int{}
	for _, e := range events {
		if e.Params.Text("status") == "404" {
			routes[e.Params.Text("route")]++
		}
	}
	if len(routes) != 1 || len(events) != pages {
		return fmt.Errorf("%d pages that are not there are told as %d: %s", pages, len(events), describe(events))
	}
	return nil
}

// shop is a server with the adapter, and what its client has told.
type shop struct {
	recorder  *sdktest.Recorder
	client    *sdk.Client
	server    *httptest.Server
	transport *http.Transport
	entered   chan struct{} // closed when the handler begins

	mu     sync.Mutex
	thrown []any
	idle   sync.WaitGroup
}

func open(a Adapter, handle Handler) (*shop, error) {
	s := &shop{recorder: sdktest.New(), transport: &http.Transport{}, entered: make(chan struct{})}
	config := s.recorder.Config()
	config.BatchEvery, config.Rules = time.Millisecond, rules()
	var err error
	if s.client, err = sdk.New(config); err != nil {
		return nil, err
	}
	var once sync.Once
	mounted := a.Mount(s.client, func(w http.ResponseWriter, r *http.Request) error {
		once.Do(func() { close(s.entered) })
		return handle(w, r)
	})
	s.server = httptest.NewUnstartedServer(s.recovers(mounted))
	s.server.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.server.Start()
	return s, nil
}

// recovers stands for the shop's own recoverer: it notes what was thrown and throws it on.
func (s *shop) recovers(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.idle.Add(1)
		defer s.idle.Done()
		defer func() {
			if p := recover(); p != nil {
				s.mu.Lock()
				s.thrown = append(s.thrown, p)
				s.mu.Unlock()
				panic(p)
			}
		}()
		next.ServeHTTP(w, r)
	})
}

func (s *shop) caught() []any {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.thrown)
}

// end waits until every request is over, so that what is to be told has been told.
func (s *shop) end(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, patience)
	defer cancel()
	s.idle.Wait()
	return s.client.Flush(ctx)
}

// told returns what was told of answers.
func (s *shop) told(ctx context.Context) ([]event.Event, error) {
	if rejected := s.recorder.Rejected(); len(rejected) > 0 {
		return nil, fmt.Errorf("a collector refuses %v", rejected)
	}
	events, err := s.recorder.Wait(ctx, 0)
	return slices.DeleteFunc(events, func(e event.Event) bool { return e.Name != Answered }), err
}

func (s *shop) close() {
	s.transport.CloseIdleConnections()
	s.server.Close()
	_ = s.client.Close(context.Background())
	_ = s.recorder.Close()
}
