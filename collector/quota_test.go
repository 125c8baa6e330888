package collector

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// pageViews is the body of a full batch of page views, whose ids begin with a word.
func pageViews(word string) string {
	events := make([]string, event.MaxEvents)
	for i := range events {
		events[i] = fmt.Sprintf(`{"id":"%s-%d","name":"page_view","visitor_id":"v","surface":"web","page":{"url":"https://shop.example/"}}`, word, i)
	}
	return `{"events":[` + strings.Join(events, ",") + `]}`
}

// TestQuotaOfAKey uses a browser key's quota up: the key is sent away until the day in the shop's
// time zone is over, also by the next process, the server's key is not, and the owner is told.
func TestQuotaOfAKey(t *testing.T) {
	zone, err := time.LoadLocation("Asia/Tehran")
	if err != nil {
		t.Fatal(err)
	}
	clock := time.Date(2026, 11, 21, 18, 0, 30, 500_000_000, zone)
	config := Config{Now: func() time.Time { return clock }}
	s := openShop(t, func(c *Config) { c.Now = config.Now })
	defer func() { s.close() }()
	keys, err := s.collector.Keys(t.Context(), Site{ID: 1})
	if err != nil {
		t.Fatal(err)
	}
	if err := s.collector.SetKeyQuota(t.Context(), keys[0].ID, event.MaxEvents+1); err != nil {
		t.Fatal(err)
	}
	status, answer := s.post(true, pageViews("a"))
	if got := s.taken(status, answer, event.MaxEvents); got.Accepted != event.MaxEvents {
		t.Fatalf("taken: %s", answer)
	}
	away := func(what, body string) {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), "POST", s.url+"/v1/events?key="+keys[0].Label, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "text/plain")
		got, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		got.Body.Close()
		// From 18:00:30.5 to midnight.
		if want := strconv.Itoa(6*3600 - 30); got.StatusCode != http.StatusTooManyRequests || got.Header.Get("Retry-After") != want {
			t.Errorf("%s: %d, Retry-After %s, want %s", what, got.StatusCode, got.Header.Get("Retry-After"), want)
		}
	}
	const one = `{"events":[{"id":"last","name":"page_view","visitor_id":"v","surface":"web","page":{"url":"https://shop.example/"}}]}`
	away("more than is left", pageViews("b"))
	status, answer = s.post(true, one)
	s.taken(status, answer, 1)
	away("used up", one)
	status, answer = s.post(false, `{"events":[{"name":"login","customer_id":"c"}]}`)
	s.taken(status, answer, 1)
	s.close()
	config.Dir = s.dir
	if s.collector, err = New(config); err != nil {
		t.Fatal(err)
	}
	again := httptest.NewServer(s.collector.Handler())
	defer again.Close()
	s.url = again.URL
	away("used up, after a start", pageViews("c"))
	away("used up, as is known", one)
	if text := s.metrics(); !strings.Contains(text, `safar_requests_limited_total{limit="key_quota"} 2`) {
		t.Error("metrics do not tell who was sent away")
	}
	_, quality := s.do(http.MethodGet, "/api/v1/quality?from=2026-11-21&to=2026-11-21", "", "Authorization", "Bearer "+s.ReadToken)
	for _, want := range []string{
		`"keys":[{"id":1,"key":"` + keys[0].Label + `","accepted":1001,"sent_away":4,"events_per_day":1001},{"id":2,`,
		`"accepted":1,"sent_away":0,"events_per_day":0}]`,
	} {
		if !strings.Contains(string(quality), want) {
			t.Errorf("%s is not told: %s", want, quality)
		}
	}
	clock = clock.Add(6 * time.Hour)
	status, answer = s.post(true, pageViews("d"))
	s.taken(status, answer, event.MaxEvents)
}
