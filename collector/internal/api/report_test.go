package api

import (
	"context"
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

func TestWhatAReportAsks(t *testing.T) {
	tehran, err := time.LoadLocation("Asia/Tehran")
	if err != nil {
		t.Fatal(err)
	}
	day := func(y int, m time.Month, d int) int64 { return time.Date(y, m, d, 0, 0, 0, 0, tehran).UnixMilli() }
	tests := []struct {
		name, query string
		from, to    int64 // of the range
		compared    int64 // beginning of the compared range; 0 for none
		asOf        int64
		by          metric.Dimension
		filters     []metric.Filter
	}{
		{"nothing", "", day(2026, 10, 23), day(2026, 11, 22), day(2026, 9, 23), now.UnixMilli(), "", nil},
		{"a range", "from=2026-10-01&to=2026-10-31&compare=none", day(2026, 10, 1), day(2026, 11, 1), 0, now.UnixMilli(), "", nil},
		{"only its end", "to=2026-10-31&compare=none", day(2026, 10, 2), day(2026, 11, 1), 0, now.UnixMilli(), "", nil},
		{"last year", "from=2026-10-01&to=2026-10-01&compare=year", day(2026, 10, 1), day(2026, 10, 2), day(2025, 10, 1), now.UnixMilli(), "", nil},
		{"seen from a time", "as_of=2026-10-31T12:00:00%2B03:30&compare=none", day(2026, 10, 2), day(2026, 11, 1), 0,
			time.Date(2026, 10, 31, 8, 30, 0, 0, time.UTC).UnixMilli(), "", nil},
		{"seen from the end of a day", "as_of=2026-10-31&compare=none", day(2026, 10, 2), day(2026, 11, 1), 0, day(2026, 11, 1) - 1, "", nil},
		{"seen from a day to come", "as_of=2027-01-01&compare=none", day(2026, 10, 23), day(2026, 11, 22), 0, day(2027, 1, 2) - 1, "", nil},
		{"filters", "compare=none&filter=device:mobile&filter=channel:!email|sms&filter=landing_page:/a:b", day(2026, 10, 23), day(2026, 11, 22), 0, now.UnixMilli(), "",
			[]metric.Filter{{Dimension: "device", Values: []string{"mobile"}}, {Dimension: "channel", Values: []string{"email", "sms"}, Not: true}, {Dimension: "landing_page", Values: []string{"/a:b"}}}},
		{"groups", "compare=none&group_by=channel", day(2026, 10, 23), day(2026, 11, 22), 0, now.UnixMilli(), "channel", nil},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			var asked metric.Query
			s.store.measure = func(q metric.Query) []metric.Cell { asked = q; return nil }
			if r := s.get("/api/v1/report?metrics=sessions&" + tt.query); r.StatusCode != http.StatusOK {
				t.Fatalf("status %d: %s", r.StatusCode, r.body)
			}
			if b := asked.Buckets[0]; b.From != tt.from || b.To != tt.to {
				t.Errorf("asked from %v to %v, want from %v to %v", ms(b.From), ms(b.To), ms(tt.from), ms(tt.to))
			}
			switch {
			case tt.compared == 0 && len(asked.Buckets) != 1:
				t.Errorf("compared: %+v", asked.Buckets)
			case tt.compared != 0 && asked.Buckets[1].From != tt.compared:
				t.Errorf("compared from %v, want %v", ms(asked.Buckets[1].From), ms(tt.compared))
			}
			if asked.AsOf != tt.asOf || asked.Site != 1 || asked.GroupBy != tt.by || !reflect.DeepEqual(asked.Filters, tt.filters) {
				t.Errorf("asked %+v, want as of %v, by %q, filtered %+v", asked, ms(tt.asOf), tt.by, tt.filters)
			}
		})
	}
}

func ms(n int64) time.Time { return time.UnixMilli(n).UTC() }

