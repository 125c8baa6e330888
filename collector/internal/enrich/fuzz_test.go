package enrich

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzAgent reads user agents: it tells only what it has words for, tells the same when asked
// again, and a robot has no browser.
func FuzzAgent(f *testing.F) {
	for _, ua := range []string{chromeAndroid, safariIPhone, firefoxLinux, "", "curl/8", "Googlebot/2.1", "Mozilla/5.0 (" + strings.Repeat("(", 600), "\xff\x00",
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) HeadlessChrome/124", "Opera/9.80 (J2ME/MIDP; Opera Mini/" + strings.Repeat("9.", 200)} {
		f.Add(ua)
	}
	agents := newTestAgents(f, standing)
	f.Fuzz(func(t *testing.T, ua string) {
		first := agents.Parse(ua)
		again := agents.Parse(ua)
		if first.Browser = again.Browser; first != again { // a name may have waited for its budget
			t.Fatalf("%q is %+v, then %+v", ua, first, again)
		}
		if !slices.Contains([]string{"", Mobile, Tablet, Desktop, TV}, again.Device) {
			t.Fatalf("%q is a %q", ua, again.Device)
		}
		if again.Bot != BotNone && (again.Browser != "" || !slices.Contains([]string{BotHeadless, BotLibrary, BotCrawler, BotNoUserAgent}, again.Bot)) {
			t.Fatalf("%q is %+v", ua, again)
		}
	})
}

// FuzzArrival reads a page's URL and its referrer: what is told of the way there is a channel of
// ours and texts within their bounds, that of an inside referrer is nothing, and what is kept of
// a referrer from outside has no parameters.
func FuzzArrival(f *testing.F) {
	f.Add("https://shop.example/p?utm_source=instagram&utm_medium=story", "https://l.instagram.com/")
	f.Add("https://shop.example/?gclid=1&utm_campaign=%D9%86%D9%88%D8%B1%D9%88%D8%B2", "https://www.google.co.uk/search?q=x")
	f.Add("https://shop.example/", "https://pay.shop.example/back?token=1")
	f.Add("https://xn--/", "android-app://com.google.android.gm/")
	f.Add("http://[::1]:80/?UTM_SOURCE=a@b.example", "//a")
	sources, err := NewSources()
	if err != nil {
		f.Fatal(err)
	}
	site := Site{Hosts: NewHosts("sister.example")}
	f.Fuzz(func(t *testing.T, page, referrer string) {
		arrival, _ := sources.Arrive(page, referrer, site)
		kept := CleanReferrer(referrer, page, site)
		p, _ := parseAddress(page)
		r, _ := parseAddress(referrer)
		if !utf8.ValidString(kept) || len(kept) > maxURL {
			t.Fatalf("%q is kept as %q", referrer, kept)
		}
		if !inside(r.host, p, site) && strings.ContainsAny(kept, "?#") {
			t.Fatalf("%q is kept as %q", referrer, kept)
		}
		if arrival == nil {
			return
		}
		if arrival.Channel == "" {
			t.Fatalf("%q from %q is %+v", page, referrer, arrival)
		}
		for _, text := range []string{arrival.Source, arrival.Medium, arrival.Campaign} {
			if !utf8.ValidString(text) || looksLikeEmail(text) || len(text) > max(maxLabel, len(r.host)+len("www.")) {
				t.Fatalf("%q from %q is %+v", page, referrer, arrival)
			}
		}
	})
}

// FuzzHosts holds sets of hosts: one has the host that it was made of, and what is below it, but
// not what merely ends alike.
func FuzzHosts(f *testing.F) {
	for _, host := range []string{"shop.example", "*.shop.example", "https://Shop.Example:8443/path", "کفش.example", "[2001:db8::1]:80", "shop.example.", "a:b:c", "[", "*"} {
		f.Add(host)
	}
	f.Fuzz(func(t *testing.T, entry string) {
		hosts := NewHosts(entry)
		for name := range hosts.names {
			if !hosts.has(name) || !hosts.has("www."+name) || hosts.has("other"+name) || hosts.has("") {
				t.Fatalf("%q is %q", entry, name)
			}
		}
	})
}

// FuzzPersonalID tells ids that look personal in whatever digits they are written, and with a
// name before the address or blanks around.
func FuzzPersonalID(f *testing.F) {
	for _, id := range []string{"ali@shop.example", "+98 912 345 6789", "۰۹۱۲۳۴۵۶۷۸۹", "٠١٠١٢٣٤٥٦٧٨", "tel:+442071838750", "C-1042", "1042", "555-123-4567", "a%40b.example", "\xff@b.example"} {
		f.Add(id)
	}
	f.Fuzz(func(t *testing.T, id string) {
		personal := PersonalID(id)
		persian := strings.Map(func(r rune) rune {
			if r >= '0' && r <= '9' {
				return r - '0' + '۰'
			}
			return r
		}, id)
		if utf8.ValidString(id) && !strings.Contains(id, "%40") && PersonalID(persian) != personal {
			t.Fatalf("%q: %v, and %q: %v", id, personal, persian, !personal)
		}
		key := []byte("key")
		kept := CustomerID(key, id)
		if personal == (kept == id) && kept != "" || CustomerID(key, kept) != kept && !PersonalID(kept) {
			t.Fatalf("%q is kept as %q", id, kept)
		}
	})
}
