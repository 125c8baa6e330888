package api

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
)

const (
	someone = "owner@shop.example"
	good    = "kettle orbit mango fence"
)

// submit sends a body of JSON as our own pages do.
func (s *shop) submit(path string, body any, headers ...string) response {
	s.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		s.Fatal(err)
	}
	return s.send("POST", path, text, append([]string{"Content-Type", "application/json", "Sec-Fetch-Site", "same-origin"}, headers...)...)
}

// signedIn checks that an answer signs in, and returns the Cookie header to send from now on.
func (s *shop) signedIn(r response) string {
	s.Helper()
	if r.StatusCode != http.StatusNoContent || len(r.body) != 0 || len(r.Cookies()) != 1 {
		s.Fatalf("status %d, cookies %v: %s", r.StatusCode, r.Cookies(), r.body)
	}
	return plainSessionCookie + "=" + r.Cookies()[0].Value
}

func (s *shop) needed() string {
	s.Helper()
	r := s.send("GET", "/api/v1/setup", nil)
	if r.StatusCode != http.StatusOK || r.Header.Get("Cache-Control") != "no-store" {
		s.Fatalf("status %d, headers %v", r.StatusCode, r.Header)
	}
	return strings.TrimSpace(string(r.body))
}

func TestFirstRun(t *testing.T) {
	s := open(t)
	link := s.setupLink()
	if got := s.needed(); got != `{"needed":true}` {
		t.Errorf("before: %s", got)
	}
	cookie := s.signedIn(s.submit("/api/v1/setup", setupJSON{link, " Owner@Shop.example", good}))
	if got := s.needed(); got != `{"needed":false}` {
		t.Errorf("after: %s", got)
	}
	want := `{"email":"owner@shop.example","sites":[{"name":"main","timezone":"Asia/Tehran","currency":"IRR","may":"own"}],"owns_all":true,"version":"dev"}`
	r := s.send("GET", "/api/v1/me", nil, "Cookie", cookie)
	if got := strings.TrimSpace(string(r.body)); got != want || r.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%s, want %s; headers %v", got, want, r.Header)
	}
	s.refused(s.submit("/api/v1/setup", setupJSON{link, "thief@shop.example", good}), http.StatusConflict, "already_set_up")

	r = s.send("DELETE", "/api/v1/session", nil, "Cookie", cookie, "Sec-Fetch-Site", "same-origin")
	if c := r.Cookies(); r.StatusCode != http.StatusNoContent || len(c) != 1 || c[0].MaxAge >= 0 || c[0].Value != "" {
		t.Errorf("sign out: status %d, cookies %v", r.StatusCode, c)
	}
	s.refused(s.send("GET", "/api/v1/me", nil, "Cookie", cookie), http.StatusUnauthorized, "unauthorized")
	s.signedIn(s.submit("/api/v1/session", credentialsJSON{"OWNER@shop.example ", good, ""}))
}

func TestSetupSaysWhatIsWrongAndKeepsTheLink(t *testing.T) {
	s := open(t)
	link := s.setupLink()
	tests := []struct {
		name   string
		in     setupJSON
		status int
		code   string
	}{
		{"no token", setupJSON{"", someone, good}, 403, "invalid_token"},
		{"mistyped token", setupJSON{link[:len(link)-1], someone, good}, 403, "invalid_token"},
		{"a key for a token", setupJSON{s.ServerKey, someone, good}, 403, "invalid_token"},
		{"no address", setupJSON{link, "", good}, 400, "invalid_email"},
		{"half an address", setupJSON{link, "owner@", good}, 400, "invalid_email"},
		{"short password", setupJSON{link, someone, "orbit mango"}, 400, "weak_password"},
		{"common password", setupJSON{link, someone, "password1234"}, 400, "weak_password"},
		{"address for a password", setupJSON{link, someone, someone}, 400, "weak_password"},
		{"a shop's name in it", setupJSON{link, someone, "kettle main orbit mango"}, 400, "weak_password"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s.T = t
			r := s.submit("/api/v1/setup", tt.in)
			if _, hint := s.refused(r, tt.status, tt.code); hint == "" {
				t.Error("no hint")
			}
			if len(r.Cookies()) != 0 || strings.Contains(string(r.body), good) {
				t.Errorf("cookies %v, body %s", r.Cookies(), r.body)
			}
		})
	}
	s.T = t
	s.signedIn(s.submit("/api/v1/setup", setupJSON{link, someone, good}))
}

