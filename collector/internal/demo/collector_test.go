package demo_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/collector/internal/demo"
	"github.com/safar-cx/safar/sdk/event"
)

// The history that is sent: the last days before November 22nd.
const (
	historyDays = 28
	perDay      = 90
	firstDay    = "2026-10-25"
	lastDay     = "2026-11-21"
	brokenDay   = "2026-11-13"
	asOf        = "2026-11-29T00:00:00Z" // when all carts are decided
)

// site is a collector with one site, served over HTTP.
type site struct {
	*collector.Collector
	made    collector.Credentials
	address string
}

func newSite(t *testing.T) site {
	t.Helper()
	now := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	c, err := collector.Create(collector.Config{Dir: t.TempDir(), ServerRate: -1, ReadRate: -1, Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	made, err := c.AddSite(t.Context(), collector.SiteSpec{Name: "demo", Timezone: "Asia/Tehran", Currency: "IRR"})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(c.Handler())
	t.Cleanup(server.Close)
	return site{c, made, server.URL}
}

// do asks with a secret and reads the answer into v.
func (s site) do(t *testing.T, method, path, secret string, body []byte, v any) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), method, s.address+path, bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Authorization", "Bearer "+secret)
	request.Header.Set("Content-Type", "application/json")
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s: %d %s, %v", path, response.StatusCode, text, err)
	}
	if err := json.Unmarshal(text, v); err != nil {
		t.Fatal(err)
	}
}

// tally is what became of events.
type tally struct{ Events, Accepted, Duplicates, Rejected int }

// send sends the history.
func (s site) send(t *testing.T) (sum tally) {
	t.Helper()
	zone, err := time.LoadLocation("Asia/Tehran")
	if err != nil {
		t.Fatal(err)
	}
	first, err := time.ParseInLocation(time.DateOnly, firstDay, zone)
	if err != nil {
		t.Fatal(err)
	}
	w, err := demo.New(demo.Config{Seed: 1, Zone: zone, First: first, Days: historyDays, PerDay: perDay, Shop: "https://shop.example"})
	if err != nil {
		t.Fatal(err)
	}
	var batch event.Batch
	flush := func() {
		body, err := json.Marshal(batch)
		if err != nil {
			t.Fatal(err)
		}
		var answer struct {
			Accepted, Duplicates int
			Rejected             []json.RawMessage
		}
		s.do(t, http.MethodPost, "/v1/events", s.made.ServerKey, body, &answer)
		sum.Events += len(batch.Events)
		sum.Accepted += answer.Accepted
		sum.Duplicates += answer.Duplicates
		sum.Rejected += len(answer.Rejected)
		batch.Events = nil
	}
	for p := range w.Until(first.AddDate(0, 0, historyDays)) {
		e, ok := p.Reported()
		if !ok {
			continue
		}
		raw, err := e.MarshalJSON()
		if err != nil {
			t.Fatal(err)
		}
		if batch.Events = append(batch.Events, raw); len(batch.Events) == event.MaxEvents {
			flush()
		}
	}
	flush()
	return sum
}

// figures are the values of a report's metrics.
type figures map[string]struct {
	Value       any
	Numerator   any
	Denominator float64
}

func (s site) report(t *testing.T, query string) figures {
	t.Helper()
	var r struct {
		Metrics []struct {
			ID          string
			Value       any
			Numerator   any
			Denominator float64
		}
	}
	s.do(t, http.MethodGet, "/api/v1/report?compare=none&as_of="+asOf+"&"+query, s.made.ReadToken, nil, &r)
	f := figures{}
	for _, m := range r.Metrics {
		f[m.ID] = struct {
			Value       any
			Numerator   any
			Denominator float64
		}{m.Value, m.Numerator, m.Denominator}
	}
	return f
}

func (f figures) value(t *testing.T, id string) float64 {
	t.Helper()
	v, ok := f[id].Value.(float64)
	if !ok {
		t.Fatalf("%s is %v", id, f[id].Value)
	}
	return v
}

