package api

import (
	"context"
	"net/http"
	"net/netip"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/store"
)

const one = `{"events":[{"name":"page_view"}]}`

func TestWaysToShowAKey(t *testing.T) {
	s := open(t)
	tests := []struct {
		name, query string
		headers     []string
		ok          bool
	}{
		{"server key", "", []string{"Authorization", "Bearer " + s.ServerKey}, true},
		{"scheme in lower case", "", []string{"Authorization", "bearer " + s.ServerKey}, true},
		{"browser key in the address", "?key=" + s.BrowserKey, nil, true},
		{"browser key in a header", "", []string{"X-Safar-Key", s.BrowserKey}, true},
		{"the shop's own password before it", "?key=" + s.BrowserKey, []string{"Authorization", "Basic YTpi"}, true},
		{"server key in the address", "?key=" + s.ServerKey, nil, false},
		{"server key in the wrong header", "", []string{"X-Safar-Key", s.ServerKey}, false},
		{"browser key as a bearer", "", []string{"Authorization", "Bearer " + s.BrowserKey}, false},
		{"read token", "", []string{"Authorization", "Bearer " + s.ReadToken}, false},
		{"nothing", "", nil, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s.T = t
			r := s.send("POST", "/v1/events"+tt.query, []byte(one), append(tt.headers, "Content-Type", "application/json")...)
			if tt.ok {
				s.answered(r, 1)
				return
			}
			s.refused(r, http.StatusUnauthorized, "unauthorized")
			if r.Header.Get("WWW-Authenticate") == "" {
				t.Error("no WWW-Authenticate")
			}
		})
	}
}

func TestOrigins(t *testing.T) {
	s := open(t) // its domain is shop.example
	send := func(origin string) response {
		return s.send("POST", "/v1/events?key="+s.BrowserKey, []byte(one), "Content-Type", "text/plain", "Origin", origin)
	}
	for _, origin := range []string{"https://shop.example", "https://www.shop.example"} {
		r := send(origin)
		s.answered(r, 1)
		if got := r.Header.Get("Access-Control-Allow-Origin"); got != origin {
			t.Errorf("Access-Control-Allow-Origin %q, want %q", got, origin)
		}
		if r.Header.Get("Vary") != "Origin" || r.Header.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("headers %v", r.Header)
		}
	}
	kept := len(s.store.batches)
	for _, origin := range []string{"https://thief.example", "null"} {
		r := send(origin)
		s.refused(r, http.StatusForbidden, "forbidden_origin")
		if got := r.Header.Get("Access-Control-Allow-Origin"); got != "" {
			t.Errorf("Access-Control-Allow-Origin %q for %s", got, origin)
		}
	}
	if len(s.store.batches) != kept {
		t.Error("events of a forbidden origin were kept")
	}
	s.answered(send(""), 1)
	// An allowed page may read why its events were refused.
	r := s.send("POST", "/v1/events?key="+s.BrowserKey, []byte("{"), "Content-Type", "text/plain", "Origin", "https://shop.example")
	s.refused(r, http.StatusBadRequest, "bad_json")
	if r.Header.Get("Access-Control-Allow-Origin") == "" {
		t.Error("a refusal can't be read by the page")
	}
}

func TestPreflight(t *testing.T) {
	s := open(t)
	ask := func(query, origin string) response {
		return s.send("OPTIONS", "/v1/events"+query, nil, "Origin", origin,
			"Access-Control-Request-Method", "POST", "Access-Control-Request-Headers", "content-type,x-safar-key")
	}
	for _, query := range []string{"?key=" + s.BrowserKey, ""} {
		r := ask(query, "https://shop.example")
		if r.StatusCode != http.StatusNoContent || len(r.body) != 0 {
			t.Errorf("status %d, body %q", r.StatusCode, r.body)
		}
		for name, want := range map[string]string{
			"Access-Control-Allow-Origin":      "https://shop.example",
			"Access-Control-Allow-Methods":     "POST",
			"Access-Control-Allow-Headers":     "Content-Type, Content-Encoding, X-Safar-Key",
			"Access-Control-Max-Age":           "7200",
			"Access-Control-Allow-Credentials": "",
		} {
			if got := r.Header.Get(name); got != want {
				t.Errorf("%s %q, want %q", name, got, want)
			}
		}
	}
	s.refused(ask("?key="+s.BrowserKey, "https://thief.example"), http.StatusForbidden, "forbidden_origin")
	s.refused(ask("?key=pk_nobody", "https://shop.example"), http.StatusUnauthorized, "unauthorized")
}

