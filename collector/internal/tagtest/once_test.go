package tagtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/safar-cx/safar/collector"
)

// front is what stands between the browser and a real collector, and spoils requests.
type front struct {
	collector http.Handler

	mu      sync.Mutex
	mode    string
	changed chan struct{} // closed when another mode is set
	spoilt  int           // requests that carry an event of the test's, since the mode was set
}

// The ways in which a front spoils requests for events.
const (
	refuse = "refuse" // 503, nothing was taken
	mute   = "mute"   // taken, and answered with 503
	cut    = "cut"    // taken, and the connection ends without an answer
	hold   = "hold"   // taken, and not answered before another mode is set
	lose   = "lose"   // answered as if it were taken: no tag can help that, it is a control
	double = "double" // taken twice under two names: another control
)

func (f *front) set(mode string) {
	f.mu.Lock()
	defer f.mu.Unlock()
	close(f.changed)
	f.mode, f.changed, f.spoilt = mode, make(chan struct{}), 0
}

func (f *front) count() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.spoilt
}

func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	r.Header.Set("User-Agent", agent)
	if !strings.HasSuffix(r.URL.Path, "/v1/events") {
		f.collector.ServeHTTP(w, r)
		return
	}
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return // the tab ended in the middle
	}
	f.mu.Lock()
	mode, changed := f.mode, f.changed
	if bytes.Contains(body, []byte(`"mark":`)) { // what the tag sends of itself may come before it
		f.spoilt++
	}
	f.mu.Unlock()
	take := func(w http.ResponseWriter, body []byte) {
		again := r.Clone(r.Context())
		again.Body = io.NopCloser(bytes.NewReader(body))
		again.ContentLength = int64(len(body))
		f.collector.ServeHTTP(w, again)
	}
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
	switch mode {
	case refuse:
		w.WriteHeader(http.StatusServiceUnavailable)
	case mute:
		take(httptest.NewRecorder(), body)
		w.WriteHeader(http.StatusServiceUnavailable)
	case cut:
		take(httptest.NewRecorder(), body)
		panic(http.ErrAbortHandler)
	case hold:
		take(httptest.NewRecorder(), body)
		select {
		case <-changed:
		case <-r.Context().Done(): // so did the tab
		}
		w.WriteHeader(http.StatusServiceUnavailable)
	case lose:
		w.WriteHeader(http.StatusOK)
	case double:
		take(httptest.NewRecorder(), body)
		take(w, bytes.ReplaceAll(body, []byte(`"id":"`), []byte(`"id":"x`)))
	default:
		take(w, body)
	}
}

// ledger is what a shopper did, and so what has to be stored.
type ledger struct {
	marks  int            // events with the numbers from 0 on
	clicks int            // on the touchpoint
	views  map[string]int // of pages, by path
}

// kept is an event as the collector has it.
type kept struct {
	ID         string
	Name       string
	Touchpoint string
	Page       struct{ URL string }
	Params     struct{ Mark *int }
}

// audit holds what is stored against what was done, and says what differs.
func (l ledger) audit(all []kept) []string {
	marks, views, clicks, ids := map[int]int{}, map[string]int{}, 0, map[string]int{}
	for _, e := range all {
		ids[e.ID]++
		switch {
		case e.Params.Mark != nil:
			marks[*e.Params.Mark]++
		case e.Name == "page_view":
			_, path, _ := strings.Cut(strings.TrimPrefix(e.Page.URL, "http://"), "/")
			views["/"+path]++
		case e.Name == "click" && e.Touchpoint == "hit":
			clicks++
		}
	}
	var wrong []string
	for mark := range l.marks {
		if marks[mark] != 1 {
			wrong = append(wrong, fmt.Sprintf("event %d is there %d times", mark, marks[mark]))
		}
	}
	if len(marks) > l.marks {
		wrong = append(wrong, "there are events that nobody told of")
	}
	if clicks != l.clicks {
		wrong = append(wrong, fmt.Sprintf("%d clicks, not %d", clicks, l.clicks))
	}
	if fmt.Sprint(views) != fmt.Sprint(l.views) {
		wrong = append(wrong, fmt.Sprintf("page views %v, not %v", views, l.views))
	}
	for id, n := range ids {
		if n != 1 {
			wrong = append(wrong, fmt.Sprintf("%s is there %d times", id, n))
		}
	}
	slices.Sort(wrong)
	return wrong
}

// spree is a shopper who agreed to be known, in a shop with a real collector behind a front.
type spree struct {
	*visit
	ledger
	front *front
	get   func(path string) []byte
}

// The shop's page gives each event the number that the test says.
const spreeShop = queue + `
	safar("consent", "full");
	addEventListener("click", ({target}) => {
		if (target.id === "hit") safar("track", "step", {mark});
		if (target.id === "burst") for (let i = 0; i < 60; i++) safar("track", "step", {mark: mark + i, text: "x".repeat(2500)});
		if (target.id === "route") history.pushState({}, "", "/route");
	});`

