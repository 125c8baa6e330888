package history_test

import (
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/history"
	"github.com/safar-cx/safar/collector/internal/oracle"
)

// site is the oracle's view of a site with small lists of its own in place of the real ones.
func site(t *testing.T, s history.Site) oracle.Site {
	t.Helper()
	o, err := s.Oracle()
	if err != nil {
		t.Fatal(err)
	}
	o.Device = func(ua string) string {
		switch {
		case strings.Contains(ua, "iPhone"):
			return "mobile"
		case strings.Contains(ua, "iPad"):
			return "tablet"
		case strings.Contains(ua, "Windows"):
			return "desktop"
		}
		return ""
	}
	o.Bot = func(ua string) bool { return strings.Contains(ua, "Googlebot") }
	o.Channel = func(url, referrer string) (string, bool, bool) {
		gateway := strings.Contains(referrer, "stripe.com") || strings.Contains(referrer, "shaparak.ir")
		switch {
		case strings.Contains(url, "gclid=") || strings.Contains(url, "utm_medium=cpc"):
			return "paid_search", true, gateway
		case strings.Contains(url, "utm_medium=email"):
			return "email", true, gateway
		case strings.Contains(referrer, "google.com"):
			return "organic_search", true, gateway
		case strings.Contains(referrer, "instagram.com"):
			return "organic_social", true, gateway
		}
		return "", false, gateway
	}
	return o
}

// ask gives the oracle's answers about a history.
func ask(t *testing.T, h history.History) func(oracle.Question) oracle.Answer {
	t.Helper()
	s, received := site(t, h.Site), h.Received(history.Now())
	return func(q oracle.Question) oracle.Answer { return oracle.Ask(s, received, q) }
}
