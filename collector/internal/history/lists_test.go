package history_test

import (
	"cmp"
	"net/url"
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
	o.Agent = func(ua string) (a oracle.Agent) {
		switch {
		case strings.Contains(ua, "iPhone"):
			a = oracle.Agent{Device: "mobile", Browser: "Mobile Safari", OS: "iOS"}
		case strings.Contains(ua, "iPad"):
			a = oracle.Agent{Device: "tablet", Browser: "Mobile Safari", OS: "iOS"}
		case strings.Contains(ua, "Windows"):
			a = oracle.Agent{Device: "desktop", Browser: "Chrome", OS: "Windows"}
		}
		a.Robot = strings.Contains(ua, "Googlebot")
		return a
	}
	o.Country = func(string) string { return "" }
	o.Path = func(page string) string {
		u, err := url.Parse(page)
		if err != nil || u.Host == "" {
			return ""
		}
		return cmp.Or(u.Path, "/")
	}
	o.Channel = func(source, medium, _ string) string {
		switch {
		case source == "" && medium == "":
			return "direct"
		case medium == "cpc":
			return "paid_search"
		case medium == "email":
			return "email"
		}
		return "unassigned"
	}
	o.Arrive = func(page, referrer string) (a oracle.Arrival, gateway bool) {
		gateway = strings.Contains(referrer, "stripe.com") || strings.Contains(referrer, "shaparak.ir")
		u, err := url.Parse(page)
		if err != nil {
			return a, gateway
		}
		a = oracle.Arrival{Source: u.Query().Get("utm_source"), Medium: u.Query().Get("utm_medium"), Campaign: u.Query().Get("utm_campaign")}
		switch {
		case a != oracle.Arrival{}:
			a.Channel = o.Channel(a.Source, a.Medium, a.Campaign)
		case u.Query().Has("gclid"):
			a = oracle.Arrival{Channel: "paid_search", Source: "google", Medium: "cpc"}
		case strings.Contains(referrer, "google.com"):
			a = oracle.Arrival{Channel: "organic_search", Source: "google", Medium: "organic"}
		case strings.Contains(referrer, "instagram.com") || strings.Contains(referrer, "facebook.com"):
			a = oracle.Arrival{Channel: "organic_social", Source: "social", Medium: "referral"}
		case strings.Contains(referrer, "t.me"):
			a = oracle.Arrival{Channel: "messaging", Source: "telegram", Medium: "referral"}
		}
		return a, gateway
	}
	return o
}

// ask gives the oracle's answers about a history.
func ask(t *testing.T, h history.History) func(oracle.Question) oracle.Answer {
	t.Helper()
	s, received := site(t, h.Site), h.Received(history.Now())
	return func(q oracle.Question) oracle.Answer { return oracle.Ask(s, received, q) }
}
