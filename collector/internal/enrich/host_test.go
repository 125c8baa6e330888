package enrich

import "testing"

func TestHosts(t *testing.T) {
	hosts := NewHosts("https://Shop.Example:8443/path", "*.sister.example", "فروشگاه.example", "[2001:db8::1]:80", "*", "")
	for host, want := range map[string]bool{
		"shop.example":              true,
		"SHOP.example.":             true,
		"shop.example:443":          true,
		"fa.shop.example":           true,
		"notshop.example":           false,
		"shop.example.evil.test":    false,
		"example":                   false,
		"sister.example":            true,
		"a.b.sister.example":        true,
		"xn--mgbga8gnabd.example":   false,
		"xn--mgbrkyw9bhh.example":   false,
		"فروشگاه.example":           true,
		"blog.فروشگاه.example":      true,
		hostName("فروشگاه.example"): true,
		"2001:db8::1":               true,
		"anything.test":             false,
		"":                          false,
	} {
		if got := hosts.Has(host); got != want {
			t.Errorf("%q: %v, want %v", host, got, want)
		}
	}
	if (Hosts{}).Has("shop.example") {
		t.Error("the zero value holds a host")
	}
}
