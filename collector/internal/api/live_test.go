package api

import (
	"bufio"
	"encoding/json"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// theatre is a shop whose live view moves when the test says so.
type theatre struct {
	*shop
	ticks chan time.Time
	clock atomic.Int64 // milliseconds after now
	wide  atomic.Int64 // bytes that an event's name takes
}

func stage(t *testing.T, changes ...func(*httptest.Server)) *theatre {
	t.Helper()
	th := &theatre{ticks: make(chan time.Time)}
	th.shop = open(t, func(c *Config) {
		c.Now = func() time.Time { return now.Add(time.Duration(th.clock.Load()) * time.Millisecond) }
		c.Tokens = account.NewTokens(c.Facts.(*fakeStore), c.Now)
		c.Sessions = account.NewSessions(c.Policies.(*fakePeople), c.Now)
		c.Ticker = func(time.Duration) (<-chan time.Time, func()) { return th.ticks, func() {} }
	})
	th.store.live = func(q store.LiveQuery, see func(*journey.Hit)) (store.Live, error) {
		at := q.Now - 1000
		see(&journey.Hit{Time: at, Visitor: "v-secret", Source: event.BrowserKey, Landing: "/tea", Event: event.Event{
			ID: "id-secret", Name: "page_view" + strings.Repeat("x", int(th.wide.Load())), CustomerID: "C-secret", Surface: event.SurfaceWeb, Touchpoint: "banner",
		}})
		return store.Live{Last: q.After + 1, Channels: map[string]int64{"direct": 1, "email": 2}, CartsOpen: 3, Orders: 2, Revenue: 12900000}, nil
	}
	server := httptest.NewUnstartedServer(th.api)
	for _, change := range changes {
		change(server)
	}
	server.Start()
	t.Cleanup(server.Close)
	t.Cleanup(th.api.Drain) // before the server waits for its streams
	th.url = server.URL
	return th
}

// reader reads a stream.
type reader struct {
	*testing.T
	body  io.ReadCloser
	lines *bufio.Reader
}

func (th *theatre) look(secret string) *reader {
	th.Helper()
	return th.listen("Authorization", "Bearer "+secret)
}

func (th *theatre) listen(header, value string) *reader {
	th.Helper()
	req, err := http.NewRequestWithContext(th.Context(), http.MethodGet, th.url+"/api/v1/live", nil)
	if err != nil {
		th.Fatal(err)
	}
	req.Header.Set(header, value)
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		th.Fatal(err)
	}
	th.Cleanup(func() { resp.Body.Close() })
	if resp.StatusCode != http.StatusOK || !strings.HasPrefix(resp.Header.Get("Content-Type"), "text/event-stream") || resp.Header.Get("Cache-Control") != "no-store" {
		th.Fatalf("%d %v", resp.StatusCode, resp.Header)
	}
	return &reader{th.T, resp.Body, bufio.NewReader(resp.Body)}
}

// next is the next message, "" at the end.
func (r *reader) next() string {
	r.Helper()
	var message strings.Builder
	for {
		line, err := r.lines.ReadString('\n')
		if errors.Is(err, io.EOF) {
			return ""
		}
		if err != nil {
			r.Fatal(err)
		}
		if line == "\n" {
			return message.String()
		}
		message.WriteString(line)
	}
}

