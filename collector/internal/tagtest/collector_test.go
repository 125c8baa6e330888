package tagtest

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/safar-cx/safar/collector"
)

// agent is a browser's: that of a browser without a screen counts as a robot's.
const agent = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36"

// The tag as a collector serves it, sending to that collector: what happened in the browser
// is what the report counts.
func TestCollectorCountsWhatThePageSaw(t *testing.T) {
	t.Parallel()
	c, err := collector.Create(collector.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	made, err := c.AddSite(t.Context(), collector.SiteSpec{Name: "main", Timezone: "Asia/Tehran", Currency: "IRR", Domains: []string{"localhost"}})
	if err != nil {
		t.Fatal(err)
	}
	mounted := http.StripPrefix(mount, c.Handler()) // somewhere on its host, as shops do
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Set("User-Agent", agent)
		mounted.ServeHTTP(w, r)
	}))
	t.Cleanup(func() {
		server.Close()
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})

	v := shop{body: showcase + `<a id="next" href="/two">next</a>`, collector: server.URL + mount, key: made.BrowserKey}.visit(t)
	v.Open(v.url + "/one?utm_source=ig&utm_medium=paid_social")
	v.ready()
	v.Click("#link")
	v.Follow("#next")
	v.Wait(`location.pathname === "/two"`) // the page before has a tag as well
	v.ready()
	v.Eval(`(safar("track", "add_to_cart", {currency: "IRR", value: 5, items: [{item_id: "1", price: 5}]}),
		safar("track", "purchase", {transaction_id: "T-1", currency: "IRR", value: 5}), safar("survey", {kind: "nps"}))`, nil)
	v.Wait(prompt)
	v.press("\t", " ", "\r")
	v.Wait(prompt + `.querySelector("textarea")`)
	v.leave()

	get := func(path string, into any) {
		t.Helper()
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil)
		r.Header.Set("Authorization", "Bearer "+made.ReadToken)
		w := httptest.NewRecorder()
		c.Handler().ServeHTTP(w, r)
		if err := json.Unmarshal(w.Body.Bytes(), into); err != nil || w.Code != http.StatusOK {
			t.Fatalf("%s: %d %s", path, w.Code, w.Body)
		}
	}
	var report struct {
		Metrics []struct {
			ID          string
			Value       any
			Numerator   any
			Denominator any
		}
	}
	values, wanted := map[string]any{}, map[string]any{
		"pageviews": 2.0, "sessions": 1.0, "visitors": 1.0, "orders": 1.0, "nps": -100.0, "add_to_cart_rate": 1.0,
	}
	var quality struct {
		Received, Accepted, Duplicates, Discarded int
		Rejected                                  map[string]int
		Bots                                      map[string]int
	}
	defer func() {
		if t.Failed() {
			t.Logf("counted %v, want %v; %+v", values, wanted, quality)
		}
	}()
	v.until("everything is counted", func() bool {
		get("/api/v1/report?metrics=pageviews,sessions,visitors,orders,nps,add_to_cart_rate", &report)
		for _, m := range report.Metrics {
			values[m.ID] = m.Value
		}
		get("/api/v1/quality", &quality)
		return maps.Equal(values, wanted) && quality.Accepted >= 8
	})
	if quality.Accepted+quality.Duplicates != quality.Received || len(quality.Rejected) > 0 || len(quality.Bots) > 0 {
		t.Errorf("%+v", quality)
	}
	if got := v.Complaints(); len(got) > 0 {
		t.Errorf("complaints: %q", got)
	}
}
