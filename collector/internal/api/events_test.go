package api

import (
	"fmt"
	"net/http"
	"net/netip"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/faulty"
	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// Every code of a rejected event, provoked between two good ones that are kept.
func TestRejectedEventCostsOnlyItself(t *testing.T) {
	seen := map[event.Code]bool{}
	for _, tt := range faulty.Events() {
		seen[tt.Code] = true
		t.Run(string(tt.Code), func(t *testing.T) {
			s := open(t)
			body := `{"events":[{"id":"first","name":"login"},` + tt.JSON + `,{"id":"last","name":"login"}]}`
			var r response
			if tt.Browser {
				r = s.send("POST", "/v1/events?key="+s.BrowserKey, []byte(body), "Content-Type", "text/plain")
			} else {
				r = s.post(body)
			}
			a := s.answered(r, 3)
			if a.Accepted != 2 || len(a.Rejected) != 1 || a.Rejected[0].Index != 1 || a.Rejected[0].Code != string(tt.Code) || a.Rejected[0].Message == "" {
				t.Errorf("answer %s, want %s at index 1", r.body, tt.Code)
			}
			if got := s.store.accepted(); got != "first last" {
				t.Errorf("kept %q", got)
			}
			if rejects := s.store.batches[0].Rejects; len(rejects) != 1 || rejects[0].Code != string(tt.Code) {
				t.Errorf("kept as rejected: %+v", rejects)
			}
		})
	}
	for _, code := range event.Codes() {
		if !seen[code] {
			t.Errorf("%s is not provoked", code)
		}
	}
}

// Every refusal of a whole request. Nothing of it may be kept.
func TestRefusedRequestLeavesNothing(t *testing.T) {
	for _, tt := range faulty.Requests(t) {
		t.Run(tt.Name, func(t *testing.T) {
			s := open(t)
			var r response
			if tt.Browser {
				r = s.send("POST", "/v1/events?key="+s.BrowserKey, []byte(tt.Body), append([]string{"Content-Type", "text/plain"}, tt.Headers...)...)
			} else {
				r = s.post(tt.Body, tt.Headers...)
			}
			s.refused(r, tt.Status, tt.Code)
			if len(s.store.batches) != 0 {
				t.Errorf("kept %+v", s.store.batches)
			}
			s.answered(s.post(faulty.Logins(1)), 1) // the process lives
		})
	}
}

func TestThousandEventsInEveryCoding(t *testing.T) {
	s := open(t)
	body := faulty.Logins(1000)
	for coding, body := range map[string]string{"identity": body, "gzip": faulty.Gzip(t, []byte(body)), "zstd": faulty.Zstd(t, []byte(body))} {
		if a := s.answered(s.post(body, "Content-Encoding", coding), 1000); a.Accepted != 1000 {
			t.Errorf("%s: %+v", coding, a)
		}
	}
}

func TestAnswerIsTheContracts(t *testing.T) {
	s := open(t)
	r := s.post(`{"events":[{"id":"a","name":"login","time":0},{"id":"a","name":"login","time":0},{"name":"login","consent":"none"},
		{"id":"e4","name":"add_to_cart","params":{"value":1,"currency":"XX"}}]}`)
	s.answered(r, 4)
	got := string(r.body)
	want := `{"accepted":1,"duplicates":1,"discarded":1,"rejected":[{"index":3,"id":"e4","code":"invalid_currency","field":"params.currency","message":`
	if !strings.HasPrefix(got, want) {
		t.Errorf("answer %s\nwant it to begin %s", got, want)
	}
	if r := s.post(`{"events":[]}`); strings.TrimSpace(string(r.body)) != `{"accepted":0,"duplicates":0,"discarded":0,"rejected":[]}` {
		t.Errorf("answer %s", r.body)
	}
}

func TestStoreUnavailable(t *testing.T) {
	s := open(t)
	s.store.err = fmt.Errorf("disk full: %w", store.ErrUnavailable)
	r := s.post(`{"events":[{"name":"login"}]}`)
	s.refused(r, http.StatusServiceUnavailable, "unavailable")
	if r.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	s.refused(s.send("GET", "/readyz", nil), http.StatusServiceUnavailable, "unavailable")
	if r := s.send("GET", "/healthz", nil); r.StatusCode != http.StatusOK {
		t.Errorf("healthz %d: the process lives", r.StatusCode)
	}
}

func TestTooManyBodiesAtOnce(t *testing.T) {
	s := open(t)
	s.api.bodies = ingest.NewBodyReader(1 << 19)
	body := faulty.Logins(1000)
	for range 20 { // what was read is let go of
		s.answered(s.post(body), 1000)
		s.refused(s.post(body[:len(body)-1]), 400, "bad_json")
	}
	r := s.post(string(make([]byte, 1<<20)))
	s.refused(r, http.StatusServiceUnavailable, "unavailable")
	if r.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	s.answered(s.post(faulty.Gzip(t, []byte(body)), "Content-Encoding", "gzip"), 1000)
	s.refused(s.post(faulty.Gzip(t, make([]byte, 2<<20)), "Content-Encoding", "gzip"), http.StatusServiceUnavailable, "unavailable")
	s.answered(s.post(body), 1000)
}

func TestPanicCostsItsOwnRequest(t *testing.T) {
	s := open(t)
	_, hint := s.refused(s.post(`{"events":[{"name":"panic"}]}`), http.StatusInternalServerError, "internal")
	if strings.Contains(hint, "asked for") {
		t.Errorf("the sender is told %q", hint)
	}
	s.answered(s.post(`{"events":[{"name":"login"}]}`), 1)
}

func TestRateOfAnAddress(t *testing.T) {
	s := open(t, func(c *Config) {
		c.BrowserRate = 1
		c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")}
	})
	from := func(addr string) response {
		return s.send("POST", "/v1/events?key="+s.BrowserKey, []byte(`{"events":[]}`), "Content-Type", "text/plain", "X-Forwarded-For", addr)
	}
	for range 4 { // the burst
		s.answered(from("203.0.113.1"), 0)
	}
	r := from("203.0.113.1")
	s.refused(r, http.StatusTooManyRequests, "rate_limited")
	if r.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	s.answered(from("203.0.113.2"), 0)
	for range 4 {
		s.answered(from("2001:db8::1"), 0)
	}
	s.refused(from("2001:db8::2"), http.StatusTooManyRequests, "rate_limited") // the same subscriber
	for range 10 {
		s.answered(s.post(`{"events":[]}`), 0) // servers have another bound
	}
}

func TestForwardedAddressOfAStrangerIsNotBelieved(t *testing.T) {
	s := open(t, func(c *Config) { c.BrowserRate = 1 })
	status := 0
	for i := range 5 {
		r := s.send("POST", "/v1/events?key="+s.BrowserKey, []byte(`{"events":[]}`), "Content-Type", "text/plain",
			"X-Forwarded-For", fmt.Sprintf("203.0.113.%d", i), "X-Real-IP", fmt.Sprintf("203.0.113.%d", i))
		status = r.StatusCode
	}
	if status != http.StatusTooManyRequests {
		t.Errorf("status %d: five requests of one socket passed for five addresses", status)
	}
}