func TestSignInLinkWorksOnce(t *testing.T) {
	s := open(t)
	link := s.signInLink(someone)
	cookie := s.signedIn(s.submit("/api/v1/session/link", linkJSON{link, ""}))
	if r := s.send("GET", "/api/v1/me", nil, "Cookie", cookie); r.StatusCode != http.StatusOK {
		t.Errorf("status %d: %s", r.StatusCode, r.body)
	}
	s.refused(s.submit("/api/v1/session/link", linkJSON{link, ""}), http.StatusForbidden, "invalid_token")
	// A user without a password has none that can be guessed.
	s.refused(s.submit("/api/v1/session", credentialsJSON{someone, "", ""}), http.StatusUnauthorized, "wrong_credentials")
}

func TestWrongCredentialsTellNothing(t *testing.T) {
	s := open(t)
	s.signedIn(s.submit("/api/v1/setup", setupJSON{s.setupLink(), someone, good}))
	wrong := s.submit("/api/v1/session", credentialsJSON{someone, "kettle orbit mango hedge", ""})
	s.refused(wrong, http.StatusUnauthorized, "wrong_credentials")
	for _, in := range []credentialsJSON{{"nobody@shop.example", good, ""}, {"nobody@shop.example", good, "123456"}, {"no address", good, ""}, {"", "", ""}} {
		r := s.submit("/api/v1/session", in)
		s.refused(r, http.StatusUnauthorized, "wrong_credentials")
		if string(r.body) != string(wrong.body) {
			t.Errorf("a stranger is told %s, a user %s", r.body, wrong.body)
		}
	}
}

func TestTooManyTriesAreToldToWait(t *testing.T) {
	s := open(t)
	s.signedIn(s.submit("/api/v1/setup", setupJSON{s.setupLink(), someone, good}))
	for range 5 {
		s.refused(s.submit("/api/v1/session", credentialsJSON{someone, "wrong", ""}), http.StatusUnauthorized, "wrong_credentials")
	}
	r := s.submit("/api/v1/session", credentialsJSON{someone, good, ""})
	s.refused(r, http.StatusTooManyRequests, "rate_limited")
	if got := r.Header.Get("Retry-After"); got != "1" {
		t.Errorf("Retry-After %q, want 1", got)
	}
}

func TestCookieAttributes(t *testing.T) {
	proxied := func(c *Config) { c.TrustedProxies = []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")} }
	for _, tt := range []struct {
		name   string
		change func(*Config)
		proto  string
		secure bool
	}{
		{"on one's own machine", func(*Config) {}, "", false},
		{"a forged header", func(*Config) {}, "https", false},
		{"a proxy without TLS", proxied, "http", false},
		{"a proxy with TLS", proxied, "https", true},
	} {
		s := open(t, tt.change)
		r := s.submit("/api/v1/session/link", linkJSON{s.signInLink(someone), ""}, "X-Forwarded-Proto", tt.proto)
		if len(r.Cookies()) != 1 {
			t.Fatalf("%s: status %d: %s", tt.name, r.StatusCode, r.body)
		}
		value := r.Cookies()[0].Value
		want, other := "safar_session="+value+"; Path=/; Max-Age=7776000; HttpOnly; SameSite=Lax", "__Host-safar_session="+value
		if tt.secure {
			want, other = "__Host-safar_session="+value+"; Path=/; Max-Age=7776000; HttpOnly; Secure; SameSite=Lax", "safar_session="+value
		}
		if got := r.Header.Get("Set-Cookie"); got != want {
			t.Errorf("%s: %s, want %s", tt.name, got, want)
		}
		if r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("headers %v", r.Header)
		}
		own, _, _ := strings.Cut(want, ";")
		if r := s.send("GET", "/api/v1/me", nil, "Cookie", own, "X-Forwarded-Proto", tt.proto); r.StatusCode != http.StatusOK {
			t.Errorf("%s: its own cookie: status %d", tt.name, r.StatusCode)
		}
		// A cookie of the other name is nobody's: a neighbour may have set it.
		s.refused(s.send("GET", "/api/v1/me", nil, "Cookie", other, "X-Forwarded-Proto", tt.proto), http.StatusUnauthorized, "unauthorized")
	}
}

