package api

import (
	"cmp"
	"crypto/tls"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/dashboard"
)

// safe are the methods that change nothing, whatever route they are of.
func safe(method string) bool {
	return method == http.MethodGet || method == http.MethodHead || method == http.MethodOptions
}

// TestNoPageOfAnotherOriginChangesAnything walks every route that changes something with what a
// browser says of where a request comes from. Events are told apart by their key, and come from
// anywhere.
func TestNoPageOfAnotherOriginChangesAnything(t *testing.T) {
	s := open(t)
	holes, walked := s.crossOrigins(s.api.Routes())
	for _, hole := range holes {
		t.Error(hole)
	}
	if walked < 20 {
		t.Errorf("%d routes change something", walked)
	}
	// That nothing is changed otherwise: every other route is of a safe method, and no header
	// makes another of it.
	cookie := s.signedIn(s.submit("/api/v1/session/link", linkJSON{s.signInLink("last@shop.example"), ""}))
	r := s.send("GET", "/api/v1/session", nil, "Cookie", cookie, "X-HTTP-Method-Override", "DELETE", "Sec-Fetch-Site", "same-origin")
	s.refused(r, http.StatusMethodNotAllowed, "method_not_allowed")
}

// crossOrigins names the routes that let pages of other origins change something, or keep out
// those of their own, and counts those that it has walked.
func (s *shop) crossOrigins(routes []Route) (holes []string, walked int) {
	s.Helper()
	cookie := s.signedIn(s.submit("/api/v1/session/link", linkJSON{s.signInLink(someone), ""}))
	contexts := []struct {
		name    string
		headers []string
		let     bool
	}{
		{"cross-site", []string{"Sec-Fetch-Site", "cross-site"}, false},
		{"same-site", []string{"Sec-Fetch-Site", "same-site"}, false},
		{"same-origin", []string{"Sec-Fetch-Site", "same-origin"}, true},
		{"none", []string{"Sec-Fetch-Site", "none"}, true},
		{"an older browser, elsewhere", []string{"Origin", "https://thief.example"}, false},
		{"an older browser, in a frame", []string{"Origin", "null"}, false},
		{"an older browser, here", []string{"Origin", "own"}, true},
		{"no headers", nil, true},
		{"a lie about the origin", []string{"Sec-Fetch-Site", "cross-site", "Origin", "own"}, false},
	}
	for _, route := range routes {
		if safe(route.Method) || route.Permission == account.Ingest {
			continue
		}
		walked++
		for _, from := range contexts {
			headers := slices.Clone(from.headers)
			for i, h := range headers {
				if h == "own" {
					headers[i] = s.url
				}
			}
			// What is sent is never what the route wants, so that the walk itself changes nothing.
			r := s.send(route.Method, route.Path, []byte("?"), append(headers, "Cookie", cookie, "X-HTTP-Method-Override", "GET")...)
			if refused := strings.Contains(string(r.body), codeForbiddenOrigin); refused == from.let {
				holes = append(holes, fmt.Sprintf("%s %s, %s: status %d, %s", route.Method, route.Path, from.name, r.StatusCode, clipped(string(r.body))))
			}
			if len(r.Cookies()) > 0 && !from.let {
				holes = append(holes, fmt.Sprintf("%s %s, %s: sets a cookie", route.Method, route.Path, from.name))
			}
			if route.Method == http.MethodDelete && route.Path == "/api/v1/session" && from.let {
				cookie = s.signedIn(s.submit("/api/v1/session/link", linkJSON{s.signInLink(fmt.Sprintf("%d@shop.example", walked)), ""}))
			}
		}
	}
	return holes, walked
}

// walkHeaders are those that say what a browser may do with an answer.
var walkHeaders = []string{"Content-Security-Policy", "X-Content-Type-Options", "X-Frame-Options", "Referrer-Policy", "Cache-Control",
	"Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Access-Control-Allow-Origin", "Access-Control-Allow-Credentials"}

// hashes are parts that change with what is in a file.
var hashes = regexp.MustCompile(`sha256-[\w+/=]+`)

// nameless is what is said instead of a path that many share, or that changes with a file.
func nameless(path string) string {
	if slices.Contains(dashboard.Paths(), path) {
		return "pages"
	}
	if strings.Count(path, "/") == 2 && strings.HasPrefix(path, "/assets/") {
		return "files of the pages"
	}
	return regexp.MustCompile(`\.[0-9a-f]{8,}\.`).ReplaceAllString(path, ".<hash>.")
}

