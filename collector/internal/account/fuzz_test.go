package account

import (
	"reflect"
	"strings"
	"testing"
	"unicode"

	"github.com/safar-cx/safar/collector/internal/store"
)

// FuzzSecret shows texts as secrets: one that is well formed has its kind at its beginning, is
// none of another kind, and none any more when a character of it changes.
func FuzzSecret(f *testing.F) {
	prefixes := []Prefix{BrowserPrefix, ServerPrefix, ReadPrefix, SessionPrefix, SetupPrefix, SignInPrefix, InvitePrefix, ResetPrefix, SharePrefix}
	for _, p := range prefixes {
		f.Add(newSecret(p), uint8(5), byte(1))
	}
	f.Add("pk_", uint8(0), byte(0))
	f.Add(strings.Repeat("\xff", secretLen), uint8(0), byte(0))
	f.Fuzz(func(t *testing.T, text string, place uint8, flip byte) {
		kinds := 0
		for _, p := range prefixes {
			if WellFormed(p, text) {
				kinds++
			}
		}
		if kinds > 1 || kinds == 1 && len(text) != secretLen {
			t.Fatalf("%q is of %d kinds", text, kinds)
		}
		if kinds == 0 || flip == 0 {
			return
		}
		changed := []byte(text)
		changed[int(place)%len(changed)] ^= flip
		for _, p := range prefixes {
			if WellFormed(p, string(changed)) {
				t.Fatalf("%q is well formed, and so is %q", text, changed)
			}
		}
	})
}

// FuzzEmail reads addresses: what is taken is taken again as it is, and nothing in it can break
// out of a line, a header or a link.
func FuzzEmail(f *testing.F) {
	for _, text := range []string{" Ali@Shop.Example ", "ali@کفش.example", "a@b@c.example", "@shop.example", "a@[127.0.0.1]", "a b@shop.example", "\"a\"@shop.example",
		"a@shop.example\r\nBcc: b@shop.example", "á@shop.example", "a@-.example", strings.Repeat("a", 300) + "@shop.example"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		email, err := Email(text)
		if err != nil {
			return
		}
		if again, err := Email(email); err != nil || again != email {
			t.Fatalf("%q is taken as %q, which is taken as %q, %v", text, email, again, err)
		}
		if len(email) > maxEmail || strings.ContainsFunc(email, unicode.IsControl) || strings.ContainsAny(email, "\"<>,; \\") {
			t.Fatalf("%q is taken as %q", text, email)
		}
	})
}

// FuzzOrigins reads origins and host names as merchants write them: what is taken is taken again
// as it is, and a page of that origin may use the key.
func FuzzOrigins(f *testing.F) {
	for _, text := range []string{"https://shop.example/", "HTTP://Shop.Example:80", "https://[2001:DB8::1]:8443", "https://کفش.example", "https://shop.example:443#a",
		"//shop.example", "https://a@shop.example", "https://shop.example:99999", "https://[::1%25eth0]", "https://1.2.3", "null"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if origins, err := Origins([]string{text}); err == nil {
			again, err := Origins(origins)
			if err != nil || !reflect.DeepEqual(origins, again) {
				t.Fatalf("%q is taken as %q, which is taken as %q, %v", text, origins, again, err)
			}
			if !OriginAllowed(store.Key{Origins: origins}, store.Site{}, origins[0]) {
				t.Fatalf("%q may not use its own key", origins[0])
			}
			if strings.ContainsAny(origins[0], " \t\r\n\"'<>;,") {
				t.Fatalf("%q is taken as %q", text, origins[0])
			}
		}
		if names, err := hosts("domains", []string{text}); err == nil {
			again, err := hosts("domains", names)
			if err != nil || !reflect.DeepEqual(names, again) {
				t.Fatalf("%q is taken as %q, which is taken as %q, %v", text, names, again, err)
			}
		}
	})
}
