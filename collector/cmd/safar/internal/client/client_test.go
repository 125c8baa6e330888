package client

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"slices"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// scripted answers each request with the next of its answers and repeats the last.
type scripted struct {
	answers []func(http.ResponseWriter)
	asked   []*http.Request
	bodies  []string
}

func (s *scripted) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	s.asked = append(s.asked, r)
	s.bodies = append(s.bodies, string(body))
	s.answers[min(len(s.asked), len(s.answers))-1](w)
}

func says(status int, retryAfter, body string) func(http.ResponseWriter) {
	return func(w http.ResponseWriter) {
		if retryAfter != "" {
			w.Header().Set("Retry-After", retryAfter)
		}
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

func patient(h http.Handler) (*Client, *[]time.Duration) {
	c := InProcess(h, "sk_x")
	var waits []time.Duration
	c.wait = func(_ context.Context, d time.Duration) error { waits = append(waits, d); return nil }
	return c, &waits
}

func TestSendTriesAgainWhatMayPass(t *testing.T) {
	s := &scripted{answers: []func(http.ResponseWriter){
		says(503, "5", `{"error":{"code":"unavailable","message":"full"}}`),
		says(429, "", `{"error":{"code":"rate_limited","message":"slow down"}}`),
		says(200, "", `{"accepted":1,"duplicates":0,"discarded":0,"rejected":[{"index":1,"code":"invalid_name","field":"name","message":"m"}]}`),
	}}
	c, waits := patient(s)
	answer, err := c.Send(t.Context(), []event.Raw{event.Raw(`{"name":"share"}`), event.Raw(`{"name":"BAD"}`)})
	if err != nil || answer.Accepted != 1 || len(answer.Rejected) != 1 || answer.Rejected[0].Code != "invalid_name" {
		t.Errorf("got %+v, %v", answer, err)
	}
	if want := []time.Duration{5 * time.Second, 10 * time.Second}; !slices.Equal(*waits, want) {
		t.Errorf("waited %v, want %v", *waits, want)
	}
	if s.bodies[0] != s.bodies[2] || s.asked[0].URL.Path != "/v1/events" || s.asked[0].Header.Get("Authorization") != "Bearer sk_x" {
		t.Errorf("sent %s to %s", s.bodies, s.asked[0].URL)
	}
}

func TestSendGivesUp(t *testing.T) {
	for status, want := range map[int]int{401: 1, 413: 1, 503: attempts} {
		s := &scripted{answers: []func(http.ResponseWriter){says(status, "", `{"error":{"code":"c","message":"m","hint":"h"}}`)}}
		c, _ := patient(s)
		_, err := c.Send(t.Context(), []event.Raw{event.Raw(`{}`)})
		var refused *Error
		if !errors.As(err, &refused) || refused.Status != status || refused.Hint != "h" || len(s.asked) != want {
			t.Errorf("%d: %v after %d attempts, want %d", status, err, len(s.asked), want)
		}
	}
}

func TestSomethingElseAnswers(t *testing.T) {
	c := InProcess(http.NotFoundHandler(), "rt_x")
	_, err := c.Get(t.Context(), "api/v1/report", url.Values{"site": {"main"}})
	if err == nil || err.Error() != "no collector answers at http://localhost (404 not found)" {
		t.Errorf("got %v", err)
	}
}

func TestAddresses(t *testing.T) {
	for address, ok := range map[string]bool{
		"https://shop.example/safar": true, "http://127.0.0.1:8080": true,
		"shop.example": false, "ftp://shop.example": false, "http://": false, "": false,
	} {
		if _, err := New(address, "", "dev"); (err == nil) != ok {
			t.Errorf("%q: %v", address, err)
		}
	}
}
