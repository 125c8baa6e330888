package histories

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/collector/internal/enrich"
	"github.com/safar-cx/safar/collector/internal/history"
	"github.com/safar-cx/safar/collector/internal/oracle"
	"github.com/safar-cx/safar/collector/internal/rehearsal"
	"github.com/safar-cx/safar/sdk/event"
)

// shop is a fresh collector with one site behind a real server. Its clock is moved along
// with what is sent, since a browser's events are refused when they are a day old.
type shop struct {
	t         *testing.T
	collector *collector.Collector
	server    *httptest.Server
	keys      collector.Credentials
	now       atomic.Pointer[time.Time]
	answered  tally
}

// tally is what the answers to events say together.
type tally struct{ Accepted, Duplicates, Discarded int }

func open(t *testing.T, site history.Site, dir, countries string) *shop {
	t.Helper()
	s := &shop{t: t}
	s.setClock(history.Now())
	var err error
	s.collector, err = collector.Create(collector.Config{
		Dir: dir, CountryFile: countries, BrowserRate: -1, ServerRate: -1, ReadRate: -1, Now: func() time.Time { return *s.now.Load() },
		// Every sender is on this machine; whose request it was stands in the header.
		TrustedProxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
	})
	if err != nil {
		t.Fatal(err)
	}
	spec := collector.SiteSpec{
		Name: "main", Timezone: site.Timezone, Currency: site.Currency, Orders: "any",
		CartWindow: site.CartWindow, TrustBrowsers: site.TrustBrowsers,
	}
	if site.ServerOrders {
		spec.Orders = "server"
	}
	if s.keys, err = s.collector.AddSite(t.Context(), spec); err != nil {
		t.Fatal(err)
	}
	s.server = httptest.NewServer(s.collector.Handler())
	return s
}

// setStages says the stages of touchpoints, by which all of their events are counted anew.
func (s *shop) setStages(of history.Site) {
	s.t.Helper()
	site, err := s.collector.Site(s.t.Context(), "main")
	if err != nil {
		s.t.Fatal(err)
	}
	for touchpoint, stage := range of.TouchpointStages() {
		if _, err := s.collector.SetTouchpoint(s.t.Context(), site, collector.Touchpoint{Name: touchpoint, Stage: stage}); err != nil {
			s.t.Fatal(err)
		}
	}
}

func (s *shop) setClock(t time.Time) { s.now.Store(&t) }

func (s *shop) close() {
	s.server.Close()
	if err := s.collector.Close(); err != nil {
		s.t.Error(err)
	}
}

// makeSalts lets a robot come by with every step that may need a day hash, the last ones
// first. So the salts of all days are there before the clock is moved to and fro: when it
// passes them by two days, the making of another would destroy them.
func (s *shop) makeSalts(h history.History) {
	steps := slices.Clone(h.Steps)
	slices.SortFunc(steps, func(a, b history.Step) int { return b.Event.Time.Compare(a.Event.Time) })
	var robots []history.Step
	zone, err := time.LoadLocation(h.Site.Timezone)
	if err != nil {
		s.t.Fatal(err)
	}
	days := map[string]bool{}
	for _, step := range steps {
		if day, _, _ := enrich.SaltDay(step.Event.Time, zone); !days[day] {
			days[day] = true
			robots = append(robots, history.Step{
				Kind: event.BrowserKey, IP: "203.0.113.99", UserAgent: "Googlebot/2.1 (+http://www.google.com/bot.html)",
				Event: event.Event{ID: "robot", Name: event.NamePageView, Time: step.Event.Time},
			})
		}
	}
	for len(robots) > 0 { // one by one, for the clock must never go forward
		s.send(robots[:1])
		robots = robots[1:]
	}
	s.answered = tally{}
}

// send posts one sender's steps, a browser's in requests of less than a day each.
func (s *shop) send(steps []history.Step) {
	for len(steps) > 0 {
		n := 1
		first, last := steps[0].Event.Time, steps[0].Event.Time
		for ; n < len(steps); n++ {
			at := steps[n].Event.Time
			low, high := first, last
			if at.Before(low) {
				low = at
			}
			if at.After(high) {
				high = at
			}
			if high.Sub(low) > 23*time.Hour {
				break
			}
			first, last = low, high
		}
		s.setClock(last)
		s.post(steps[:n])
		steps = steps[n:]
	}
}

func (s *shop) post(steps []history.Step) {
	s.t.Helper()
	batch := event.Batch{}
	for _, step := range steps {
		raw, err := step.Event.MarshalJSON()
		if err != nil {
			s.t.Fatal(err)
		}
		batch.Events = append(batch.Events, raw)
	}
	body, err := batch.MarshalJSON()
	if err != nil {
		s.t.Fatal(err)
	}
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodPost, s.server.URL+"/v1/events", bytes.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/json")
	if steps[0].Kind == event.ServerKey {
		request.Header.Set("Authorization", "Bearer "+s.keys.ServerKey)
	} else {
		request.Header.Set("X-Safar-Key", s.keys.BrowserKey)
		request.Header.Set("User-Agent", steps[0].UserAgent)
		if steps[0].IP != "" {
			request.Header.Set("X-Forwarded-For", steps[0].IP)
		}
	}
	var answer struct {
		Accepted, Duplicates, Discarded int
		Rejected                        []json.RawMessage
	}
	if err := json.Unmarshal(s.do(request), &answer); err != nil {
		s.t.Fatal(err)
	}
	if len(answer.Rejected) > 0 {
		s.t.Fatalf("rejected: %s", answer.Rejected)
	}
	if sum := answer.Accepted + answer.Duplicates + answer.Discarded; sum != len(steps) {
		s.t.Fatalf("%d events answered of %d", sum, len(steps))
	}
	s.answered.Accepted += answer.Accepted
	s.answered.Duplicates += answer.Duplicates
	s.answered.Discarded += answer.Discarded
}

// report asks an oracle's question.
func (s *shop) report(q oracle.Question) []byte {
	values := url.Values{"interval": {"day"}, "compare": {"none"}, "metrics": {strings.Join(rehearsal.Metrics(q), ",")}}
	if q.GroupBy != "" {
		values.Set("group_by", q.GroupBy)
	}
	return s.ask("report", q, values)
}

// ask puts a question to a path.
func (s *shop) ask(path string, q oracle.Question, values url.Values) []byte {
	s.t.Helper()
	values.Set("from", q.From)
	values.Set("to", q.To)
	values.Set("as_of", q.AsOf.UTC().Format(time.RFC3339Nano))
	for _, f := range q.Filters {
		text := f.Dimension + ":"
		if f.Not {
			text += "!"
		}
		for i, v := range f.Values {
			if i > 0 {
				text += "|"
			}
			text += v
		}
		values.Add("filter", text)
	}
	request, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, s.server.URL+"/api/v1/"+path+"?"+values.Encode(), nil)
	if err != nil {
		s.t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+s.keys.ReadToken)
	return s.do(request)
}

func (s *shop) do(request *http.Request) []byte {
	s.t.Helper()
	response, err := s.server.Client().Do(request)
	if err != nil {
		s.t.Fatal(err)
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Fatal(err)
	}
	if response.StatusCode != http.StatusOK && !refused(body) {
		s.t.Fatal(fmt.Errorf("%s: %s %s", request.URL.Path, response.Status, body))
	}
	return body
}

// refused tells whether a report does not allow a filter.
func refused(body []byte) bool { return bytes.Contains(body, []byte(`"code":"invalid_dimension"`)) }