func TestCookieIsSecureOverTLS(t *testing.T) {
	s := open(t)
	for url, want := range map[string]bool{"http://stats.shop.example/": false, "https://stats.shop.example/": true} {
		if got := s.api.overTLS(httptest.NewRequest("GET", url, nil)); got != want {
			t.Errorf("%s: %v", url, got)
		}
	}
}

// Nobody's password goes over a network in the clear, and links are not used up by the refusal.
func TestSigningInNeedsTLS(t *testing.T) {
	s := open(t)
	link := s.signInLink(someone)
	for host, own := range map[string]bool{
		"stats.shop.example": false, "192.168.1.5:8080": false, "localhost.thief.example": false, "127.0.0.1.thief.example:80": false, "": false,
		"localhost": true, "LOCALHOST:8080": false, "localhost:8080": true, "shop.localhost:8080": true, "127.0.0.1": true, "127.8.0.1:80": true, "[::1]:8080": true, "[::1]": true,
	} {
		if got := ownMachine(host); got != own {
			t.Errorf("%q is one's own machine: %v", host, got)
		}
	}
	for _, path := range []string{"/api/v1/session/link", "/api/v1/session", "/api/v1/setup", "/api/v1/password"} {
		r := s.sendTo("stats.shop.example", "POST", path, []byte(`{"token":"`+link+`"}`), "Content-Type", "application/json")
		s.refused(r, http.StatusForbidden, "insecure_connection")
	}
	s.signedIn(s.submit("/api/v1/session/link", linkJSON{link, ""}))
}

// A session that somebody put into the browser before is not the one signed in to, and ends.
func TestSigningInMakesANewSession(t *testing.T) {
	s := open(t)
	for _, hole := range s.fixations() {
		t.Error(hole)
	}
}

// fixations signs people in whose browsers show a session that somebody else knows, and names what
// that one could go on with.
func (s *shop) fixations() (holes []string) {
	s.Helper()
	planted := s.signedIn(s.submit("/api/v1/session/link", linkJSON{s.signInLink("thief@shop.example"), ""}))
	for i, invented := range []string{planted, plainSessionCookie + "=" + strings.Repeat("a", 36), plainSessionCookie + "="} {
		link := s.signInLink(fmt.Sprintf("owner%d@shop.example", i))
		cookie := s.signedIn(s.submit("/api/v1/session/link", linkJSON{link, ""}, "Cookie", invented))
		if cookie == invented {
			holes = append(holes, "the session is the one that was shown: "+cookie)
		}
		if r := s.send("GET", "/api/v1/me", nil, "Cookie", cookie); r.StatusCode != http.StatusOK {
			holes = append(holes, fmt.Sprintf("the new session: status %d", r.StatusCode))
		}
		if r := s.send("GET", "/api/v1/me", nil, "Cookie", invented); r.StatusCode != http.StatusUnauthorized {
			holes = append(holes, fmt.Sprintf("what was shown before signing in: status %d", r.StatusCode))
		}
	}
	return holes
}

// Pages of other origins can't change anything, whatever cookie the browser sends along.
func TestOtherOriginsAreRefused(t *testing.T) {
	s := open(t)
	link := s.signInLink(someone)
	body, _ := json.Marshal(linkJSON{link, ""})
	foreign := [][]string{
		{"Sec-Fetch-Site", "cross-site"},
		{"Sec-Fetch-Site", "same-site"},
		{"Origin", "https://thief.example"},
		{"Origin", "null"},
	}
	for _, headers := range foreign {
		for _, request := range []struct{ method, path string }{
			{"POST", "/api/v1/setup"}, {"POST", "/api/v1/session"}, {"POST", "/api/v1/session/link"}, {"DELETE", "/api/v1/session"},
		} {
			r := s.send(request.method, request.path, body, append([]string{"Content-Type", "application/json"}, headers...)...)
			s.refused(r, http.StatusForbidden, "forbidden_origin")
			if r.Header.Get("Access-Control-Allow-Origin") != "" || len(r.Cookies()) != 0 {
				t.Errorf("%s %s with %v: headers %v", request.method, request.path, headers, r.Header)
			}
		}
	}
	s.answered(s.send("POST", "/v1/events?key="+s.BrowserKey, []byte(one), "Content-Type", "text/plain",
		"Origin", "https://shop.example", "Sec-Fetch-Site", "cross-site"), 1) // events come from anywhere
	// Nothing of it used the link up; our own page and a program may use it.
	s.signedIn(s.submit("/api/v1/session/link", linkJSON{link, ""}, "Origin", s.url))
}

