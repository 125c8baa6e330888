package client

import (
	"net/http"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

func TestSendAsBrowserShowsNoSecret(t *testing.T) {
	s := &scripted{answers: []func(w http.ResponseWriter){
		says(429, "1", `{"error":{"code":"rate_limited","message":"slow down"}}`),
		says(200, "", `{"accepted":1,"duplicates":0,"discarded":0,"rejected":[]}`),
	}}
	c, _ := patient(s)
	b := Browser{Key: "pk_x", Origin: "https://shop.example", UserAgent: "Mozilla/5.0", IP: "192.0.2.7"}
	answer, err := c.SendAs(t.Context(), b, []event.Raw{event.Raw(`{"name":"share"}`)})
	if err != nil || answer.Accepted != 1 || len(s.asked) != 2 {
		t.Fatalf("got %+v, %v after %d requests", answer, err, len(s.asked))
	}
	for name, want := range map[string]string{
		"Authorization": "", "X-Safar-Key": "pk_x", "Origin": "https://shop.example", "User-Agent": "Mozilla/5.0",
		"X-Forwarded-For": "192.0.2.7", "Content-Type": "text/plain",
	} {
		if got := s.asked[1].Header.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}
