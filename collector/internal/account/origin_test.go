package account

import (
	"testing"

	"github.com/safar-cx/safar/collector/internal/store"
)

func TestOriginAllowed(t *testing.T) {
	tests := []struct {
		name    string
		origins []string // of the key
		domains []string // of the site
		origin  string
		want    bool
	}{
		{"no lists", nil, nil, "https://any.example", true},
		{"no lists, sandboxed frame", nil, nil, "null", true},
		{"no origin sent", []string{"https://shop.example"}, nil, "", true},
		{"listed", []string{"https://shop.example"}, nil, "https://shop.example", true},
		{"listed, other case", []string{"https://shop.example"}, nil, "HTTPS://Shop.Example", true},
		{"not listed", []string{"https://shop.example"}, nil, "https://thief.example", false},
		{"other scheme", []string{"https://shop.example"}, nil, "http://shop.example", false},
		{"other port", []string{"https://shop.example"}, nil, "https://shop.example:8443", false},
		{"subdomain of a listed one", []string{"https://shop.example"}, nil, "https://a.shop.example", false},
		{"the key's list comes before domains", []string{"https://a.example"}, []string{"b.example"}, "https://b.example", false},
		{"domain", nil, []string{"shop.example"}, "https://shop.example", true},
		{"domain with port", nil, []string{"shop.example"}, "http://shop.example:8080", true},
		{"subdomain", nil, []string{"shop.example"}, "https://www.shop.example", true},
		{"domain as suffix", nil, []string{"shop.example"}, "https://badshop.example", false},
		{"domain as subdomain", nil, []string{"shop.example"}, "https://shop.example.thief.example", false},
		{"null against a list", nil, []string{"shop.example"}, "null", false},
		{"an application's", nil, nil, "capacitor://localhost", true},
		{"an address", nil, nil, "http://[::1]:8080", true},
		{"no lists, no origin", nil, nil, "invoice\u202egpj.exe", false},
		{"no lists, more than an origin", nil, nil, "https://any.example/?x", false},
		{"domain, more than an origin", nil, []string{"shop.example"}, "https://shop.example/\tx", false},
		{"no URL", nil, []string{"shop.example"}, "https://%zz", false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := OriginAllowed(store.Key{Origins: tt.origins}, store.Site{Domains: tt.domains}, tt.origin); got != tt.want {
				t.Errorf("got %v, want %v", got, tt.want)
			}
		})
	}
}