func TestFormsMustBeJSON(t *testing.T) {
	s := open(t)
	tests := []struct {
		name, media, body string
		status            int
		code              string
	}{
		{"as a form would send it", "application/x-www-form-urlencoded", `{"token":"x"}`, 415, "unsupported_media_type"},
		{"as plain text", "text/plain", `{"token":"x"}`, 415, "unsupported_media_type"},
		{"nothing said", "", `{"token":"x"}`, 415, "unsupported_media_type"},
		{"no JSON", "application/json", `token=x`, 400, "bad_json"},
		{"another member", "application/json", `{"token":"x","tokn":"x"}`, 400, "bad_json"},
		{"another type", "application/json", `{"token":7}`, 400, "bad_json"},
		{"something after it", "application/json", `{"token":"x"}{}`, 400, "bad_json"},
		{"empty", "application/json", ``, 400, "bad_json"},
		{"too large", "application/json", `{"token":"` + strings.Repeat("x", 5000) + `"}`, 413, "too_large"},
		{"too much after it", "application/json", `{"token":"x"}` + strings.Repeat(" ", 5000), 413, "too_large"},
		{"with a charset", "application/json; charset=utf-8", `{"token":"x"}`, 403, "invalid_token"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s.T = t
			headers := []string{"Content-Type", tt.media}
			s.refused(s.send("POST", "/api/v1/session/link", []byte(tt.body), headers...), tt.status, tt.code)
		})
	}
}

func TestSessionsReadWhatTokensRead(t *testing.T) {
	s := open(t)
	cookie := s.signedIn(s.submit("/api/v1/session/link", linkJSON{s.signInLink(someone), ""}))
	for _, r := range s.api.Routes() {
		if r.Permission != "read" {
			continue
		}
		// Of a site that is not there, for what goes on about one that is would never end.
		if got := s.send(r.Method, r.Path+"?site=elsewhere", nil, "Cookie", "other=1; "+cookie); got.StatusCode == http.StatusUnauthorized {
			t.Errorf("%s %s: %s", r.Method, r.Path, got.body)
		}
		// A token that is shown counts, and nothing else does.
		got := s.send(r.Method, r.Path, nil, "Cookie", cookie, "Authorization", "Bearer rt_wrong")
		s.refused(got, http.StatusUnauthorized, "unauthorized")
		for _, wrong := range []string{"", "ss_", cookie[len(plainSessionCookie)+1:][:36] + "x", s.ReadToken} {
			got := s.send(r.Method, r.Path, nil, "Cookie", plainSessionCookie+"="+wrong)
			s.refused(got, http.StatusUnauthorized, "unauthorized")
		}
	}
	r := s.send("POST", "/v1/events", []byte(one), "Cookie", cookie, "Content-Type", "application/json")
	s.refused(r, http.StatusUnauthorized, "unauthorized") // a session sends no events
}

func TestMeOfTokens(t *testing.T) {
	s := open(t)
	provisionSecond(s)
	all, err := issueAll(s)
	if err != nil {
		t.Fatal(err)
	}
	const main, second = `{"name":"main","timezone":"Asia/Tehran","currency":"IRR","may":"details"}`, `{"name":"second","timezone":"UTC","currency":"EUR","may":"details"}`
	for token, sites := range map[string]string{s.ReadToken: main, all: main + "," + second} {
		r := s.send("GET", "/api/v1/me", nil, "Authorization", "Bearer "+token)
		if got, want := strings.TrimSpace(string(r.body)), fmt.Sprintf(`{"email":"","sites":[%s],"owns_all":false,"version":"dev"}`, sites); got != want {
			t.Errorf("%s, want %s", got, want)
		}
	}
	s.refused(s.get("/api/v1/me?site=main"), http.StatusBadRequest, "bad_request")
}
