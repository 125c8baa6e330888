package doctor_test

import (
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/collector/cmd/safar/internal/doctor"
	"github.com/safar-cx/safar/js"
)

// town is a collector, mounted below a path, and a shop whose one page is what a test says.
type town struct {
	collector, shop string // addresses
	key             string
	page            http.HandlerFunc
}

func found(t *testing.T) *town {
	t.Helper()
	c, err := collector.Create(collector.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	made, err := c.AddSite(t.Context(), collector.SiteSpec{Name: "main", Timezone: "UTC", Currency: "EUR", Domains: []string{"127.0.0.1"}})
	if err != nil {
		t.Fatal(err)
	}
	w := &town{key: made.BrowserKey}
	collected := httptest.NewServer(http.StripPrefix("/x", c.Handler()))
	shop := httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) { w.page(rw, r) }))
	t.Cleanup(func() {
		shop.Close()
		collected.Close()
		if err := c.Close(); err != nil {
			t.Error(err)
		}
	})
	w.collector, w.shop = collected.URL, shop.URL
	return w
}

// html serves a page with a head and a policy, "" for none.
func html(head, policy string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		if policy != "" {
			w.Header().Set("Content-Security-Policy", policy)
		}
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		fmt.Fprintf(w, "<!doctype html><html><head><title>t</title>%s</head><body></body></html>", head)
	}
}

func TestExamine(t *testing.T) {
	w := found(t)
	tag := func(attributes string) string {
		return fmt.Sprintf(`<script async src="%s/x/t.js" data-site="%s" %s></script>`, w.collector, w.key, attributes)
	}
	pinned := func(integrity string) string {
		return fmt.Sprintf(`<script async src="%s/x/%s" data-site="%s" integrity="%s" crossorigin></script>`, w.collector, js.Tag().Name, w.key, integrity)
	}
	strict := "default-src 'none'; script-src " + w.collector + "; connect-src " + w.collector
	well := html(tag(""), "")
	for name, c := range map[string]struct {
		page   http.HandlerFunc
		checks string // that are wrong
		says   string
	}{
		"all is well":               {well, "", "may use it"},
		"a strict policy":           {html(tag(""), strict), "", "lets the tag run and send"},
		"a nonce":                   {html(tag(`nonce="n1"`), "script-src 'nonce-n1' 'strict-dynamic'; connect-src *"), "", "lets the tag run"},
		"a hash":                    {html(pinned(js.Tag().Integrity), ""), "", "serves the tag"},
		"on the shop's own host":    {html(tag(""), "default-src http:"), "", "lets"},
		"no tag":                    {html("", ""), "tag", "There is no tag"},
		"a tag manager":             {html(`<script src="https://www.googletagmanager.com/gtm.js?id=GTM-1"></script>`, ""), "tag", "?safar-debug"},
		"twice":                     {html(tag("")+tag(""), ""), "twice", "2 times"},
		"no key":                    {html(strings.Replace(tag(""), "data-site", "data-key", 1), ""), "key", "no key"},
		"a mistyped key":            {html(strings.Replace(tag(""), w.key, w.key[:len(w.key)-1], 1), ""), "key key", "mistyped"},
		"a server key":              {html(strings.Replace(tag(""), "pk_", "sk_", 1), ""), "key key", "It is secret"},
		"another collector's key":   {html(strings.Replace(tag(""), w.key, "pk_abcdefghijklmnopqrstuvwxyz234567a", 1), ""), "key key", "does not know"},
		"consent":                   {html(tag(`data-consent="yes"`), ""), "consent", "none that the tag knows"},
		"not run":                   {html(tag(`type="text/plain"`), ""), "type", "keeps the browser"},
		"integrity of what changes": {html(tag(`integrity="`+js.Tag().Integrity+`" crossorigin`), ""), "integrity", "changes with every update"},
		"integrity of another":      {html(pinned("sha384-AAAA"), ""), "integrity", "not the one"},
		"an old name":               {html(strings.Replace(pinned(js.Tag().Integrity), js.Tag().Name, "t.0123456789.js", 1), ""), "collector", "no file"},
		"no script allowed":         {html(tag(""), "script-src 'self'; connect-src "+w.collector), "policy", "to script-src"},
		"no sending allowed":        {html(tag(""), "script-src "+w.collector+"; connect-src 'self'"), "policy", "to connect-src"},
		"the default forbids":       {html(tag(""), "default-src 'self'"), "policy policy", "default-src"},
		"only the nonce counts":     {html(tag(""), "script-src 'strict-dynamic' 'nonce-x' "+w.collector), "policy", "to script-src"},
		"a policy in the page":      {html(`<meta http-equiv="content-security-policy" content="script-src 'none'">`+tag(""), ""), "policy", "script-src"},
		"no collector":              {html(strings.Replace(tag(""), w.collector, "http://127.0.0.1:1", 1), ""), "collector", "can't be loaded"},
		"no script":                 {html(strings.Replace(tag(""), w.collector+"/x/t.js", w.shop+"/t.js", 1), ""), "collector", "no script"},
		"no page":                   {http.NotFound, "page", "404"},
		"no HTML":                   {func(w http.ResponseWriter, _ *http.Request) { w.Header().Set("Content-Type", "text/plain") }, "page", "no HTML"},
		"too long":                  {func(w http.ResponseWriter, r *http.Request) { well(w, r); fmt.Fprint(w, strings.Repeat(" ", 6<<20)) }, "page", "too long"},
		"in a circle":               {func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusFound) }, "page", "redirects"},
	} {
		t.Run(name, func(t *testing.T) {
			w.page = c.page
			report, err := doctor.Examine(t.Context(), w.shop+"/")
			if err != nil {
				t.Fatal(err)
			}
			var wrong []string
			var said strings.Builder
			for _, check := range report.Checks {
				fmt.Fprintln(&said, check.Message, check.Remedy)
				if !check.OK {
					wrong = append(wrong, check.Name)
				}
				if check.OK != (check.Remedy == "") {
					t.Errorf("%+v", check)
				}
			}
			if strings.Join(wrong, " ") != c.checks || report.Well() != (c.checks == "") || !strings.Contains(said.String(), c.says) {
				t.Errorf("wrong: %v, want %q; it says\n%s", wrong, c.checks, &said)
			}
		})
	}
}

// Pages of another host may not use the key, and after a redirect it is the last host that counts.
func TestOriginIsThatOfThePage(t *testing.T) {
	w := found(t)
	other := strings.Replace(w.shop, "127.0.0.1", "localhost", 1)
	w.page = func(rw http.ResponseWriter, r *http.Request) {
		if strings.HasPrefix(r.Host, "127.0.0.1") {
			http.Redirect(rw, r, other+"/", http.StatusFound)
			return
		}
		html(fmt.Sprintf(`<base href="%s/x/"><script src="t.js" data-site="%s"></script>`, w.collector, w.key), "")(rw, r)
	}
	report, err := doctor.Examine(t.Context(), w.shop)
	if err != nil || report.Page != other+"/" || report.Well() {
		t.Fatalf("%+v, %v", report, err)
	}
	if last := report.Checks[len(report.Checks)-1]; last.Name != "origin" || !strings.Contains(last.Remedy, "--domain localhost") {
		t.Errorf("%+v", last)
	}
}

func TestAddressOfNoPage(t *testing.T) {
	for _, address := range []string{"", "shop.example", "file:///etc/passwd", "https://", "://"} {
		if _, err := doctor.Examine(t.Context(), address); !errors.Is(err, doctor.ErrAddress) {
			t.Errorf("%q: %v", address, err)
		}
	}
}