func TestBadParametersAreNamed(t *testing.T) {
	tests := []struct{ query, code, name string }{
		{"site=other", "forbidden", ""},
		{"from=1405-07-01x", "bad_request", "from"},
		{"from=۲۰۲۶-۱۰-۰۱", "bad_request", "from"},
		{"from=2026-02-30", "bad_request", "from"},
		{"to=tomorrow", "bad_request", "to"},
		{"from=2026-10-02&to=2026-10-01", "invalid_range", "to"},
		{"from=0001-01-01&to=9999-12-31", "invalid_range", "to"},
		{"metrics=ctr,nonsense", "unknown_metric", "metrics"},
		{"metrics=ctr,", "unknown_metric", "metrics"},
		{"interval=minute", "bad_request", "interval"},
		{"interval=hour&from=2026-01-01&to=2026-10-01", "invalid_range", "to"},
		{"calendar=mayan", "bad_request", "calendar"},
		{"week_start=monday", "bad_request", "week_start"},
		{"compare=never", "bad_request", "compare"},
		{"group_by=shoe_size", "invalid_dimension", "group_by"},
		{"metrics=sessions&filter=shoe_size:42", "invalid_dimension", "filter"},
		{"filter=mobile", "bad_request", "filter"},
		{"filter=device:", "bad_request", "filter"},
		{"filter=device:a||b", "bad_request", "filter"},
		{"filter=:mobile", "bad_request", "filter"},
		{"as_of=now", "bad_request", "as_of"},
		{"as_of=2026-10-31T12:00:00", "bad_request", "as_of"},
		{"form=2026-10-01", "bad_request", "form"},
		{"from=%zz", "bad_request", "query"},
		{"from=2026-10-01&from=2026-10-02", "bad_request", "from"},
	}
	s := open(t)
	for _, tt := range tests {
		t.Run(tt.query, func(t *testing.T) {
			s.T = t
			status := http.StatusBadRequest
			if tt.code == "forbidden" {
				status = http.StatusForbidden
			}
			message, _ := s.refused(s.get("/api/v1/report?"+tt.query), status, tt.code)
			if tt.name != "" && !strings.HasPrefix(message, tt.name+": ") {
				t.Errorf("message %q does not name %s", message, tt.name)
			}
		})
	}
}

func TestInvalidDimensionNamesThoseAllowed(t *testing.T) {
	s := open(t)
	_, hint := s.refused(s.get("/api/v1/report?metrics=sessions&group_by=shoe_size"), http.StatusBadRequest, "invalid_dimension")
	if !strings.Contains(hint, "channel") {
		t.Errorf("hint %q", hint)
	}
}

func TestEmptyShopHasNoValues(t *testing.T) {
	s := open(t)
	r := s.get("/api/v1/report?metrics=conversion_rate,aov,sessions")
	var body struct{ Metrics []map[string]any }
	if err := json.Unmarshal(r.body, &body); err != nil {
		t.Fatalf("%s: %v", r.body, err)
	}
	for i, want := range []any{nil, nil, 0.} {
		if got, there := body.Metrics[i]["value"]; !there || got != want {
			t.Errorf("%v: value %v, want %v", body.Metrics[i]["id"], got, want)
		}
	}
}

func TestReportWaitsForWhatWasAccepted(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := open(t, func(c *Config) { c.Intake = nil })
		ask := func() (body reportJSON, took time.Duration) {
			begun := time.Now()
			r := httptest.NewRequestWithContext(t.Context(), "GET", "/api/v1/report?metrics=sessions", nil)
			r.Header.Set("Authorization", "Bearer "+s.ReadToken)
			w := httptest.NewRecorder()
			s.api.ServeHTTP(w, r)
			if err := json.Unmarshal(w.Body.Bytes(), &body); err != nil || w.Code != http.StatusOK {
				t.Fatalf("status %d: %s", w.Code, w.Body)
			}
			return body, time.Since(begun)
		}
		s.store.settle = func(ctx context.Context) error {
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(4 * time.Second):
				return nil
			}
		}
		if body, took := ask(); body.Folding || took != 4*time.Second {
			t.Errorf("settled after %v, folding %v", took, body.Folding)
		}
		s.store.settle = func(ctx context.Context) error { <-ctx.Done(); return ctx.Err() }
		if body, took := ask(); !body.Folding || took != 5*time.Second {
			t.Errorf("gave up after %v, folding %v", took, body.Folding)
		}
	})
}

func TestCatalogListsEveryMetric(t *testing.T) {
	s := open(t)
	var body catalogJSON
	if err := json.Unmarshal(s.get("/api/v1/catalog").body, &body); err != nil {
		t.Fatal(err)
	}
	all := metric.All()
	if len(body.Metrics) != len(all) {
		t.Fatalf("%d metrics, want %d", len(body.Metrics), len(all))
	}
	for i, m := range body.Metrics {
		if m.ID != all[i].ID || m.Definition == "" || m.Definition != m.Definitions["en"] ||
			!maps.Equal(m.Definitions, all[i].Definition) || m.Names["fa"] == "" || m.Dimensions == nil || m.Day == "" {
			t.Errorf("metric %+v", m)
		}
	}
	s.refused(s.get("/api/v1/catalog?stage=return"), http.StatusBadRequest, "bad_request")
}

