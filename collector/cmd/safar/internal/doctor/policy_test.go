package doctor

import (
	"net/url"
	"strings"
	"testing"
)

func TestSourcesOfAPolicy(t *testing.T) {
	page, err := url.Parse("https://shop.example/p")
	if err != nil {
		t.Fatal(err)
	}
	address, err := url.Parse("https://c.shop.example:8443/x/t.js")
	if err != nil {
		t.Fatal(err)
	}
	for source, want := range map[string]bool{
		"*": true, "https:": true, "http:": true, "data:": false, "'self'": false, "'none'": false, "'unsafe-inline'": false,
		"https://c.shop.example:8443": true, "c.shop.example:8443": true, "c.shop.example": false, "c.shop.example:*": true,
		"*.shop.example:8443": true, "*.example:8443": true, "shop.example:8443": false, "*.c.shop.example:8443": false,
		"C.Shop.Example:8443": true, "c.shop.example:8443/x/": true, "c.shop.example:8443/x/t.js": true, "c.shop.example:8443/x": false, "c.shop.example:8443/y/": false,
		"http://c.shop.example:8443": true,
	} {
		if got := matches(source, page, address); got != want {
			t.Errorf("%s allows %s: %v", source, address, got)
		}
	}
	if got := parsePolicies("default-src 'self'; script-src a; script-src b, default-src c"); len(got) != 2 || strings.Join(got[0]["script-src"], " ") != "a" || got[1]["default-src"][0] != "c" {
		t.Errorf("%v", got)
	}
}
