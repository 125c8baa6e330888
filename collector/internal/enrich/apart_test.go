package enrich

import (
	"net/netip"
	"testing"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/sdk/event"
)

func TestTrialsAndStaffAreApart(t *testing.T) {
	n := newEnricher(t)
	site := testSite
	site.Staff = Staff{
		Networks: []netip.Prefix{netip.MustParsePrefix("192.0.2.0/24"), netip.MustParsePrefix("2001:db8:7::/48")},
		Visitors: []string{"v-boss"},
	}
	const office, street = "192.0.2.9", "198.51.100.9"
	for name, c := range map[string]struct {
		event   event.Event
		kind    event.KeyKind
		ip      string
		agent   string
		because string
	}{
		"a customer":                    {event.Event{Name: "page_view"}, event.BrowserKey, street, chromeAndroid, ""},
		"live, and says so":             {event.Event{Name: "page_view", Environment: event.EnvironmentLive}, event.BrowserKey, street, chromeAndroid, ""},
		"a trial":                       {event.Event{Name: "page_view", Environment: event.EnvironmentTest}, event.BrowserKey, street, chromeAndroid, journey.ApartTest},
		"a trial of a server's order":   {event.Event{Name: "purchase", Environment: event.EnvironmentTest}, event.ServerKey, "", "", journey.ApartTest},
		"a trial by a robot":            {event.Event{Name: "page_view", Environment: event.EnvironmentTest}, event.BrowserKey, street, "curl/8.0", journey.ApartTest},
		"the office":                    {event.Event{Name: "page_view"}, event.BrowserKey, office, chromeAndroid, journey.ApartStaff},
		"the office by IPv6":            {event.Event{Name: "page_view"}, event.BrowserKey, "2001:db8:7:1::9", chromeAndroid, journey.ApartStaff},
		"the office, mapped":            {event.Event{Name: "page_view"}, event.BrowserKey, "::ffff:" + office, chromeAndroid, journey.ApartStaff},
		"beside the office":             {event.Event{Name: "page_view"}, event.BrowserKey, "192.0.3.1", chromeAndroid, ""},
		"the office's robot":            {event.Event{Name: "page_view"}, event.BrowserKey, office, "curl/8.0", journey.ApartStaff},
		"a visitor of the list":         {event.Event{Name: "page_view", VisitorID: "v-boss", Consent: event.ConsentFull}, event.BrowserKey, street, chromeAndroid, journey.ApartStaff},
		"without consent to be known":   {event.Event{Name: "page_view", VisitorID: "v-boss"}, event.BrowserKey, street, chromeAndroid, ""},
		"who marked themselves":         {event.Event{Name: "page_view", VisitorID: "staff-1", Consent: event.ConsentFull}, event.BrowserKey, street, chromeAndroid, journey.ApartStaff},
		"the same by the server":        {event.Event{Name: "login", VisitorID: "staff-1"}, event.ServerKey, "", "", journey.ApartStaff},
		"the office, by the server":     {event.Event{Name: "login", Client: &event.Client{IP: office}}, event.ServerKey, "", "", journey.ApartStaff},
		"an order that was real":        {event.Event{Name: "purchase", VisitorID: "staff-1", Client: &event.Client{IP: office}}, event.ServerKey, "", "", ""},
		"an order that a browser tells": {event.Event{Name: "purchase"}, event.BrowserKey, office, chromeAndroid, journey.ApartStaff},
		"a robot, by the server":        {event.Event{Name: "page_view", Client: &event.Client{IP: street, UserAgent: "Googlebot/2.1"}}, event.ServerKey, "", "", BotCrawler},
		"a library in the shop's app":   {event.Event{Name: "page_view", Surface: event.SurfaceApp}, event.BrowserKey, street, "okhttp/4.9", ""},
		"a server in the office":        {event.Event{Name: "login"}, event.ServerKey, office, "", ""},
	} {
		t.Run(name, func(t *testing.T) {
			peer := Peer{UserAgent: c.agent}
			if c.ip != "" {
				peer.IP = netip.MustParseAddr(c.ip)
			}
			hit, _ := n.Enrich(&c.event, c.kind, peer, site, testSalt)
			if hit.Bot != c.because {
				t.Errorf("apart for %q, want %q", hit.Bot, c.because)
			}
			if hit.Event.Environment != "" || hit.Event.Client != nil {
				t.Errorf("kept: %+v", hit.Event)
			}
		})
	}
}
