package collector

import (
	"bytes"
	"encoding/json"
	"io"
	"io/fs"
	"log/slog"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/faulty"
)

// shop is a whole collector, over HTTP and on a disk, with what it has answered so far.
type shop struct {
	*testing.T
	collector *Collector
	dir, url  string
	log       journal
	Credentials

	sent int64 // events of requests that were taken
	sum  counts
}

// counts are what becomes of events.
type counts struct {
	Accepted, Duplicates, Discarded int64
	Rejected                        map[string]int64 // by code
}

func openShop(t *testing.T, changes ...func(*Config)) *shop {
	t.Helper()
	s := &shop{T: t, dir: t.TempDir(), sum: counts{Rejected: map[string]int64{}}}
	var err error
	config := Config{
		Dir: s.dir, Now: faulty.Now, BrowserRate: -1, ServerRate: -1, ReadRate: -1, Logger: slog.New(slog.NewTextHandler(&s.log, &slog.HandlerOptions{Level: slog.LevelDebug})),
		// Everything comes from this machine; whose request it is stands in the header.
		TrustedProxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
	}
	for _, change := range changes {
		change(&config)
	}
	s.collector, err = Create(config)
	if err != nil {
		t.Fatal(err)
	}
	s.Credentials, err = s.collector.AddSite(t.Context(), SiteSpec{
		Name: "main", Timezone: "Asia/Tehran", Currency: "IRR", Domains: []string{"shop.example"},
	})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(s.collector.Handler())
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

func (s *shop) close() {
	s.Helper()
	if err := s.collector.Close(); err != nil {
		s.Error(err)
	}
}

// post sends a body with one of the keys; headers are name and value in turn.
func (s *shop) post(browser bool, body string, headers ...string) (status int, answer []byte) {
	s.Helper()
	own := []string{"Content-Type", "application/json", "Authorization", "Bearer " + s.ServerKey}
	if browser {
		own = []string{"Content-Type", "text/plain", "X-Safar-Key", s.BrowserKey, "Origin", "https://shop.example",
			"User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"}
	}
	return s.do(http.MethodPost, "/v1/events", body, append(own, headers...)...)
}

func (s *shop) do(method, path, body string, headers ...string) (status int, answer []byte) {
	s.Helper()
	request, err := http.NewRequestWithContext(s.Context(), method, s.url+path, strings.NewReader(body))
	if err != nil {
		s.Fatal(err)
	}
	for i := 0; i < len(headers); i += 2 {
		request.Header.Set(headers[i], headers[i+1])
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		s.Fatal(err)
	}
	defer response.Body.Close()
	answer, err = io.ReadAll(response.Body)
	if err != nil {
		s.Fatal(err)
	}
	return response.StatusCode, answer
}

// taken notes the answer to a request of so many events, which must account for all of them.
func (s *shop) taken(status int, answer []byte, received int64) (c counts) {
	s.Helper()
	var a struct {
		Accepted, Duplicates, Discarded int64
		Rejected                        []struct{ Code string }
	}
	if err := json.Unmarshal(answer, &a); err != nil || status != http.StatusOK {
		s.Fatalf("%d %s", status, answer)
	}
	c = counts{a.Accepted, a.Duplicates, a.Discarded, map[string]int64{}}
	for _, r := range a.Rejected {
		c.Rejected[r.Code]++
		s.sum.Rejected[r.Code]++
	}
	if sum := a.Accepted + a.Duplicates + a.Discarded + int64(len(a.Rejected)); sum != received {
		s.Errorf("%s adds up to %d of %d events", answer, sum, received)
	}
	s.sent += received
	s.sum.Accepted += a.Accepted
	s.sum.Duplicates += a.Duplicates
	s.sum.Discarded += a.Discarded
	return c
}

// checkQuality holds the data-quality page to what all answers together said.
func (s *shop) checkQuality() {
	s.Helper()
	var q struct {
		counts
		Received int64
	}
	status, answer := s.do(http.MethodGet, "/api/v1/quality", "", "Authorization", "Bearer "+s.ReadToken)
	if err := json.Unmarshal(answer, &q); err != nil || status != http.StatusOK {
		s.Fatalf("%d %s", status, answer)
	}
	if q.Received != s.sent || q.Accepted != s.sum.Accepted || q.Duplicates != s.sum.Duplicates || q.Discarded != s.sum.Discarded ||
		!maps.Equal(q.Rejected, s.sum.Rejected) {
		s.Errorf("quality says %+v of %d, the answers %+v of %d", q.counts, q.Received, s.sum, s.sent)
	}
}

// Every way for an event to be wrong costs that event, every way for a request to be wrong
// costs that request, and the books balance after each.
func TestWrongEventsCostThemselvesAlone(t *testing.T) {
	s := openShop(t)
	defer s.close()
	shares := int64(0)
	for i, fault := range faulty.Events() {
		id := string(rune('a' + i))
		good := `{"id":"` + id + `1","name":"share","time":"2026-11-21T09:59:00Z"}`
		body := `{"events":[` + good + `,` + fault.JSON + `,` + good + `,{"name":"share","consent":"none"},{"id":"` + id + `2","name":"share"}]}`
		status, answer := s.post(fault.Browser, body)
		got := s.taken(status, answer, 5)
		if got.Accepted != 2 || got.Duplicates != 1 || got.Discarded != 1 || got.Rejected[string(fault.Code)] != 1 {
			t.Errorf("%s: %s", fault.JSON, answer)
		}
		shares += got.Accepted
		s.checkQuality()
	}
	for _, fault := range faulty.Requests(t) {
		status, answer := s.post(fault.Browser, fault.Body, fault.Headers...)
		var refusal struct{ Error struct{ Code string } }
		if err := json.Unmarshal(answer, &refusal); err != nil || status != fault.Status || refusal.Error.Code != fault.Code {
			t.Errorf("%s: %d %s, want %d %s", fault.Name, status, answer, fault.Status, fault.Code)
		}
		s.checkQuality()
	}
	var report struct{ Metrics []struct{ Value int64 } }
	status, answer := s.do(http.MethodGet, "/api/v1/report?metrics=shares", "", "Authorization", "Bearer "+s.ReadToken)
	if err := json.Unmarshal(answer, &report); err != nil || status != http.StatusOK {
		t.Fatalf("%d %s", status, answer)
	}
	if len(report.Metrics) != 1 || report.Metrics[0].Value != shares {
		t.Errorf("%s, want the %d shares that were accepted", answer, shares)
	}
}

// Who somebody is and where must not be found on the disk or in the log, whether the event
// was accepted or not. That it would be found is shown by what may be kept.
func TestNothingPersonalIsWritten(t *testing.T) {
	s := openShop(t)
	const kept = "canary-that-is-kept"
	const personal = `canary.person@shop.example 09129876543 ۰۹۱۲۹۸۷۶۵۴۳ 4242424242424242 0499370899`
	secrets := []string{"09129876543", "۰۹۱۲۹۸۷۶۵۴۳", "4242424242424242", "0499370899", "canary-agent", "198.51.100.23", "2001:db8:77::23", string(netip.MustParseAddr("2001:db8:77::23").AsSlice()), "canary.person"}
	for _, request := range []struct {
		browser bool
		from    string
		events  []string
	}{
		{false, "198.51.100.230", []string{
			`{"name":"share","customer_id":"canary.person@shop.example","params":{"note":"` + kept + `"}}`,
			`{"name":"page_view","client":{"ip":"198.51.100.231","user_agent":"Mozilla/5.0 canary-agent"},"page":{"url":"https://shop.example/?email=canary.person@shop.example#canary.person"}}`,
			`{"name":"page_view","visitor_id":"v-1","client":{"ip":"2001:db8:77::23","user_agent":"Mozilla/5.0"}}`,
			`{"name":"page_view","client":{"ip":"198.51.100.232:80"}}`,
			`{"name":"page_view","surface":"fax","client":{"ip":"198.51.100.233"},"customer_id":"canary.person@shop.example"}`,
			`{"name":"share","consent":"anonymous","customer_id":"canary.person@shop.example"}`,
			`{"name":"survey_answered","touchpoint":"` + personal + `","cart_id":"09129876543","page":{"url":"https://shop.example/u/canary.person@shop.example/09129876543?q=4242424242424242","title":"` + personal + `"},"params":{"kind":"text","text":"` + personal + `","list":["` + personal + `"],"items":[{"item_name":"` + personal + `"}]}}`,
			`{"name":"survey_answered","params":{"kind":"` + personal + `","text":"` + personal + `"},"client":{"user_agent":"canary-agent"}}`,
			`{"name":"share","consent":"none","customer_id":"canary.person@shop.example"}`,
		}},
		{true, "198.51.100.234", []string{
			`{"name":"page_view","consent":"full","visitor_id":"v-2","customer_id":"canary.person@shop.example"}`,
			`{"name":"page_view"}`,
			`{"name":"Page View","customer_id":"canary.person@shop.example"}`,
		}},
		{true, "2001:db8:77::23", []string{`{"name":"page_view"}`, `{"name":"page_view","client":{"ip":"198.51.100.235"}}`}},
	} {
		status, answer := s.post(request.browser, `{"events":[`+strings.Join(request.events, ",")+`]}`, "X-Forwarded-For", request.from,
			"User-Agent", "Mozilla/5.0 (X11; Linux x86_64) canary-agent")
		s.taken(status, answer, int64(len(request.events)))
		if !request.browser {
			continue // whoever sent it may be told what was wrong with it
		}
		for _, secret := range secrets {
			if bytes.Contains(answer, []byte(secret)) {
				t.Errorf("the answer holds %q: %s", secret, answer)
			}
		}
	}
	if s.sum.Accepted != 8 || len(s.sum.Rejected) != 4 || s.sum.Discarded != 1 {
		t.Errorf("the canaries took another way: %+v", s.sum)
	}
	if err := s.collector.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	s.checkQuality()
	search := func(when string) {
		t.Helper()
		files := readFolder(t, s.dir)
		files["the log"] = s.log.Bytes()
		found := false
		for name, text := range files {
			found = found || bytes.Contains(text, []byte(kept))
			for _, secret := range secrets {
				if bytes.Contains(text, []byte(secret)) {
					t.Errorf("%s, %s holds %q", when, name, secret)
				}
			}
		}
		if !found {
			t.Errorf("%s, %q is nowhere: the search finds nothing at all", when, kept)
		}
	}
	search("while it runs")
	s.close()
	search("after it has stopped")
}

// readFolder reads every file in a folder.
func readFolder(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		files[filepath.Base(path)], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}
