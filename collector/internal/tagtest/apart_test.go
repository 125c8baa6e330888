package tagtest

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"testing"

	"github.com/safar-cx/safar/collector"
)

// taker is a collector with one site at which what is no customer's is kept apart.
type taker struct {
	*testing.T
	*collector.Collector
	made collector.Credentials
	url  string
}

func newTaker(t *testing.T) *taker {
	t.Helper()
	c, err := collector.Create(collector.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	made, err := c.AddSite(t.Context(), collector.SiteSpec{Name: "main", Timezone: "UTC", Currency: "IRR", Domains: []string{"localhost"}})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		r.Header.Set("User-Agent", agent)
		c.Handler().ServeHTTP(w, r)
	}))
	t.Cleanup(func() {
		server.Close()
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	return &taker{t, c, made, server.URL}
}

func (c *taker) get(path string, into any) {
	c.Helper()
	r := httptest.NewRequestWithContext(c.Context(), http.MethodGet, path, nil)
	r.Header.Set("Authorization", "Bearer "+c.made.ReadToken)
	w := httptest.NewRecorder()
	c.Handler().ServeHTTP(w, r)
	if err := json.Unmarshal(w.Body.Bytes(), into); err != nil || w.Code != http.StatusOK {
		c.Fatalf("%s: %d %s", path, w.Code, w.Body)
	}
}

// pages counts the page views that figures have.
func (c *taker) pages() int {
	var report struct{ Metrics []struct{ Value float64 } }
	c.get("/api/v1/report?metrics=pageviews", &report)
	return int(report.Metrics[0].Value)
}

// apart counts the events that are kept apart for a reason.
func (c *taker) apart(reason string) int {
	var quality struct{ Apart map[string]int }
	c.get("/api/v1/quality", &quality)
	return quality.Apart[reason]
}

// sees opens a page and waits until it is counted, apart for a reason or, for "", in the figures.
// What is apart changes no figure.
func (c *taker) sees(v *visit, path, reason string) {
	c.Helper()
	pages, apart := c.pages(), c.apart(reason)
	v.Open(v.url + path)
	v.ready()
	v.leave()
	if reason == "" {
		v.until(path+" is a customer's", func() bool { return c.pages() == pages+1 })
		return
	}
	v.until(path+" is apart", func() bool { return c.apart(reason) > apart })
	if got := c.pages(); got != pages {
		c.Errorf("%s: figures have %d pages, before %d", path, got, pages)
	}
}

// What a browser sends in a trial, or of the shop's own people, is kept apart by a real collector,
// whichever way it is told; what the same browser sends otherwise is a customer's.
func TestTrialsAndStaffInABrowser(t *testing.T) {
	t.Parallel()
	c := newTaker(t)
	with := func(attributes string) *visit {
		return shop{attributes: attributes, before: queue + `safar("consent", "full")`, collector: c.url, key: c.made.BrowserKey}.visit(t)
	}
	set := func(change func(*collector.SiteSpec)) {
		t.Helper()
		if _, err := c.SetSite(t.Context(), "main", change); err != nil {
			t.Fatal(err)
		}
	}
	v := with("")
	c.sees(v, "/one", "")
	c.sees(with(`data-environment="test"`), "/trial", "test")

	var id string
	v.Eval(`/safar_visitor=([^;]*)/.exec(document.cookie)[1]`, &id)
	set(func(s *collector.SiteSpec) { s.StaffVisitors = []string{id} })
	c.sees(v, "/by-list", "staff")
	c.sees(with(""), "/somebody-else", "")
	set(func(s *collector.SiteSpec) { s.StaffVisitors = nil })
	c.sees(v, "/off-the-list", "")

	set(func(s *collector.SiteSpec) { s.StaffNetworks = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} })
	c.sees(v, "/at-the-office", "staff")
	set(func(s *collector.SiteSpec) { s.StaffNetworks = nil })

	v.Open(v.url + "/?safar-staff=on") // which begins as a customer's page
	v.Wait(`document.cookie.includes("safar_visitor=staff-")`)
	v.leave()
	v.until("the page that asks for the mark is counted", func() bool { return c.pages() == 4 })
	c.sees(v, "/marked", "staff")
	v.Open(v.url + "/?safar-staff=off")
	v.Wait(`!document.cookie.includes("safar_visitor=staff-")`)
	v.leave()
	c.sees(v, "/free", "")
}
