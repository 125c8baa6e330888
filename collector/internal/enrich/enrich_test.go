package enrich

import (
	"net/netip"
	"reflect"
	"testing"
	"time"

	"github.com/maxmind/mmdbwriter/mmdbtype"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/sdk/event"
)

func newEnricher(t *testing.T) *Enricher {
	t.Helper()
	n, err := New(Config{Countries: openCountries(t, map[string]mmdbtype.Map{"5.22.0.0/17": inCountry("IR")}), Now: standing})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

var (
	testSite = Site{ID: 7, Hosts: NewHosts("shop.example"), Key: []byte("key")}
	testSalt = []byte("salt of the day")
	testIP   = netip.MustParseAddr("5.22.1.1")
)

func TestEnrichBrowser(t *testing.T) {
	e := event.Event{
		ID: "1", Name: "page_view", Time: time.UnixMilli(1), Consent: event.ConsentFull, VisitorID: "v-1", CustomerID: "C-1",
		Page: event.Page{
			URL:      "https://shop.example/p/12?utm_source=telegram&token=secret#x",
			Referrer: "https://t.me/s/channel?id=1", Title: "Shoe",
		},
	}
	before := e
	got, _ := newEnricher(t).Enrich(&e, event.BrowserKey, Peer{IP: testIP, UserAgent: chromeAndroid}, testSite, testSalt)
	want := journey.Hit{
		Event: event.Event{
			ID: "1", Name: "page_view", Time: time.UnixMilli(1), Consent: event.ConsentFull, VisitorID: "v-1", CustomerID: "C-1",
			Surface: event.SurfaceWeb,
			Page: event.Page{
				URL:      "https://shop.example/p/12?utm_source=telegram",
				Referrer: "https://t.me/s/channel", Title: "Shoe",
			},
		},
		Source: event.BrowserKey, Visitor: "v-1", FromClient: true,
		Arrival: &journey.Arrival{Channel: Messaging, Source: "telegram"}, Landing: "/p/12",
		Device: Mobile, Browser: "Chrome Mobile", OS: "Android", Country: "IR",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if !reflect.DeepEqual(e, before) {
		t.Errorf("the event itself changed: %+v", e)
	}
}

func TestEnrichServerAlone(t *testing.T) {
	e := event.Event{Name: "purchase", CustomerID: "ali@example.com"}
	peer := Peer{IP: testIP, UserAgent: "Go-http-client/2.0", OptOut: true} // the shop's server itself
	got, _ := newEnricher(t).Enrich(&e, event.ServerKey, peer, testSite, testSalt)
	want := journey.Hit{
		Event: event.Event{
			Name: "purchase", Consent: event.ConsentFull, Surface: event.SurfaceOther,
			CustomerID: KeyedHash(testSite.Key, "ali@example.com"),
		},
		Source: event.ServerKey,
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
}

func TestGuestMeetsHimself(t *testing.T) {
	n := newEnricher(t)
	peer := Peer{IP: testIP, UserAgent: chromeAndroid}
	browser, _ := n.Enrich(&event.Event{Name: "page_view"}, event.BrowserKey, peer, testSite, testSalt)
	e := event.Event{Name: "add_to_cart", Client: &event.Client{IP: "5.22.1.1", UserAgent: chromeAndroid}}
	server, _ := n.Enrich(&e, event.ServerKey, Peer{IP: netip.MustParseAddr("10.0.0.1"), UserAgent: "Go-http-client/2.0"}, testSite, testSalt)

	if browser.Visitor == "" || browser.Visitor != server.Visitor || !browser.Hashed || !server.Hashed {
		t.Errorf("browser %q %v, server %q %v", browser.Visitor, browser.Hashed, server.Visitor, server.Hashed)
	}
	if server.Event.Client != nil || e.Client == nil {
		t.Errorf("client: %+v in the hit, %+v in the event", server.Event.Client, e.Client)
	}
	if server.Event.Surface != event.SurfaceWeb || server.Device != Mobile || server.Country != "IR" || !server.FromClient {
		t.Errorf("%+v", server)
	}
	if server.Bot != BotNone {
		t.Errorf("the shop's own server is a robot: %s", server.Bot)
	}
}

func TestEnrichIdentity(t *testing.T) {
	n := newEnricher(t)
	hash := DayHash(testSalt, testSite.ID, testIP, firefoxLinux)
	browser := Peer{IP: testIP, UserAgent: firefoxLinux}
	optedOut := browser
	optedOut.OptOut = true
	client := &event.Client{IP: testIP.String(), UserAgent: firefoxLinux}
	for name, c := range map[string]struct {
		consent           event.Consent
		kind              event.KeyKind
		client            *event.Client
		peer              Peer
		salt              []byte
		visitor, customer string
		effective         event.Consent
	}{
		"full":                      {event.ConsentFull, event.BrowserKey, nil, browser, testSalt, "v", "c", event.ConsentFull},
		"not stated by a browser":   {"", event.BrowserKey, nil, browser, testSalt, hash, "", event.ConsentAnonymous},
		"not stated by a server":    {"", event.ServerKey, client, Peer{}, testSalt, "v", "c", event.ConsentFull},
		"anonymous":                 {event.ConsentAnonymous, event.BrowserKey, nil, browser, testSalt, hash, "", event.ConsentAnonymous},
		"anonymous by a server":     {event.ConsentAnonymous, event.ServerKey, client, Peer{}, testSalt, hash, "", event.ConsentAnonymous},
		"anonymous, nobody there":   {event.ConsentAnonymous, event.ServerKey, nil, browser, testSalt, "", "", event.ConsentAnonymous},
		"full, browser opted out":   {event.ConsentFull, event.BrowserKey, nil, optedOut, testSalt, hash, "", event.ConsentAnonymous},
		"full, server's own signal": {event.ConsentFull, event.ServerKey, client, optedOut, testSalt, "v", "c", event.ConsentFull},
		"salt destroyed":            {event.ConsentAnonymous, event.BrowserKey, nil, browser, nil, "", "", event.ConsentAnonymous},
		"no address":                {event.ConsentAnonymous, event.BrowserKey, nil, Peer{UserAgent: firefoxLinux}, testSalt, "", "", event.ConsentAnonymous},
		"client without address":    {event.ConsentAnonymous, event.ServerKey, &event.Client{IP: "unknown"}, browser, testSalt, "", "", event.ConsentAnonymous},
		"none":                      {event.ConsentNone, event.BrowserKey, nil, browser, testSalt, hash, "", event.ConsentNone},
	} {
		e := event.Event{Name: "view_item", Consent: c.consent, VisitorID: "v", CustomerID: "c", Client: c.client}
		hit, _ := n.Enrich(&e, c.kind, c.peer, testSite, c.salt)
		if hit.Visitor != c.visitor || hit.Event.CustomerID != c.customer || hit.Event.Consent != c.effective {
			t.Errorf("%s: visitor %q, customer %q, consent %q", name, hit.Visitor, hit.Event.CustomerID, hit.Event.Consent)
		}
		if hashed := hit.Visitor == hash; hit.Hashed != hashed || hashed && hit.Event.VisitorID != "" {
			t.Errorf("%s: hashed %v, visitor id %q", name, hit.Hashed, hit.Event.VisitorID)
		}
	}
}

func TestEnrichLeavesNoAddress(t *testing.T) {
	n := newEnricher(t)
	e := event.Event{Name: "page_view", Page: event.Page{URL: "https://shop.example/?ip=5.22.1.1", Referrer: "http://5.22.1.1/"},
		Client: &event.Client{IP: "5.22.1.1", UserAgent: chromeAndroid}}
	hit, _ := n.Enrich(&e, event.ServerKey, Peer{IP: testIP}, testSite, testSalt)
	if hit.Event.Page.URL != "https://shop.example/" || hit.Event.Page.Referrer != "" || hit.Arrival != nil || hit.Event.Client != nil {
		t.Errorf("%+v", hit)
	}
}