func TestReadersNeedATokenOfTheSite(t *testing.T) {
	s := open(t)
	for _, path := range []string{"/api/v1/report", "/api/v1/catalog", "/api/v1/quality"} {
		for _, secret := range []string{"", s.ServerKey, s.BrowserKey, "rt_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"} {
			r := s.send("GET", path, nil, "Authorization", "Bearer "+secret)
			s.refused(r, http.StatusUnauthorized, "unauthorized")
		}
		r := s.get(path)
		if r.StatusCode != http.StatusOK || r.Header.Get("Cache-Control") != "no-store" || r.Header.Get("X-Content-Type-Options") != "nosniff" {
			t.Errorf("%s: status %d, headers %v", path, r.StatusCode, r.Header)
		}
	}
}

func TestScopeOfTokens(t *testing.T) {
	s := open(t)
	second := provisionSecond(s)
	all, err := issueAll(s)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		name, token, site string
		status            int
		code              string
	}{
		{"own site, unnamed", s.ReadToken, "", 200, ""},
		{"own site, named", s.ReadToken, "main", 200, ""},
		{"other site", s.ReadToken, "second", 403, "forbidden"},
		{"no site", s.ReadToken, "third", 403, "forbidden"},
		{"the other's own", second.ReadToken, "second", 200, ""},
		{"all sites, one named", all, "second", 200, ""},
		{"all sites, none named", all, "", 400, "bad_request"},
		{"all sites, unknown one named", all, "third", 400, "bad_request"},
	}
	for _, tt := range tests {
		for _, path := range []string{"/api/v1/report?metrics=sessions&site=", "/api/v1/quality?site="} {
			t.Run(tt.name, func(t *testing.T) {
				s.T = t
				r := s.send("GET", path+tt.site, nil, "Authorization", "Bearer "+tt.token)
				if tt.code != "" {
					s.refused(r, tt.status, tt.code)
				} else if r.StatusCode != 200 {
					t.Errorf("status %d: %s", r.StatusCode, r.body)
				}
			})
		}
	}
}

func (c *capture) Admit(store.Key, store.Site, time.Time) error { return nil }

func (c *capture) CustomerID(_ context.Context, id string) (string, error) { return id, nil }

// capture is an Intake that remembers what it was given.
type capture struct{ got ingest.Request }

func (c *capture) Take(_ context.Context, r ingest.Request) (ingest.Answer, error) {
	c.got = r
	return ingest.Answer{}, nil
}

func TestWhatIsKnownOfASenderReachesTheIntake(t *testing.T) {
	seen := &capture{}
	s := open(t, func(c *Config) {
		c.Intake = seen
		c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("10.0.0.0/8")}
	})
	s.send("POST", "/v1/events?key="+s.BrowserKey, []byte(one), "Content-Type", "text/plain;charset=UTF-8",
		"User-Agent", "Mozilla/5.0", "Sec-GPC", "1", "X-Forwarded-For", "198.51.100.66, 203.0.113.7, 10.0.0.2")
	if seen.got.IP != netip.MustParseAddr("203.0.113.7") {
		t.Errorf("address %v, want the last that no proxy of ours has", seen.got.IP)
	}
	if !seen.got.GPC || seen.got.UserAgent != "Mozilla/5.0" || !seen.got.Received.Equal(now) || string(seen.got.Body) != one {
		t.Errorf("request %+v", seen.got)
	}
	if seen.got.Site.Name != "main" || seen.got.Key.Site != seen.got.Site.ID {
		t.Errorf("key %+v, site %+v", seen.got.Key, seen.got.Site)
	}
}
