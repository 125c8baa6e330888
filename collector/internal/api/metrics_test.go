package api

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/faulty"
	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/store"
)

// fakeMonitor notes what it is told, a line for each.
type fakeMonitor struct {
	mu    sync.Mutex
	lines []string
}

func (f *fakeMonitor) Served(method, route string, status int, took time.Duration) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if took < 0 {
		status = -1
	}
	f.lines = append(f.lines, fmt.Sprintln(method, route, status))
}

func (f *fakeMonitor) Took(a ingest.Answer) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lines = append(f.lines, fmt.Sprintln("took", a.Accepted, a.Duplicates, a.Discarded, len(a.Rejected)))
}

func (f *fakeMonitor) Shed(reason string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.lines = append(f.lines, fmt.Sprintln("shed", reason))
}

func (f *fakeMonitor) Folded(int64) {}

func (f *fakeMonitor) Limited(string) {}

func (f *fakeMonitor) Text(context.Context) ([]byte, string, error) {
	return []byte("some_total 1\n"), "text/plain; version=0.0.4", nil
}

func (f *fakeMonitor) told() string {
	f.mu.Lock()
	defer f.mu.Unlock()
	return strings.Join(f.lines, "")
}

func TestRequestsAreCountedByTheirRoute(t *testing.T) {
	var log bytes.Buffer
	s := open(t, func(c *Config) {
		c.Log = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	// One by one through the handler, so that what is told of each is told in order.
	for _, r := range []struct{ method, target, body string }{
		{"POST", "/v1/events", `{"events":[{"id":"a","name":"login"},{"id":"a","name":"login"},{"name":"login","consent":"none"},{"name":"Log In"}]}`},
		{"POST", "/v1/events", `{`},
		{"GET", "/healthz?who=me", ""},
		{"DELETE", "/api/v1/goals/7?site=main", ""},
		{"GET", "/nowhere/me@shop.example", ""},
		{"BREW", "/v1/events", ""},
	} {
		request := httptest.NewRequestWithContext(t.Context(), r.method, r.target, strings.NewReader(r.body))
		request.Header.Set("Content-Type", "application/json")
		request.Header.Set("Authorization", "Bearer "+s.ServerKey)
		s.api.ServeHTTP(httptest.NewRecorder(), request)
	}
	want := "took 1 1 1 1\nPOST /v1/events 200\nPOST /v1/events 400\nGET /healthz 200\nDELETE /api/v1/goals/{metric} 403\nother other 404\nother other 405\n"
	if got := s.monitor.told(); got != want {
		t.Errorf("the monitor was told\n%swant\n%s", got, want)
	}
	if n := strings.Count(log.String(), "level=DEBUG msg=request method="); n != 6 || !strings.Contains(log.String(), "method=POST route=/v1/events status=400 ms=") {
		t.Errorf("%d lines of requests in the log:\n%s", n, &log)
	}
	for _, secret := range []string{"me@shop", "who=", "BREW", "/7"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log tells %s", secret)
		}
	}
}

// Who sends too much is told so before anything is read, and counted instead of logged.
func TestBusyCollectorReadsNothing(t *testing.T) {
	var log bytes.Buffer
	s := open(t, func(c *Config) { c.Log = slog.New(slog.NewTextHandler(&log, nil)) })
	s.store.busy = &store.BusyError{Reason: store.BusyWriter}
	body := &untouched{}
	request := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1/events", body)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("Authorization", "Bearer "+s.ServerKey)
	w := httptest.NewRecorder()
	s.api.ServeHTTP(w, request)
	if w.Code != http.StatusServiceUnavailable || w.Header().Get("Retry-After") != "1" || body.read {
		t.Errorf("%d, Retry-After %q, body read: %t", w.Code, w.Header().Get("Retry-After"), body.read)
	}
	if got, want := s.monitor.told(), "shed writing\nPOST /v1/events 503\n"; got != want {
		t.Errorf("the monitor was told\n%swant\n%s", got, want)
	}
	if log.Len() > 0 {
		t.Errorf("the log was told %s", &log)
	}
	s.store.busy = nil
	s.answered(s.post(faulty.Logins(1)), 1)
}

// untouched is a body that tells whether it was read.
type untouched struct{ read bool }

func (u *untouched) Read([]byte) (int, error) { u.read = true; return 0, io.EOF }

func TestWhoMayReadMetrics(t *testing.T) {
	s := open(t, func(c *Config) {
		c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("192.0.2.0/24")}
		c.MetricsFrom = []netip.Prefix{netip.MustParsePrefix("10.1.0.0/16"), netip.MustParsePrefix("2001:db8::/64")}
	})
	for _, test := range []struct {
		from, header, value string
		want                int
	}{
		{"127.0.0.1:1000", "", "", 200},
		{"127.8.9.10:1000", "", "", 200},
		{"[::1]:1000", "", "", 200},
		{"[::ffff:127.0.0.1]:1000", "", "", 200},
		{"192.0.2.1:1000", "", "", 403},
		{"192.0.2.1:1000", "X-Forwarded-For", "127.0.0.1", 403},
		{"192.0.2.1:1000", "X-Forwarded-For", "10.1.2.3", 403},
		{"127.0.0.1:1000", "X-Forwarded-For", "127.0.0.1", 403},
		{"127.0.0.1:1000", "Forwarded", "for=127.0.0.1", 403},
		{"127.0.0.1:1000", "Via", "1.1 proxy", 403},
		{"10.1.2.3:1000", "", "", 200},
		{"10.1.2.3:1000", "X-Forwarded-For", "192.0.2.1", 200},
		{"10.2.2.3:1000", "", "", 403},
		{"[2001:db8::7]:1000", "", "", 200},
		{"[2001:db8:0:1::7]:1000", "", "", 403},
		{"@", "", "", 403},
	} {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil)
		r.RemoteAddr = test.from
		if test.header != "" {
			r.Header.Set(test.header, test.value)
		}
		w := httptest.NewRecorder()
		s.api.ServeHTTP(w, r)
		if told := strings.Contains(w.Body.String(), "some_total 1"); w.Code != test.want || told != (test.want == 200) {
			t.Errorf("from %s with %s %s: %d %s", test.from, test.header, test.value, w.Code, w.Body)
		}
	}
	if media := s.send("GET", "/metrics", nil).Header.Get("Content-Type"); media != "text/plain; version=0.0.4" {
		t.Errorf("media type %s", media)
	}
}

func TestReadinessTellsTheReason(t *testing.T) {
	s := open(t)
	for _, test := range []struct {
		err  error
		want string
	}{
		{fmt.Errorf("%w: database or disk is full", store.ErrUnavailable), "disk is full"},
		{context.DeadlineExceeded, "does not answer"},
	} {
		s.store.err = test.err
		if message, _ := s.refused(s.send("GET", "/readyz", nil), http.StatusServiceUnavailable, "unavailable"); !strings.Contains(message, test.want) {
			t.Errorf("%v: %s", test.err, message)
		}
	}
}

func TestOpening(t *testing.T) {
	for path, want := range map[string]int{"/healthz": 200, "/readyz": 503, "/v1/events": 503, "/": 503, "/metrics": 503} {
		w := httptest.NewRecorder()
		Opening().ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
		if w.Code != want || want == 503 && (w.Header().Get("Retry-After") == "" || !strings.Contains(w.Body.String(), "being opened")) {
			t.Errorf("%s: %d %v %s", path, w.Code, w.Header(), w.Body)
		}
	}
}
