package doctor

import (
	"net/url"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// FuzzPage looks at pages of anything: what is found is worded, and a policy of nothing but
// 'none' lets no tag run.
func FuzzPage(f *testing.F) {
	f.Add(`<script src="/t.js" data-site="pk_x" defer></script>`, `script-src 'self'; connect-src *`)
	f.Add(`<base href="//other.example/a/"><script src=t.0123456789.js data-site integrity=x nonce=n></script><meta http-equiv=content-security-policy content="default-src 'none'">`, `, ;; script-src`)
	f.Add(`<script>googletagmanager.com</script><script src="http://[::1"></script>`, "script-src 'nonce-n' 'strict-dynamic'")
	f.Fuzz(func(t *testing.T, body, header string) {
		at, err := url.Parse("https://shop.example/")
		if err != nil {
			t.Fatal(err)
		}
		root, err := html.Parse(strings.NewReader(body))
		if err != nil {
			return
		}
		p := &page{url: at, base: at, policies: parsePolicies(header)}
		for node := range root.Descendants() {
			p.read(node)
		}
		r := &Report{}
		found := r.onlyTag(p)
		if found == nil {
			return
		}
		r.attributes(found)
		r.policies(p, found)
		for _, c := range r.Checks {
			if c.Name == "" || c.Message == "" {
				t.Fatalf("%+v", c)
			}
		}
		if none := (policy{"script-src": {"'none'"}}); runs(none["script-src"], p.url, found) {
			t.Fatalf("%v runs", found.src)
		}
	})
}
