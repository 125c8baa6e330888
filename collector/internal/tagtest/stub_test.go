package tagtest

import (
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/safar-cx/safar/js"
	"github.com/safar-cx/safar/sdk/event"
)

// siteKey is the browser key of the pages.
const siteKey = "pk_0123456789"

// request is one request to the address of events.
type request struct {
	method, contentType, cookie, query string
	body                               []byte
	batch                              event.Batch
	answered                           int // the status, 0 for none
}

// mood is how a stub answers: a status, or none at all.
type mood struct {
	status     int
	retryAfter int // seconds
	hang       bool
}

// stub is a collector that keeps what it gets.
type stub struct {
	t      testing.TB
	url    string
	server *httptest.Server
	kept   bool // whether browsers may keep the tag, as with a collector
	// surveys are what the merchant has set up, JSON objects with commas between them.
	surveys string

	mu       sync.Mutex
	changed  chan struct{} // closed at every change
	mood     mood
	answers  []mood // how the next requests are answered, before the mood says
	requests []request
	files    []string       // paths that were asked for
	lost     map[string]int // how often a part of the tag is yet to be missing
}

func newStub(t testing.TB) *stub {
	s := &stub{t: t, changed: make(chan struct{}), mood: mood{status: http.StatusOK}}
	s.server = httptest.NewServer(s)
	s.url = s.server.URL
	t.Cleanup(s.server.Close)
	t.Cleanup(func() { s.set(mood{status: http.StatusOK}) }) // lets go of what hangs, before
	return s
}

func (s *stub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/v1/events":
		s.take(w, r)
	case "/v1/questions":
		w.Header().Set("Access-Control-Allow-Origin", "*")
		fmt.Fprintf(w, `{"surveys":[%s]}`, s.surveys)
	case "/t.js":
		s.script(w, r, js.Tag())
	default:
		for _, file := range js.Later() {
			if r.URL.Path == "/"+file.Name {
				s.script(w, r, file)
				return
			}
		}
		http.NotFound(w, r)
	}
}

// part is the file of the tag that has a name within it, such as survey.
func part(t testing.TB, name string) js.File {
	t.Helper()
	for _, file := range js.Later() {
		if file.Part == name {
			return file
		}
	}
	t.Fatalf("the tag has no %s", name)
	return js.File{}
}

func (s *stub) script(w http.ResponseWriter, r *http.Request, f js.File) {
	s.mu.Lock()
	s.files = append(s.files, r.URL.Path)
	lost := s.lost[f.Part] > 0
	if lost {
		s.lost[f.Part]--
	}
	s.mu.Unlock()
	if lost {
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
	w.Header().Set("Access-Control-Allow-Origin", "*")
	if s.kept {
		w.Header().Set("Cache-Control", "public, max-age=300")
	}
	_, _ = w.Write(f.Body)
}

func (s *stub) take(w http.ResponseWriter, r *http.Request) {
	got := request{method: r.Method, contentType: r.Header.Get("Content-Type"), cookie: r.Header.Get("Cookie"), query: r.URL.RawQuery}
	var err error
	if got.body, err = io.ReadAll(r.Body); err != nil {
		return // the tab ended in the middle
	}
	if r.Method == http.MethodPost {
		if got.batch, err = event.DecodeBatch(got.body); err != nil {
			s.t.Errorf("a body that is no batch: %v\n%s", err, got.body)
		}
	}

	s.mu.Lock()
	m := s.mood
	if len(s.answers) > 0 {
		m, s.answers = s.answers[0], s.answers[1:]
	}
	got.answered = m.status
	if m.hang {
		got.answered = 0
	}
	s.requests = append(s.requests, got)
	s.tell()
	s.mu.Unlock()

	if m.hang {
		s.until(r, func() bool { return !s.mood.hang })
		return
	}
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	w.Header().Set("Access-Control-Expose-Headers", "Retry-After")
	if m.retryAfter > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(m.retryAfter))
	}
	w.WriteHeader(m.status)
}

// tell wakes those who wait; s.mu is held.
func (s *stub) tell() {
	close(s.changed)
	s.changed = make(chan struct{})
}

// until waits for something to become true, or for the end of a request.
func (s *stub) until(r *http.Request, is func() bool) {
	for {
		s.mu.Lock()
		done, changed := is(), s.changed
		s.mu.Unlock()
		if done {
			return
		}
		select {
		case <-changed:
		case <-r.Context().Done():
			return
		}
	}
}

// set changes how the stub answers from now on.
func (s *stub) set(m mood) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mood = m
	s.tell()
}

// answer says how the next requests are answered, one after the other.
func (s *stub) answer(moods ...mood) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.answers = moods
}

// asked is how often a part of the tag was asked for.
func (s *stub) asked(name string) int {
	s.t.Helper()
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, path := range s.files {
		if path == "/"+part(s.t, name).Name {
			n++
		}
	}
	return n
}

// sent is everything that arrived, answered or not.
func (s *stub) sent() []request {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]request(nil), s.requests...)
}

// events are the events that were accepted, each once, in the order of their times and ids. A
// repeat has to be the same text: else the collector would not know it again.
func (s *stub) events() []event.Event {
	s.t.Helper()
	texts := map[string]string{}
	var all []event.Event
	for _, r := range s.sent() {
		for _, raw := range r.batch.Events {
			e, rejection := event.Decode(raw)
			if rejection == nil {
				rejection = e.Validate(event.BrowserKey)
			}
			if rejection != nil {
				s.t.Fatalf("%v: %s", rejection, raw)
			}
			text, repeated := texts[e.ID]
			if repeated && text != string(raw) {
				s.t.Fatalf("a repeat differs:\n%s\n%s", text, raw)
			}
			if r.answered/100 == 2 && (!repeated || !contains(all, e.ID)) {
				all = append(all, e)
			}
			texts[e.ID] = string(raw)
		}
	}
	sortEvents(all)
	return all
}

// wait waits until the events that were accepted satisfy a condition, and returns them.
func (s *stub) wait(what string, is func([]event.Event) bool) []event.Event {
	s.t.Helper()
	timeout := time.NewTimer(patience)
	defer timeout.Stop()
	for {
		s.mu.Lock()
		changed := s.changed
		s.mu.Unlock()
		all := s.events()
		if is(all) {
			return all
		}
		select {
		case <-changed:
		case <-timeout.C:
			s.t.Fatalf("%s did not come; there are %s", what, strings.Join(names(all), " "))
		}
	}
}

// waitFor waits for a number of events of a name and returns all events.
func (s *stub) waitFor(name string, n int) []event.Event {
	s.t.Helper()
	return s.wait(strconv.Itoa(n)+" "+name, func(all []event.Event) bool { return len(named(all, name)) >= n })
}

// waitSent waits for a number of requests.
func (s *stub) waitSent(n int) []request {
	s.t.Helper()
	var all []request
	s.wait(strconv.Itoa(n)+" requests", func([]event.Event) bool { all = s.sent(); return len(all) >= n })
	return all
}