func TestQuality(t *testing.T) {
	s := open(t)
	s.store.quality.Received, s.store.quality.Accepted, s.store.quality.Duplicates, s.store.quality.Discarded = 20, 10, 4, 3
	s.store.quality.Rejected = map[string]int64{"invalid_time": 3}
	s.store.quality.Bots = map[string]int64{"crawler": 2, "test": 3, "staff": 4}
	s.store.quality.Counts = map[string]int64{"no_consent": 3, "drop:queue_full": 7, "hashed_customer": 1, "scrub:email:url": 2, "scrub:card:text": 5}
	s.store.quality.Coverage = store.Coverage{
		BrowserEvents: 4, ServerEvents: 6, Sessions: 3, HashedSessions: 1, Orders: 5, BrowserOrders: 2, ServerOrders: 4,
		OrdersWithoutSession: 3, ReusedTransactions: 1, Bursts: 2, BurstPages: 300,
	}
	s.store.quality.Latest = []store.Reject{{Code: "invalid_time", Field: "time", Message: "no time",
		Received: time.Date(2026, 11, 20, 10, 0, 0, 500_000_000, time.UTC).UnixMilli()}}
	r := s.get("/api/v1/quality?from=2026-11-01&to=2026-11-20")
	want := `{"site":"main","from":"2026-11-01","to":"2026-11-20","timezone":"Asia/Tehran","received":20,"accepted":10,"duplicates":4,"discarded":3,` +
		`"rejected":{"invalid_time":3},"dropped":{"queue_full":7},"bots":{"crawler":2},"apart":{"staff":4,"test":3},"noted":{"hashed_customer":1},"scrubbed":[{"kind":"card","field":"text","events":5},{"kind":"email","field":"url","events":2}],` +
		`"folded":[],"keys":[],"rejects":[{"time":"2026-11-20T13:30:00.5+03:30","code":"invalid_time","field":"time","message":"no time"}],` +
		`"coverage":{"events":{"browser":4,"server":6},"sessions":3,"hashed_sessions":1,"orders":5,"browser_orders":2,"server_orders":4,"orders_without_session":3,"reused_transaction_id":1,"bursts":2,"burst_page_views":300,"crowds":0,"set_aside":0},` +
		`"retention":{"keep_days":0,"keep_orders_days":0,"kept_from":"","sealed_before":"","gone":0,"erased":0}}`
	if got := strings.TrimSpace(string(r.body)); got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	for _, query := range []string{"from=2026-11-02&to=2026-11-01", "to=x", "filter=device:mobile"} {
		s.refused(s.get("/api/v1/quality?"+query), http.StatusBadRequest, "bad_request")
	}
	s.refused(s.get("/api/v1/quality?from=0001-01-01&to=9999-12-31"), http.StatusBadRequest, "invalid_range")
}

func TestMarkupDoesNotComeBack(t *testing.T) {
	s := open(t)
	r := s.get("/api/v1/report?metrics=" + url.QueryEscape("<script>"))
	s.refused(r, http.StatusBadRequest, "unknown_metric")
	if strings.Contains(string(r.body), "<script>") || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		t.Errorf("%s: %s", r.Header.Get("Content-Type"), r.body)
	}
}

// A period that begins before the first event holds less than it would have, and says so.
func TestComparedMayBePartial(t *testing.T) {
	s := open(t)
	s.store.since = time.Date(2026, 10, 3, 12, 0, 0, 0, time.UTC).UnixMilli()
	for from, partial := range map[string]bool{"2026-10-11": true, "2026-10-13": true, "2026-10-14": false} {
		var report reportJSON
		to := strings.Replace(from, "2026-10-1", "2026-10-2", 1)[:9] + from[9:]
		r := s.get("/api/v1/funnel?from=" + from + "&to=" + to)
		if err := json.Unmarshal(r.body, &report); err != nil || report.Compared == nil {
			t.Fatalf("%d %s: %v", r.StatusCode, r.body, err)
		}
		if report.Compared.Partial != partial {
			t.Errorf("%s to %s is compared with %+v, want partial %v", from, to, *report.Compared, partial)
		}
	}
	s.store.since = 0
	if r := s.get("/api/v1/report?from=2026-10-11&to=2026-10-21"); strings.Contains(string(r.body), "partial") {
		t.Errorf("without any event: %s", r.body)
	}
}
