package api

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"net/textproto"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/account"
)

// readable lists the addresses of routes that answer readers at once, with something in the
// place of what varies in them.
func readable(routes []Route) (paths []string) {
	for _, r := range routes {
		if r.Method == http.MethodGet && slices.ContainsFunc(r.Params, func(p Param) bool { return p.In == "query" }) && !strings.Contains(r.Path, "live") {
			paths = append(paths, regexp.MustCompile(`\{[^}]*\}`).ReplaceAllString(r.Path, "customer:C-1"))
		}
	}
	return paths
}

// call sends a request to the API without a network.
func (s *shop) call(r *http.Request) *httptest.ResponseRecorder {
	w := httptest.NewRecorder()
	s.api.ServeHTTP(w, r)
	return w
}

// worded checks that an answer is of the contract's shape whatever it was asked.
func worded(t *testing.T, asked string, w *httptest.ResponseRecorder) {
	t.Helper()
	if w.Code >= http.StatusInternalServerError {
		t.Fatalf("%s: %d %s", asked, w.Code, w.Body)
	}
	media, _, _ := strings.Cut(w.Header().Get("Content-Type"), ";")
	if media == "application/json" && !json.Valid(w.Body.Bytes()) {
		t.Fatalf("%s: %s", asked, w.Body)
	}
	for name, values := range w.Header() {
		if strings.ContainsFunc(strings.Join(values, ""), func(r rune) bool { return r < ' ' || r == 0x7f }) {
			t.Fatalf("%s: %s is %q", asked, name, values)
		}
	}
	forPeople := media == "text/html" && strings.HasPrefix(asked, "/s/") // the page behind a survey's link
	if w.Code >= http.StatusBadRequest && !forPeople {
		var p problemJSON
		if err := json.Unmarshal(w.Body.Bytes(), &p); err != nil || statuses()[p.Error.Code] != w.Code {
			t.Fatalf("%s: %d %s", asked, w.Code, w.Body)
		}
	}
}

// FuzzQuery asks every route that reads parameters: what it can't read it refuses in words, and
// nothing that is asked makes it fail.
func FuzzQuery(f *testing.F) {
	for i, query := range []string{"from=2026-10-01&to=2026-10-31", "from=0001-01-01&to=9999-12-31", "filter=device:mobile&filter=channel:!a|b&group=country",
		"metrics=orders,revenue&interval=week&calendar=persian&week_start=fri", "as_of=2026-11-21T12:00:00%2B03:30", "as_of=9999-12-31", "limit=-1&person=%00",
		"site=%ff&a;b", "%zz", "compare=previous&format=csv", "steps=product,cart&unit=person&within=86400", "limit=99999999999999999999", "to=2026-02-30"} {
		f.Add(uint8(i), query)
	}
	for i := range 64 { // every route
		f.Add(uint8(i), "")
	}
	var s *shop
	f.Fuzz(func(t *testing.T, which uint8, query string) {
		if s == nil {
			s = open(t)
		}
		paths := readable(s.api.Routes())
		r := httptest.NewRequestWithContext(t.Context(), http.MethodGet, paths[int(which)%len(paths)], nil)
		r.URL.RawQuery = query
		r.Header.Set("Authorization", "Bearer "+s.ReadToken)
		worded(t, r.URL.String(), s.call(r))
	})
}

// FuzzCredentials shows cookies, tokens and keys of anything at every route that is not open to
// all: without a secret that was issued nobody comes in.
func FuzzCredentials(f *testing.F) {
	f.Add(uint8(0), "Bearer rt_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "safar_session=ss_a", "pk_a")
	f.Add(uint8(1), "bearer  ", `safar_session="a"; safar_session=b; __Host-safar_session=c`, "%ff")
	f.Add(uint8(2), "Basic YTpi", "\x00=\x00;;", "")
	f.Add(uint8(3), "Bearer\xffx", strings.Repeat("a=b; ", 500), "sk_")
	var s *shop
	f.Fuzz(func(t *testing.T, which uint8, authorization, cookie, key string) {
		if s == nil {
			s = open(t)
		}
		var closed []Route
		for _, r := range s.api.Routes() {
			if r.Permission != account.Public && r.Permission != account.Local {
				closed = append(closed, r)
			}
		}
		route := closed[int(which)%len(closed)]
		path := regexp.MustCompile(`\{[^}]*\}`).ReplaceAllString(route.Path, "1")
		r := httptest.NewRequestWithContext(t.Context(), route.Method, path, strings.NewReader("{}"))
		r.URL.RawQuery = "key=" + url.QueryEscape(key)
		r.Header = http.Header{"Authorization": {authorization}, "Cookie": {cookie}, textproto.CanonicalMIMEHeaderKey("X-Safar-Key"): {key}, "Content-Type": {"application/json"}}
		w := s.call(r)
		worded(t, route.Method+" "+path, w)
		if w.Code != http.StatusUnauthorized && w.Code != http.StatusForbidden {
			t.Fatalf("%s %s answers %d to %q, %q and %q", route.Method, path, w.Code, authorization, cookie, key)
		}
	})
}

// FuzzForwarded reads X-Forwarded-For: from whom no trusted proxy sends, it changes nothing; what
// it changes is the last address that no trusted proxy has.
func FuzzForwarded(f *testing.F) {
	trusted := netip.MustParsePrefix("127.0.0.0/8")
	find := clientAddress([]netip.Prefix{trusted})
	for _, header := range []string{"203.0.113.7", "203.0.113.7, 127.0.0.2", " 2001:db8::7 ,", "[2001:db8::7]:80", "::ffff:127.0.0.1", "unknown, 10.0.0.1", "127.0.0.3\x00", "a,,b", "fe80::1%eth0"} {
		f.Add(true, header)
		f.Add(false, header)
	}
	f.Fuzz(func(t *testing.T, proxied bool, header string) {
		r := httptest.NewRequest(http.MethodPost, "/v1/events", nil)
		r.RemoteAddr = "198.51.100.9:1234"
		if proxied {
			r.RemoteAddr = "127.0.0.1:1234"
		}
		r.Header["X-Forwarded-For"] = []string{header}
		got := find(r)
		if !proxied {
			if got != "198.51.100.9" {
				t.Fatalf("%q makes a stranger's address %q", header, got)
			}
			return
		}
		addr, err := netip.ParseAddr(got)
		if err != nil {
			t.Fatalf("%q is read as %q", header, got)
		}
		if got != "127.0.0.1" && !strings.Contains(header, got) && !names(header, addr) {
			t.Fatalf("%q is read as %q", header, got)
		}
	})
}

// names tells whether a list names an address, in whatever way it is written.
func names(list string, addr netip.Addr) bool {
	for one := range strings.SplitSeq(list, ",") {
		one = strings.TrimSpace(one)
		if with, err := netip.ParseAddrPort(one); err == nil {
			one = with.Addr().String()
		}
		if a, err := netip.ParseAddr(strings.Trim(one, "[]")); err == nil && a.Unmap().WithZone("") == addr.Unmap().WithZone("") {
			return true
		}
	}
	return false
}