// TestThroughACollector sends a month and looks at it as a merchant would.
func TestThroughACollector(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	once := s.send(t)
	if once.Accepted != once.Events || once.Events < 15_000 {
		t.Fatalf("%+v", once)
	}
	if err := s.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Run("plausible", s.testPlausible)
	t.Run("broken afternoon", s.testBrokenAfternoon)
	t.Run("robots", s.testRobots)
	t.Run("again", func(t *testing.T) {
		before := s.report(t, "from="+firstDay+"&to="+lastDay)
		if again := s.send(t); again.Duplicates != once.Events {
			t.Errorf("%+v", again)
		}
		if err := s.Settle(t.Context()); err != nil {
			t.Fatal(err)
		}
		if after := s.report(t, "from="+firstDay+"&to="+lastDay); fmt.Sprint(before) != fmt.Sprint(after) {
			t.Errorf("before %v, after %v", before, after)
		}
	})
}

func (s site) testPlausible(t *testing.T) {
	f := s.report(t, "from="+firstDay+"&to="+lastDay)
	for id, want := range map[string][2]float64{
		"sessions":                  {historyDays * perDay * 0.7, historyDays * perDay * 1.3},
		"new_visitor_rate":          {0.7, 1},
		"ctr":                       {0.01, 0.04},
		"bounce_rate":               {0.25, 0.5},
		"time_on_site":              {25, 90},
		"lead_conversion_rate":      {0.01, 0.07},
		"product_view_rate":         {0.5, 0.85},
		"add_to_cart_rate":          {0.06, 0.15},
		"cart_abandonment_rate":     {0.55, 0.82},
		"checkout_abandonment_rate": {0.25, 0.65},
		"conversion_rate":           {0.015, 0.045},
		"friction_rate":             {0.4, 0.85},
		"refund_rate":               {0, 0.15},
		"repeat_purchase_rate":      {0.05, 0.45},
		"csat":                      {0.5, 1},
		"nps":                       {5, 75},
		"shares":                    {10, 200},
		"reviews":                   {1, 60},
	} {
		if got := f.value(t, id); got < want[0] || got > want[1] {
			t.Errorf("%s is %v (%v of %v), not within %v", id, got, f[id].Numerator, f[id].Denominator, want)
		}
	}
	var groups struct{ Groups []struct{ Key string } }
	s.do(t, http.MethodGet, "/api/v1/report?metrics=sessions&group_by=channel&from="+firstDay+"&to="+lastDay, s.made.ReadToken, nil, &groups)
	channels := map[string]bool{}
	for _, g := range groups.Groups {
		channels[g.Key] = true
	}
	for _, want := range []string{"direct", "organic_search", "paid_search", "organic_social", "paid_social", "messaging", "price_comparison", "referral", "email", "sms"} {
		if !channels[want] {
			t.Errorf("nobody comes by %s", want)
		}
	}
}

func (s site) testBrokenAfternoon(t *testing.T) {
	var r struct {
		Reasons []struct {
			Reason    string
			Checkouts int
			Leading   int
		}
	}
	s.do(t, http.MethodGet, "/api/v1/friction?compare=none&as_of="+asOf+"&from="+brokenDay+"&to="+brokenDay, s.made.ReadToken, nil, &r)
	lost := 0
	for _, reason := range r.Reasons {
		if reason.Reason == event.ReasonGatewayLost {
			lost = reason.Leading
		}
	}
	if lost < 5 {
		t.Errorf("the gateway lost %d checkouts on %s: %+v", lost, brokenDay, r.Reasons)
	}
	that, all := s.report(t, "from="+brokenDay+"&to="+brokenDay), s.report(t, "from="+firstDay+"&to="+lastDay)
	if a, b := that.value(t, "checkout_completion_rate"), all.value(t, "checkout_completion_rate"); a >= b-0.1 {
		t.Errorf("%.0f%% of the checkouts are completed on %s, %.0f%% as a rule", 100*a, brokenDay, 100*b)
	}
}

func (s site) testRobots(t *testing.T) {
	var q struct{ Bots map[string]int }
	s.do(t, http.MethodGet, "/api/v1/quality?from=2026-11-29&to=2026-11-29", s.made.ReadToken, nil, &q)
	if q.Bots["crawler"] < 50 || q.Bots["headless"] < 20 {
		t.Errorf("robots: %v", q.Bots)
	}
}