// settled waits until as many goroutines run as before.
func settled(t *testing.T, before int) {
	t.Helper()
	for until := time.Now().Add(5 * time.Second); runtime.NumGoroutine() > before; time.Sleep(time.Millisecond) {
		if time.Now().After(until) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("%d goroutines, %d before\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
	}
}

func TestLive(t *testing.T) {
	th := stage(t)
	one, two := th.look(th.ReadToken), th.look(th.ReadToken)
	first := one.next()
	data, found := strings.CutPrefix(first, "event: now\ndata: ")
	if !found || strings.Contains(first, "secret") {
		t.Fatalf("message %q", first)
	}
	golden(t, "live.json", json.RawMessage(data))
	two.next()
	for _, minutes := range []string{"0,1,1]", "0,2,1]"} {
		th.clock.Add(59_000)
		th.ticks <- now
		a, b := one.next(), two.next()
		if a != b || !strings.Contains(a, minutes) {
			t.Errorf("%s to one and %s to the other, want %s", a, b, minutes)
		}
	}
}

func TestLiveTellsTheStagesOfTheMerchant(t *testing.T) {
	th := stage(t)
	th.store.sites[0].Settings.TouchpointStages = map[string]event.Stage{"banner": event.Return}
	if told := th.look(th.ReadToken).next(); strings.Count(told, `"stage":"return"`) != 2 {
		t.Errorf("told %s", told)
	}
}

func TestLiveFailuresKeepTheLineOpen(t *testing.T) {
	th := stage(t)
	r := th.look(th.ReadToken)
	r.next()
	works := th.store.live
	th.store.live = func(_ store.LiveQuery, see func(*journey.Hit)) (store.Live, error) {
		see(&journey.Hit{Time: now.UnixMilli()})
		return store.Live{}, store.ErrUnavailable
	}
	th.ticks <- now
	if got := r.next(); !strings.HasPrefix(got, ": ") {
		t.Errorf("message %q", got)
	}
	var asked store.LiveQuery
	th.store.live = func(q store.LiveQuery, see func(*journey.Hit)) (store.Live, error) {
		asked = q
		return works(q, see)
	}
	th.ticks <- now
	if got := r.next(); !strings.Contains(got, "0,0,1],") || asked.After != 0 {
		t.Errorf("after a failure: message %s after %d", got, asked.After)
	}
}

func TestLiveEndsWithTheRightToRead(t *testing.T) {
	before := runtime.NumGoroutine()
	t.Run("", func(t *testing.T) {
		th := stage(t)
		session, gone := th.look(th.ReadToken), th.look(th.ReadToken)
		session.next()
		gone.next()
		th.store.tokens[0].Revoked = true
		th.clock.Store((readmitEvery - time.Millisecond).Milliseconds())
		th.ticks <- now
		if session.next() == "" {
			t.Error("it is asked with every message")
		}
		th.clock.Store(readmitEvery.Milliseconds())
		th.ticks <- now
		if got := session.next(); got != "" {
			t.Errorf("with a revoked token: %s", got)
		}
		th.refused(th.get("/api/v1/live"), http.StatusUnauthorized, "unauthorized")
		http.DefaultClient.CloseIdleConnections()
	})
	settled(t, before)
}

// A live view that is left open goes on, and is no use of the session: it ends idle.
func TestLiveKeepsNobodySignedIn(t *testing.T) {
	th := stage(t)
	cookie := th.signedIn(th.submit("/api/v1/setup", setupJSON{th.setupLink(), someone, good}))
	left := th.listen("Cookie", cookie)
	left.next()
	th.clock.Store((time.Hour).Milliseconds())
	th.ticks <- now
	if left.next() == "" || th.people.touched != 0 {
		t.Errorf("used %d times by nobody", th.people.touched)
	}
	th.clock.Store((2 * time.Hour).Milliseconds())
	if r := th.send("GET", "/api/v1/me", nil, "Cookie", cookie); r.StatusCode != http.StatusOK || th.people.touched != 1 {
		t.Errorf("status %d, used %d times by somebody", r.StatusCode, th.people.touched)
	}
}

func TestLiveListenersAreBoundedAndForgotten(t *testing.T) {
	before := runtime.NumGoroutine()
	t.Run("", func(t *testing.T) {
		th := stage(t)
		var readers []*reader
		for range 64 {
			readers = append(readers, th.look(th.ReadToken))
		}
		r := th.get("/api/v1/live")
		th.refused(r, http.StatusServiceUnavailable, "unavailable")
		if r.Header.Get("Retry-After") == "" {
			t.Error("no Retry-After")
		}
		for _, r := range readers {
			r.next()
			r.body.Close()
		}
		for until := time.Now().Add(5 * time.Second); ; time.Sleep(time.Millisecond) { // until the server notices
			listener, err := th.api.hub.Listen(1)
			if err == nil {
				listener.Leave()
				break
			}
			if time.Now().After(until) {
				t.Fatal("those who left still listen")
			}
		}
		http.DefaultClient.CloseIdleConnections()
	})
	settled(t, before)
}

func TestLiveStalledReaderHoldsNobodyBack(t *testing.T) {
	th := stage(t)
	th.wide.Store(1 << 20)
	stalled, err := net.Dial("tcp", strings.TrimPrefix(th.url, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer stalled.Close()
	if _, err := io.WriteString(stalled, "GET /api/v1/live HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "+th.ReadToken+"\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	r := th.look(th.ReadToken)
	for range 5 {
		if r.next() == "" {
			t.Fatal("the stream ended")
		}
		th.ticks <- now
	}
}

func TestLiveOutlivesTheTimesOfARequest(t *testing.T) {
	// Long enough for a busy machine to read the request in.
	const limit = 500 * time.Millisecond
	th := stage(t, func(s *httptest.Server) { s.Config.ReadTimeout, s.Config.WriteTimeout = limit, limit })
	r := th.look(th.ReadToken)
	r.next()
	for range 2 {
		<-time.After(limit + limit/4)
		th.ticks <- now
		if r.next() == "" {
			t.Fatal("the stream ended")
		}
	}
}

func TestLiveEndsWithTheProgram(t *testing.T) {
	th := stage(t)
	r := th.look(th.ReadToken)
	r.next()
	th.api.Drain()
	if got := r.next(); got != "" {
		t.Errorf("while stopping: %s", got)
	}
	th.refused(th.get("/api/v1/live"), http.StatusServiceUnavailable, "unavailable")
	th.refused(th.get("/api/v1/live?site=other"), http.StatusForbidden, "forbidden")
	th.refused(th.get("/api/v1/live?every=1"), http.StatusBadRequest, "bad_request")
}
