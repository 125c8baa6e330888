package api

import (
	"net/http"
	"net/netip"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// TestRateOfAServerKey sees that a server key has a bound of its own, wherever it comes from.
func TestRateOfAServerKey(t *testing.T) {
	s := open(t, func(c *Config) { c.ServerRate = 0.5 })
	second := provisionSecond(s)
	for range 2 { // the burst
		s.answered(s.post(`{"events":[]}`), 0)
	}
	r := s.post(`{"events":[]}`)
	s.refused(r, http.StatusTooManyRequests, "rate_limited")
	if got := r.Header.Get("Retry-After"); got != "2" {
		t.Errorf("Retry-After %q, want the two seconds until the next", got)
	}
	s.answered(s.send("POST", "/v1/events", []byte(`{"events":[]}`), "Content-Type", "application/json", "Authorization", "Bearer "+second.ServerKey), 0)
	s.answered(s.send("POST", "/v1/events?key="+s.BrowserKey, []byte(`{"events":[]}`), "Content-Type", "text/plain"), 0)
}

// TestRateOfReaders sees that one reader's haste costs no other reader anything.
func TestRateOfReaders(t *testing.T) {
	s := open(t, func(c *Config) { c.ReadRate = 0.5 })
	second := provisionSecond(s)
	ask := func(token string) response {
		return s.send("GET", "/api/v1/catalog", nil, "Authorization", "Bearer "+token)
	}
	for range 2 {
		if r := ask(s.ReadToken); r.StatusCode != http.StatusOK {
			t.Fatalf("status %d: %s", r.StatusCode, r.body)
		}
	}
	r := ask(s.ReadToken)
	s.refused(r, http.StatusTooManyRequests, "rate_limited")
	if r.Header.Get("Retry-After") != "2" {
		t.Errorf("Retry-After %q", r.Header.Get("Retry-After"))
	}
	if r := ask(second.ReadToken); r.StatusCode != http.StatusOK {
		t.Errorf("another token: status %d", r.StatusCode)
	}
	s.refused(ask("rt_nobody"), http.StatusUnauthorized, "unauthorized") // tells nothing of who comes often
}

// TestQuotaIsAnsweredUntilMidnight sees what a sender is told whose key's quota is used up.
func TestQuotaIsAnsweredUntilMidnight(t *testing.T) {
	s := open(t)
	for i := range s.store.keys {
		s.store.keys[i].EventsPerDay = 1000
	}
	s.store.quota = &store.QuotaError{Events: 1000, Until: now.Add(90*time.Minute + time.Millisecond)}
	r := s.post(`{"events":[{"name":"page_view"}]}`)
	s.refused(r, http.StatusTooManyRequests, "rate_limited")
	if got := r.Header.Get("Retry-After"); got != "5401" {
		t.Errorf("Retry-After %q", got)
	}
	if len(s.store.batches) != 0 {
		t.Error("events were kept")
	}
}

// TestLimitersForgetTheLongestSilent floods a limiter with addresses: it must neither grow beyond
// its bound nor let go of who comes all the time.
func TestLimitersForgetTheLongestSilent(t *testing.T) {
	l := newLimiter(1)
	flooder := sender{key: 1, addr: netip.MustParseAddr("203.0.113.1")}
	for range l.burst {
		if l.wait(flooder, now) != 0 {
			t.Fatal("the burst is not let in")
		}
	}
	addr := netip.MustParseAddr("2001:db8::")
	for range 4 * limitedSenders {
		addr = addr.Next()
		l.wait(sender{key: 1, addr: addr}, now)
		if l.wait(flooder, now) == 0 {
			t.Fatal("a crowd of others makes way for somebody who floods")
		}
	}
	if n := l.senders.Len(); n != limitedSenders {
		t.Errorf("%d senders are remembered, want %d", n, limitedSenders)
	}
}

// BenchmarkLimiter lets addresses in that come for the first time.
func BenchmarkLimiter(b *testing.B) {
	l := newLimiter(50)
	addr := netip.MustParseAddr("2001:db8::")
	b.ReportAllocs()
	for b.Loop() {
		addr = addr.Next()
		l.wait(sender{key: 1, addr: addr}, now)
	}
}