// newSpree makes the shop of a spree; what more is said of its pages comes after what all have.
func newSpree(t *testing.T, of shop) *spree {
	t.Helper()
	c, err := collector.Create(collector.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	made, err := c.AddSite(t.Context(), collector.SiteSpec{Name: "main", Timezone: "Asia/Tehran", Currency: "IRR", Domains: []string{"localhost"}})
	if err != nil {
		t.Fatal(err)
	}
	f := &front{collector: http.StripPrefix(mount, c.Handler()), changed: make(chan struct{})}
	server := httptest.NewServer(f)
	t.Cleanup(func() {
		server.Close()
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	of.before, of.collector, of.key = spreeShop+of.before, server.URL+mount, made.BrowserKey
	of.body = `
		<button id="hit" data-safar="hit">hit</button> <button id="burst">burst</button> <button id="route">route</button>
		<a id="next" href="/two">next</a>` + of.body
	return &spree{visit: of.visit(t), front: f, ledger: ledger{views: map[string]int{}}, get: func(path string) []byte {
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
		r.Header.Set("Authorization", "Bearer "+made.ReadToken)
		w := httptest.NewRecorder()
		c.Handler().ServeHTTP(w, r)
		return w.Body.Bytes()
	}}
}

func (s *spree) open(path string) {
	s.Open(s.url + path)
	s.ready()
	s.views[path]++
}

// point clicks where an element is. Unlike Click it asks the page where that is, and so finds
// its way in one that came back from the browser's cache.
func (s *spree) point(css string) {
	var at struct{ X, Y float64 }
	s.Eval(fmt.Sprintf(`document.querySelector(%q).getBoundingClientRect()`, css), &at)
	s.clickAt(at.X+2, at.Y+2)
}

// hit presses the button some times.
func (s *spree) hit(times int) {
	for range times {
		s.Eval(fmt.Sprintf(`(window.mark = %d, 1)`, s.marks), nil)
		s.point("#hit")
		s.marks++
		s.clicks++
	}
}

func (s *spree) burst() {
	s.Eval(fmt.Sprintf(`(window.mark = %d, 1)`, s.marks), nil)
	s.point("#burst")
	s.marks += 60
}

// spoil lets the front spoil at least one request.
func (s *spree) spoil(mode string, while func()) {
	s.front.set(mode)
	while()
	s.until("a request in mode "+mode, func() bool { return s.front.count() > 0 })
	s.front.set("")
}

// settle waits until the collector has answered for everything, and returns what it stored.
func (s *spree) settle() []kept {
	s.stub.t.Helper()
	s.leave()
	s.until("nothing waits any more", func() bool { return s.unsent() == 0 })
	return s.stored()
}

// stored is what the collector has stored.
func (s *spree) stored() (all []kept) {
	s.stub.t.Helper()
	for line := range bytes.Lines(s.get("/api/v1/export/events?format=jsonl")) {
		var e kept
		if err := json.Unmarshal(line, &e); err != nil {
			s.stub.t.Fatalf("%v: %s", err, line)
		}
		if e.ID != "" {
			all = append(all, e)
		}
	}
	return all
}

// last tells whether the last numbered event is there. What its page told before it was sent
// before it or with it.
func (s *spree) last(all []kept) bool {
	return slices.ContainsFunc(all, func(e kept) bool { return e.Params.Mark != nil && *e.Params.Mark == s.marks-1 })
}

// Whatever goes wrong on the way, every event that a shopper's input fired is stored, and
// stored once.
func TestEveryEventIsStoredOnce(t *testing.T) {
	t.Parallel()
	s := newSpree(t, shop{back: true})
	home := s.Page // stays open, so that the shopper's storage does
	s.Page = home.Another()

	s.open("/one")
	s.hit(2)
	s.spoil(refuse, func() { s.hit(2) })
	s.spoil(refuse, func() {
		s.point("#route")
		s.views["/route"]++
		s.hit(1)
	})
	s.spoil(mute, func() { s.hit(1) })
	s.spoil(cut, func() { s.hit(1) })

	s.offline(true)
	s.Wait(`navigator.onLine === false`)
	s.hit(2)
	s.offline(false)
	s.burst()

	// To another page in the midst of the burst, and back from the browser's cache.
	s.Eval(`window.marker = 1`, nil)
	s.Follow("#next")
	s.ready()
	s.views["/two"]++
	s.hit(1)
	s.Eval(`history.back()`, nil)
	s.Wait(`location.pathname === "/route" && window.marker`)
	s.views["/route"]++
	s.hit(1)

	// The tab is closed while the collector refuses, and while it is about to answer; the shopper
	// comes back another time.
	closed := func(mode string) {
		s.hit(1)
		s.leave()
		s.Close()
		s.front.set("")
		s.Page = home.Another()
		s.open("/after-" + mode)
		s.hit(1)
	}
	s.spoil(refuse, func() { s.hit(2) })
	s.front.set(refuse)
	closed(refuse)
	s.front.set(hold)
	s.hit(1)
	s.until("the collector has taken it", func() bool { return s.front.count() > 0 })
	closed(hold)
	if wrong := s.audit(s.settle()); len(wrong) > 0 {
		t.Error(strings.Join(wrong, "\n"))
	}
	var quality struct {
		Rejected, Dropped map[string]int
		Duplicates        int
	}
	if err := json.Unmarshal(s.get("/api/v1/quality"), &quality); err != nil {
		t.Fatal(err)
	}
	if len(quality.Rejected)+len(quality.Dropped) > 0 || quality.Duplicates == 0 {
		t.Errorf("%+v: what was sent twice should have been recognised, and nothing refused", quality)
	}
}

// The controls: what loses or doubles is caught by the same check.
func TestAuditCatchesLossAndDoubles(t *testing.T) {
	t.Parallel()
	for mode, want := range map[string]string{lose: "event 1 is there 0 times", double: "event 1 is there 2 times"} {
		t.Run(mode, func(t *testing.T) {
			s := newSpree(t, shop{})
			s.open("/one")
			s.hit(1)
			s.settle()
			s.spoil(mode, func() { s.hit(1) })
			s.hit(1)
			if wrong := s.audit(s.settle()); !slices.Contains(wrong, want) {
				t.Errorf("%q, want %q among them", wrong, want)
			}
		})
	}
}
