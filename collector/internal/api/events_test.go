package api

import (
	"bytes"
	"fmt"
	"net/http"
	"net/netip"
	"strings"
	"testing"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// Every code of a rejected event, provoked between two good ones that are kept.
func TestRejectedEventCostsOnlyItself(t *testing.T) {
	tests := []struct {
		code   event.Code
		event  string
		server bool // sent with the server key
	}{
		{event.CodeMissingName, `{"id":"x"}`, true},
		{event.CodeInvalidName, `{"name":"Add To Cart"}`, true},
		{event.CodeInvalidID, `{"id":"a b","name":"login"}`, true},
		{event.CodeInvalidTime, `{"name":"login","time":"yesterday"}`, true},
		{event.CodeInvalidTime, `{"name":"login","time":1e400}`, true},
		{event.CodeTimeOutOfRange, `{"name":"login","time":"2026-11-21T10:10:01Z"}`, true},
		{event.CodeTimeOutOfRange, `{"name":"login","time":"2026-11-20T09:59:59Z"}`, false},
		{event.CodeInvalidConsent, `{"name":"login","consent":"maybe"}`, true},
		{event.CodeUnknownSurface, `{"name":"login","surface":"fax"}`, true},
		{event.CodeInvalidField, `{"name":"login","cart_id":7}`, true},
		{event.CodeInvalidField, `7`, true},
		{event.CodeTooLong, `{"name":"login","visitor_id":"` + strings.Repeat("v", 65) + `"}`, true},
		{event.CodeTooManyParams, `{"name":"login","params":` + nested(100) + `}`, true},
		{event.CodeMissingCurrency, `{"name":"add_to_cart","params":{"value":1}}`, true},
		{event.CodeInvalidCurrency, `{"name":"add_to_cart","params":{"value":1,"currency":"Toman"}}`, true},
		{event.CodeInvalidValue, `{"name":"add_to_cart","params":{"value":1e400,"currency":"IRR"}}`, true},
		{event.CodeInvalidValue, `{"name":"add_to_cart","params":{"value":"۱۲۹۰۰","currency":"IRR"}}`, true},
		{event.CodeInvalidItems, `{"name":"add_to_cart","params":{"items":{}}}`, true},
		{event.CodeMissingTransactionID, `{"name":"purchase"}`, true},
		{event.CodeInvalidScore, `{"name":"survey_answered","params":{"survey_id":"s","kind":"nps","score":11}}`, true},
		{event.CodeForbiddenEvent, `{"name":"refund","params":{"transaction_id":"1"}}`, false},
		{event.CodeForbiddenField, `{"name":"page_view","client":{"ip":"203.0.113.7"}}`, false},
	}
	seen := map[event.Code]bool{}
	for _, tt := range tests {
		seen[tt.code] = true
		t.Run(string(tt.code), func(t *testing.T) {
			s := open(t)
			body := `{"events":[{"id":"first","name":"login"},` + tt.event + `,{"id":"last","name":"login"}]}`
			var r response
			if tt.server {
				r = s.post(body)
			} else {
				r = s.send("POST", "/v1/events?key="+s.BrowserKey, []byte(body), "Content-Type", "text/plain")
			}
			a := s.answered(r, 3)
			if a.Accepted != 2 || len(a.Rejected) != 1 || a.Rejected[0].Index != 1 || a.Rejected[0].Code != string(tt.code) || a.Rejected[0].Message == "" {
				t.Errorf("answer %s, want %s at index 1", r.body, tt.code)
			}
			if got := s.store.accepted(); got != "first last" {
				t.Errorf("kept %q", got)
			}
			if rejects := s.store.batches[0].Rejects; len(rejects) != 1 || rejects[0].Code != string(tt.code) {
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

func nested(depth int) string {
	return strings.Repeat(`{"a":`, depth) + "1" + strings.Repeat("}", depth)
}

// Every refusal of a whole request. Nothing of it may be kept.
func TestRefusedRequestLeavesNothing(t *testing.T) {
	const good = `{"events":[{"id":"a","name":"login"}]}`
	tests := []struct {
		name    string
		status  int
		code    string
		body    string
		headers []string
	}{
		{"no JSON", 400, "bad_json", `{"events":`, nil},
		{"invalid UTF-8", 400, "bad_json", "{\"events\":[{\"id\":\"\xff\",\"name\":\"login\"}]}", nil},
		{"nested without end", 400, "bad_json", `{"events":[` + nested(100_000) + `]}`, nil},
		{"no batch", 400, "bad_request", `[{"name":"login"}]`, nil},
		{"empty", 400, "bad_json", ``, nil},
		{"no key", 401, "unauthorized", good, []string{"Authorization", ""}},
		{"key of nobody", 401, "unauthorized", good, []string{"Authorization", "Bearer sk_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}},
		{"garbage for a key", 401, "unauthorized", good, []string{"Authorization", "Bearer '; DROP TABLE key"}},
		{"5 MB", 413, "too_large", `{"events":["` + strings.Repeat("x", 5_000_000) + `"]}`, nil},
		{"1,001 events", 413, "too_large", events(1001), nil},
		{"10,000 events", 413, "too_large", events(10_000), nil},
		{"gzip bomb", 413, "too_large", gzipped(t, make([]byte, 64<<20)), []string{"Content-Encoding", "gzip"}},
		{"zstd bomb", 413, "too_large", zstded(t, make([]byte, 64<<20)), []string{"Content-Encoding", "zstd"}},
		{"broken gzip", 400, "bad_request", good, []string{"Content-Encoding", "gzip"}},
		{"form", 415, "unsupported_media_type", good, []string{"Content-Type", "application/x-www-form-urlencoded"}},
		{"brotli", 415, "unsupported_media_type", good, []string{"Content-Encoding", "br"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := open(t)
			s.refused(s.post(tt.body, tt.headers...), tt.status, tt.code)
			if len(s.store.batches) != 0 {
				t.Errorf("kept %+v", s.store.batches)
			}
			s.answered(s.post(good), 1) // the process lives
		})
	}
}

func events(n int) string {
	return `{"events":[` + strings.TrimSuffix(strings.Repeat(`{"name":"login"},`, n), ",") + `]}`
}

func gzipped(t *testing.T, plain []byte) string {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(plain); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func zstded(t *testing.T, plain []byte) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll(plain, nil))
}

func TestThousandEventsInEveryCoding(t *testing.T) {
	s := open(t)
	body := events(1000)
	for coding, body := range map[string]string{"identity": body, "gzip": gzipped(t, []byte(body)), "zstd": zstded(t, []byte(body))} {
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
		s.answered(s.post(`{"events":[]}`), 0) // servers have no such bound
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