// TestHeadersOfEveryRoute holds the headers of every route against testdata/headers.txt, which
// -update writes anew, and against what no answer may lack.
func TestHeadersOfEveryRoute(t *testing.T) {
	s := open(t)
	routes := map[string][]string{}
	for _, route := range s.api.Routes() {
		r := s.send(route.Method, route.Path, []byte("?"))
		var set strings.Builder
		for _, name := range walkHeaders {
			if v := r.Header.Get(name); v != "" {
				fmt.Fprintf(&set, "  %s: %s\n", name, hashes.ReplaceAllString(v, "<hash>"))
			}
		}
		name := route.Method + " " + nameless(route.Path)
		routes[set.String()] = append(routes[set.String()], name)
		policy := r.Header.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "frame-ancestors 'none'"} {
			if !strings.Contains(policy, want) {
				t.Errorf("%s: the policy %q lacks %s", name, policy, want)
			}
		}
		for _, never := range []string{"unsafe-", "*", "http:", "https:", "data: blob:"} {
			if strings.Contains(policy, never) {
				t.Errorf("%s: the policy %q has %s", name, policy, never)
			}
		}
		if r.Header.Get("X-Content-Type-Options") != "nosniff" || r.Header.Get("Referrer-Policy") == "" {
			t.Errorf("%s: headers %v", name, r.Header)
		}
		if route.Permission != account.Public && r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%s with permission %s may be kept: %q", name, route.Permission, r.Header.Get("Cache-Control"))
		}
	}
	// What most have needs no list.
	sets := slices.SortedFunc(maps.Keys(routes), func(a, b string) int { return cmp.Compare(len(routes[b]), len(routes[a])) })
	routes[sets[0]] = []string{"every other route"}
	var text strings.Builder
	for _, set := range slices.Sorted(maps.Keys(routes)) {
		slices.Sort(routes[set])
		fmt.Fprintln(&text, strings.Join(slices.Compact(routes[set]), "\n"))
		fmt.Fprintln(&text, set)
	}
	const golden = "testdata/headers.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(text.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if text.String() != string(want) {
		t.Errorf("the headers are not those of %s; -update writes them anew:\n%s", golden, text.String())
	}
}

// thief is a host that nobody may be led to.
const thief = "thief.example"

// TestNoRouteLeadsElsewhere: what a request names, as a host or as a place to go on to, is
// neither where an answer sends the browser nor where a link in it leads.
func TestNoRouteLeadsElsewhere(t *testing.T) {
	s := open(t, func(c *Config) { c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} })
	for _, hole := range s.leads(s.api.Routes()) {
		t.Error(hole)
	}
}

// leads names the routes that lead to thief.
func (s *shop) leads(routes []Route) (holes []string) {
	s.Helper()
	cookie := s.signedIn(s.submit("/api/v1/session/link", linkJSON{s.signInLink(someone), ""}))
	headers := []string{"Cookie", cookie, "X-Forwarded-Host", thief, "Forwarded", "host=" + thief, "X-Original-Host", thief, "X-Forwarded-Prefix", "//" + thief, "Referer", "https://" + thief + "/"}
	for _, route := range routes {
		if strings.Contains(route.Path, "live") || strings.Contains(route.Path, "stream") {
			continue // would never end
		}
		for _, query := range []string{"", "?next=https://" + thief + "&redirect=//" + thief + "&return_to=%2F%5C" + thief + "&url=https://" + thief, "?thanks&lang=//" + thief} {
			for _, path := range []string{route.Path, "//" + thief + route.Path, route.Path + "//" + thief + "/.."} {
				if path != route.Path && route.Method != http.MethodGet {
					continue
				}
				r := s.sendTo(thief, route.Method, path+query, []byte("{}"), append(headers, "Content-Type", "application/json")...)
				if at := r.Header.Get("Location"); at != "" {
					holes = append(holes, fmt.Sprintf("%s %s%s leads to %s", route.Method, path, query, at))
				}
				// The names of parameters may be repeated to who misspelt them, never as a link.
				if strings.Contains(string(r.body), "//"+thief) || strings.Contains(fmt.Sprint(r.Header), thief) {
					holes = append(holes, fmt.Sprintf("%s %s%s names another host: %v %s", route.Method, path, query, r.Header, clipped(string(r.body))))
				}
			}
		}
	}
	return holes
}

// TestSessionsOverTLS signs in as a browser does that speaks TLS with the collector itself.
func TestSessionsOverTLS(t *testing.T) {
	s := open(t)
	server := httptest.NewTLSServer(s.api)
	defer server.Close()
	client := server.Client()
	ask := func(method, path, body, cookie string) *http.Response {
		t.Helper()
		req, err := http.NewRequestWithContext(t.Context(), method, server.URL+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		req.Host = "stats.shop.example"
		req.Header.Set("Content-Type", "application/json")
		req.Header.Set("Cookie", cookie)
		r, err := client.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		_, _ = io.Copy(io.Discard, r.Body)
		r.Body.Close()
		return r
	}
	r := ask("POST", "/api/v1/session/link", `{"token":"`+s.signInLink(someone)+`"}`, "")
	if len(r.Cookies()) != 1 || r.TLS == nil || r.TLS.Version < tls.VersionTLS12 {
		t.Fatalf("status %d, cookies %v", r.StatusCode, r.Cookies())
	}
	c := r.Cookies()[0]
	if c.Name != "__Host-safar_session" || !c.Secure || !c.HttpOnly || c.Path != "/" || c.Domain != "" || c.SameSite != http.SameSiteLaxMode {
		t.Errorf("%s", c)
	}
	for name, want := range map[string]int{c.Name: http.StatusOK, "safar_session": http.StatusUnauthorized} {
		if r := ask("GET", "/api/v1/me", "", name+"="+c.Value); r.StatusCode != want {
			t.Errorf("with %s: status %d, want %d", name, r.StatusCode, want)
		}
	}
}
