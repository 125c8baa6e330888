package api

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
)

// A sender over its limit writes another address into a header each time. Only
// trusted proxies are believed, and of what they hand on only what they have seen themselves.
func TestForgedAddresses(t *testing.T) {
	for name, tt := range map[string]struct {
		trusted string
		headers []string // name and value in turn, N stands for another number each time
		passes  bool     // for another sender each time
	}{
		"nobody is trusted":                     {"", []string{"X-Forwarded-For", "203.0.113.N", "X-Real-IP", "203.0.113.N", "Forwarded", "for=203.0.113.N", "Client-IP", "203.0.113.N", "True-Client-IP", "203.0.113.N"}, false},
		"nobody is trusted, by IPv6":            {"", []string{"X-Forwarded-For", "2001:db8:N::1", "Forwarded", `for="[2001:db8:N::1]"`}, false},
		"another is trusted":                    {"10.0.0.0/8", []string{"X-Forwarded-For", "203.0.113.N, 10.0.0.1"}, false},
		"a proxy has seen them":                 {"127.0.0.0/8", []string{"X-Forwarded-For", "203.0.113.N"}, true},
		"a proxy has seen them, by IPv6":        {"127.0.0.0/8", []string{"X-Forwarded-For", "2001:db8:N::1"}, true},
		"a proxy has seen one network":          {"127.0.0.0/8", []string{"X-Forwarded-For", "2001:db8::N"}, false},
		"what a proxy was told":                 {"127.0.0.0/8", []string{"X-Forwarded-For", "203.0.113.N, 198.51.100.7"}, false},
		"what a proxy was told, in two headers": {"127.0.0.0/8", []string{"X-Forwarded-For", "203.0.113.N", "X-Forwarded-For", "198.51.100.7"}, false},
		"behind two proxies":                    {"127.0.0.0/8 10.0.0.0/8", []string{"X-Forwarded-For", "203.0.113.N, 10.0.0.1"}, true},
		"behind two proxies, by IPv6":           {"127.0.0.0/8 fd00::/8", []string{"X-Forwarded-For", "2001:db8:N::1, fd00::1"}, true},
		"told before two proxies":               {"127.0.0.0/8 10.0.0.0/8", []string{"X-Forwarded-For", "203.0.113.N, 198.51.100.7, 10.0.0.1"}, false},
		"told before two proxies, by IPv6":      {"127.0.0.0/8 fd00::/8", []string{"X-Forwarded-For", "2001:db8:N::1, 2001:db8::7, fd00::1"}, false},
		"a sender who says to be a proxy":       {"127.0.0.0/8 10.0.0.0/8", []string{"X-Forwarded-For", "203.0.113.N, 10.0.0.1, 198.51.100.7"}, false},
		"one address written in two ways":       {"127.0.0.0/8", []string{"X-Forwarded-For", "203.0.113.N, ::ffff:198.51.100.7"}, false},
		"other headers than the proxy's":        {"127.0.0.0/8", []string{"X-Forwarded-For", "198.51.100.7", "X-Real-IP", "203.0.113.N", "Forwarded", "for=203.0.113.N"}, false},
		"no addresses":                          {"127.0.0.0/8", []string{"X-Forwarded-For", "nobody-N, , ;"}, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := open(t, func(c *Config) {
				c.BrowserRate = 1
				for _, network := range strings.Fields(tt.trusted) {
					c.TrustedProxies = append(c.TrustedProxies, netip.MustParsePrefix(network))
				}
			})
			status := 0
			for n := 1; n <= 5; n++ { // four are the burst
				r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1/events?key="+s.BrowserKey, strings.NewReader(`{"events":[]}`))
				r.RemoteAddr = "127.0.0.1:4711"
				r.Header.Set("Content-Type", "text/plain")
				for i := 0; i < len(tt.headers); i += 2 {
					r.Header.Add(tt.headers[i], strings.ReplaceAll(tt.headers[i+1], "N", fmt.Sprint(n)))
				}
				w := httptest.NewRecorder()
				s.api.ServeHTTP(w, r)
				status = w.Code
			}
			if want := map[bool]int{true: http.StatusOK, false: http.StatusTooManyRequests}[tt.passes]; status != want {
				t.Errorf("the fifth request: %d, want %d", status, want)
			}
		})
	}
}
