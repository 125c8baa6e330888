package enrich

import (
	"strings"
	"testing"

	"github.com/ua-parser/uap-go/uaparser"
)

// TestFamiliesAreTheDatabases holds what is found by words to what the database itself says,
// for user agents made of every word of every pattern.
func TestFamiliesAreTheDatabases(t *testing.T) {
	database, err := uaparser.New(uaparser.WithCacheSize(1))
	if err != nil {
		t.Fatal(err)
	}
	f := userAgents()
	known := func(name string) string { return strings.Replace(name, "Other", "", 1) }
	check := func(ua string) {
		if got, want := f.browser(ua), known(database.ParseUserAgent(ua).Family); got != want {
			t.Errorf("browser %q, want %q: %s", got, want, ua)
		}
		if got, want := f.system(ua), known(database.ParseOs(ua).Family); got != want {
			t.Errorf("system %q, want %q: %s", got, want, ua)
		}
	}
	for _, ua := range []string{"", "x", chromeAndroid, safariIPhone, firefoxLinux, "Mozilla/5.0 (Windows NT 10.0) ſafari/5 Kindle/3", strings.ToUpper(chromeAndroid)} {
		check(ua)
	}
	telling, step := 0, 0
	for _, all := range [][]family{f.browsers, f.systems} {
		for i := range all {
			if all[i].words == nil {
				continue
			}
			telling++
			for _, word := range all[i].words {
				if step++; step%4 > 0 && testing.Short() {
					continue
				}
				check("Mozilla/5.0 (Linux; " + word + " 7.1.2) " + word + "/3.21.4 Safari/537.36")
			}
		}
	}
	if all := len(f.browsers) + len(f.systems); telling < all*9/10 {
		t.Errorf("%d patterns of %d have words", telling, all)
	}
}
