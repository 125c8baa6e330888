package enrich

import (
	"strings"
	"testing"
)

func TestCleanURL(t *testing.T) {
	for raw, want := range map[string]struct{ cleaned, path string }{
		"":                                      {"", ""},
		"/p/12":                                 {"", ""},
		"not a url":                             {"", ""},
		"https://":                              {"", ""},
		"javascript://shop.example/%0aalert(1)": {"", ""},
		"data:text/html,x":                      {"", ""},
		"https://shop.example/%zz":              {"", ""},
		"https://shop.example":                  {"https://shop.example/", "/"},
		"HTTPS://Shop.Example:8443/P/12#top":    {"https://shop.example:8443/P/12", "/P/12"},
		"https://ali:secret@shop.example/p":     {"https://shop.example/p", "/p"},
		"https://shop.example/p?token=abc&utm_id=7": {"https://shop.example/p?utm_id=7", "/p"},
		"https://shop.example/p/12?utm_source=ig&session=1&utm_medium=paid_social&gclid=C-j_0": {
			"https://shop.example/p/12?utm_source=ig&utm_medium=paid_social&gclid=C-j_0", "/p/12"},
		"https://shop.example/search?q=%DA%A9%D9%81%D8%B4+%D8%B2%D9%86%D8%A7%D9%86%D9%87&page=2": {
			"https://shop.example/search?q=%DA%A9%D9%81%D8%B4+%D8%B2%D9%86%D8%A7%D9%86%D9%87", "/search"},
		"https://shop.example/?s=ali@example.com&k=shoe":                            {"https://shop.example/?s=%5Bemail%5D&k=shoe", "/"},
		"https://shop.example/?q=%DB%B0%DB%B9%DB%B1%DB%B2+123+4567":                 {"https://shop.example/?q=%5Bphone%5D", "/"},
		"https://shop.example/?utm_campaign=sms-09121234567&yclid=6042345678901234": {"https://shop.example/?utm_campaign=sms-%5Bphone%5D&yclid=6042345678901234", "/"},
		"https://shop.example/u/09121234567/p/1583250689":                           {"https://shop.example/u/%5Bphone%5D/p/1583250689", "/u/[phone]/p/1583250689"},
		"https://shop.example/?utm_content=ali%2540example.com":                     {"https://shop.example/?utm_content=%5Bemail%5D", "/"},
		"https://shop.example/?utm_source=&gclid":                                   {"https://shop.example/", "/"},
		"https://shop.example/?utm_source=%zz&q=a%00b":                              {"https://shop.example/?q=ab", "/"},
		"https://shop.example/?FBCLID=1&Utm_Source=a":                               {"https://shop.example/?fbclid=1&utm_source=a", "/"},
		"https://shop.example/account/ali@example.com/orders":                       {"https://shop.example/account/%5Bemail%5D/orders", "/account/[email]/orders"},
		"https://shop.example/@shop/post":                                           {"https://shop.example/@shop/post", "/@shop/post"},
		"https://shop.example/کفش":                                                  {"https://shop.example/%DA%A9%D9%81%D8%B4", "/کفش"},
		"https://xn--mgbai9azgqp6j.example/":                                        {"https://xn--mgbai9azgqp6j.example/", "/"},
		"https://[2001:db8::1]:8080/p":                                              {"https://[2001:db8::1]:8080/p", "/p"},
		"myshop://product/12?q=a":                                                   {"myshop://product/12?q=a", "/12"},
		" https://shop.example/p ":                                                  {"https://shop.example/p", "/p"},
	} {
		cleaned, path, _ := CleanURL(raw)
		if cleaned != want.cleaned || path != want.path {
			t.Errorf("%q: %q %q, want %q %q", raw, cleaned, path, want.cleaned, want.path)
		}
		if got := LandingPath(raw); got != want.path {
			t.Errorf("%q lands on %q, want %q", raw, got, want.path)
		}
		if again, _, _ := CleanURL(cleaned); again != cleaned {
			t.Errorf("%q cleaned twice is %q", cleaned, again)
		}
	}
}

func TestCleanURLIsBounded(t *testing.T) {
	long := "https://shop.example/" + strings.Repeat("ک", 2000) + "?utm_term=" + strings.Repeat("x", 500) + strings.Repeat("&utm_content=y", 300)
	cleaned, path, _ := CleanURL(long)
	if len(cleaned) > maxURL || len(path) > maxPath {
		t.Errorf("%d and %d bytes", len(cleaned), len(path))
	}
	if strings.ContainsRune(path, '\uFFFD') || !strings.Contains(cleaned, "utm_term="+strings.Repeat("x", maxValue)+"&") {
		t.Errorf("cut badly: %s", cleaned)
	}
	if huge, _, _ := CleanURL("https://shop.example/" + strings.Repeat("a", maxRaw)); huge != "" {
		t.Errorf("%d bytes of a huge URL", len(huge))
	}
}

func TestCleanReferrer(t *testing.T) {
	site := Site{Hosts: NewHosts("sister.example")}
	for raw, want := range map[string]string{
		"":                                    "",
		"https://shop.example/search?q=shoe":  "https://shop.example/search?q=shoe",
		"https://a.sister.example/?q=x&tok=1": "https://a.sister.example/?q=x",
		"https://www.google.com/search?q=my+illness&utm_source=a#b": "https://www.google.com/search",
		"https://blog.example/ali@example.com/post?id=1":            "https://blog.example/%5Bemail%5D/post",
		"http://203.0.113.9/inbox":                                  "",
		"http://[2001:db8::9]/inbox":                                "",
	} {
		if got := CleanReferrer(raw, "https://shop.example/", site); got != want {
			t.Errorf("%q: %q, want %q", raw, got, want)
		}
	}
}

func FuzzCleanURL(f *testing.F) {
	f.Add("https://shop.example/p?utm_source=a&q=b%00")
	f.Add("//shop.example/@a.b")
	f.Fuzz(func(t *testing.T, raw string) {
		cleaned, _, _ := CleanURL(raw)
		if again, _, _ := CleanURL(cleaned); again != cleaned {
			t.Errorf("%q: %q, cleaned twice %q", raw, cleaned, again)
		}
		if len(cleaned) > maxURL {
			t.Errorf("%d bytes", len(cleaned))
		}
	})
}
