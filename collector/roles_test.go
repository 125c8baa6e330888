package collector

import (
	"encoding/json"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"
)

// house is a collector with two sites, a clock that is set by hand, and its owner's browser.
type house struct {
	*browser
	c   *Collector
	dir string
	now time.Time
}

func openHouse(t *testing.T) *house {
	t.Helper()
	h := &house{dir: t.TempDir(), now: time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)}
	var err error
	if h.c, err = Create(Config{Dir: h.dir, Now: func() time.Time { return h.now }}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.c.Close() })
	for _, name := range []string{"main", "second"} {
		if _, err := h.c.AddSite(t.Context(), SiteSpec{Name: name, Timezone: "UTC", Currency: "EUR"}); err != nil {
			t.Fatal(err)
		}
	}
	h.browser = browse(t, h.c)
	h.setUp(h.c)
	return h
}

type form = map[string]any

// told asks for something and returns the field of the answer.
func (b *browser) told(status int, method, path string, body any, field string) string {
	b.Helper()
	got, text := b.do(method, path, body)
	var said form
	if err := json.Unmarshal([]byte(text), &said); err != nil || got != status {
		b.Fatalf("%s %s: %d, want %d: %s", method, path, got, status, text)
	}
	value, _ := said[field].(string)
	return value
}

// joins lets somebody be invited, choose a password and sign in.
func (h *house) joins(by *browser, email, role, site string) *browser {
	h.Helper()
	token := by.told(201, "POST", "/api/v1/users?site="+site, form{"email": email, "role": role}, "token")
	b := another(h.T, h.url)
	b.wants(204, "POST", "/api/v1/password", form{"token": token, "email": email, "password": password})
	b.wants(204, "POST", "/api/v1/session", form{"email": email, "password": password})
	return b
}

func (b *browser) refused(code, method, path string, body any) {
	b.Helper()
	status, text := b.do(method, path, body)
	if status < 400 || !strings.Contains(text, `"code":"`+code+`"`) {
		b.Errorf("%s %s: %d, want %s: %s", method, path, status, code, text)
	}
}

func TestInvitedPeopleMayWhatTheirRoleSays(t *testing.T) {
	h := openHouse(t)
	const clerk = "clerk@shop.example"
	token := h.told(201, "POST", "/api/v1/users?site=main", form{"email": " Clerk@shop.example", "role": "viewer"}, "token")
	b := another(t, h.url)
	b.refused("other_address", "POST", "/api/v1/password", form{"token": token, "email": owner, "password": password})
	b.refused("other_address", "POST", "/api/v1/password", form{"token": token, "email": "nobody@shop.example", "password": password})
	b.refused("weak_password", "POST", "/api/v1/password", form{"token": token, "email": clerk, "password": "password1234"})
	b.refused("weak_password", "POST", "/api/v1/password", form{"token": token, "email": clerk, "password": "kettle main orbit mango"})
	b.wants(204, "POST", "/api/v1/password", form{"token": token, "email": clerk, "password": password})
	b.refused("invalid_token", "POST", "/api/v1/password", form{"token": token, "email": clerk, "password": password})
	b.refused("unauthorized", "GET", "/api/v1/me", nil) // the link opens nothing
	b.wants(204, "POST", "/api/v1/session", form{"email": clerk, "password": password})

	persona := form{"name": "p", "note": "", "filters": []string{"device:mobile"}}
	b.wants(200, "GET", "/api/v1/report", nil) // the only site that he may see
	b.refused("forbidden", "POST", "/api/v1/personas", persona)
	b.refused("forbidden", "GET", "/api/v1/report?site=second", nil)
	if _, text := b.do("GET", "/api/v1/me", nil); strings.Contains(text, "second") {
		t.Errorf("he learns of another site: %s", text)
	}

	// A role counts at once here, and within seconds in another process: with it sessions end,
	// those that were begun with other rights.
	late := h.now
	elsewhere, err := New(Config{Dir: h.dir, Now: func() time.Time { return late }})
	if err != nil {
		t.Fatal(err)
	}
	defer elsewhere.Close()
	there := browse(t, elsewhere)
	there.client.Jar = b.client.Jar
	there.wants(200, "GET", "/api/v1/report", nil)
	h.wants(204, "PUT", "/api/v1/users/"+clerk+"?site=main", form{"role": "editor"})
	b.refused("unauthorized", "GET", "/api/v1/report", nil)
	late = late.Add(4 * time.Second)
	there.refused("unauthorized", "GET", "/api/v1/report", nil)
	b.wants(204, "POST", "/api/v1/session", form{"email": clerk, "password": password})
	b.wants(201, "POST", "/api/v1/personas", persona)
	there.client.Jar = b.client.Jar
	there.wants(200, "GET", "/api/v1/report", nil)
	h.wants(204, "DELETE", "/api/v1/users/"+clerk+"?site=main", nil)
	b.refused("unauthorized", "GET", "/api/v1/report", nil)
	late = late.Add(4 * time.Second)
	there.refused("unauthorized", "GET", "/api/v1/report", nil)
}

func TestInvitationsAndResetsExpireAndEndSessions(t *testing.T) {
	h := openHouse(t)
	const clerk = "clerk@shop.example"
	b := h.joins(h.browser, clerk, "viewer", "main")
	for _, tt := range []struct {
		path  string
		body  any
		email string
		life  time.Duration
	}{
		{"/api/v1/users?site=main", form{"email": "late@shop.example", "role": "viewer"}, "late@shop.example", 7 * 24 * time.Hour},
		{"/api/v1/users/" + clerk + "/reset?site=main", nil, clerk, time.Hour},
	} {
		token := h.told(201, "POST", tt.path, tt.body, "token")
		h.now = h.now.Add(tt.life)
		b.refused("invalid_token", "POST", "/api/v1/password", form{"token": token, "email": tt.email, "password": password})
	}
	b.wants(200, "GET", "/api/v1/me", nil)
	reset, used := h.told(201, "POST", "/api/v1/users/"+clerk+"/reset?site=main", nil, "token"), another(t, h.url)
	link, err := h.c.SignInLink(t.Context(), clerk, base)
	if err != nil {
		t.Fatal(err)
	}
	used.wants(204, "POST", "/api/v1/password", form{"token": reset, "email": clerk, "password": password + "s"})
	b.refused("unauthorized", "GET", "/api/v1/me", nil)
	b.refused("wrong_credentials", "POST", "/api/v1/session", form{"email": clerk, "password": password})
	b.refused("invalid_token", "POST", "/api/v1/session/link", form{"token": tokenOf(t, link, "signin")})
	b.wants(204, "POST", "/api/v1/session", form{"email": clerk, "password": password + "s"})

	// A link ends when its user's roles change.
	reset = h.told(201, "POST", "/api/v1/users/"+clerk+"/reset?site=main", nil, "token")
	h.wants(204, "PUT", "/api/v1/users/"+clerk+"?site=main", form{"role": "editor"})
	used.refused("invalid_token", "POST", "/api/v1/password", form{"token": reset, "email": clerk, "password": password})
}

// Somebody who owns one site gives nothing that he does not have, and learns of nobody else.
func TestOwnersOfOneSiteReachNoFurther(t *testing.T) {
	h := openHouse(t)
	const part, both = "part@shop.example", "both@shop.example"
	b := h.joins(h.browser, part, "owner", "main")
	h.joins(h.browser, both, "viewer", "main")
	h.told(201, "POST", "/api/v1/users?site=second", form{"email": both, "role": "editor"}, "token")
	h.joins(h.browser, "other@shop.example", "viewer", "second")

	b.refused("forbidden", "POST", "/api/v1/users", form{"email": "x@shop.example", "role": "viewer", "every": true})
	b.refused("forbidden", "PUT", "/api/v1/users/"+part, form{"role": "owner", "every": true})
	b.refused("forbidden", "POST", "/api/v1/users/"+both+"/reset", nil)
	b.refused("forbidden", "POST", "/api/v1/users/"+owner+"/reset", nil)
	b.refused("forbidden", "DELETE", "/api/v1/users/"+owner, nil)
	b.refused("not_found", "PUT", "/api/v1/users/other@shop.example", form{"role": "viewer"})
	b.refused("not_found", "POST", "/api/v1/users/other@shop.example/reset", nil)
	if _, text := b.do("GET", "/api/v1/users", nil); strings.Contains(text, "other@") || !strings.Contains(text, both) {
		t.Errorf("he sees %s", text)
	}
	// Whoever opens an account opens all of it.
	h.told(201, "POST", "/api/v1/users?site=second", form{"email": "new@shop.example", "role": "viewer"}, "token")
	if token := b.told(201, "POST", "/api/v1/users", form{"email": "new@shop.example", "role": "viewer"}, "token"); token != "" {
		t.Error("he got a link to somebody who sees another site")
	}
	b.refused("already_exists", "POST", "/api/v1/users", form{"email": both, "role": "owner"})

	h.refused("last_owner", "DELETE", "/api/v1/users/"+owner+"?site=main", nil)
	h.refused("last_owner", "PUT", "/api/v1/users/"+owner+"?site=main", form{"role": "editor", "every": true})
	if err := h.c.RemoveRole(t.Context(), owner, 0); !errors.Is(err, ErrLastOwner) {
		t.Errorf("the program: %v", err)
	}
	h.wants(200, "GET", "/api/v1/users?site=second", nil)
}

func TestTokensAndLinksTellWhatTheyAreFor(t *testing.T) {
	h := openHouse(t)
	reader := func(secret string) *browser {
		b := another(t, h.url)
		b.client.Transport = shown(secret)
		return b
	}
	share := h.told(201, "POST", "/api/v1/shares?site=main", form{"name": "Board", "days": 30}, "secret")
	sums := h.told(201, "POST", "/api/v1/tokens?site=main", form{"name": "", "scope": "sums", "days": 0}, "secret")
	all := h.told(201, "POST", "/api/v1/tokens?site=main", form{"days": 1}, "secret")
	for _, secret := range []string{share, sums} {
		b := reader(secret)
		b.wants(200, "GET", "/api/v1/report", nil)
		b.refused("forbidden", "GET", "/api/v1/journeys", nil)
		b.refused("forbidden", "GET", "/api/v1/export/events", nil)
		b.refused("forbidden", "GET", "/api/v1/report?site=second", nil)
		b.refused("forbidden", "GET", "/api/v1/shares", nil)
	}
	reader(all).wants(200, "GET", "/api/v1/journeys", nil)
	h.now = h.now.Add(24 * time.Hour)
	reader(all).refused("unauthorized", "GET", "/api/v1/journeys", nil)
	reader(share).wants(200, "GET", "/api/v1/report", nil)
	for body, code := range map[string]form{
		"invalid_field":   {"days": 366},
		"invalid_field ":  {"name": strings.Repeat("x", 81)},
		"invalid_field  ": {"scope": "details"},
	} {
		h.refused(strings.TrimSpace(body), "POST", "/api/v1/shares?site=main", code)
	}
	if _, text := h.do("GET", "/api/v1/shares?site=main", nil); !strings.Contains(text, `"name":"Board"`) || strings.Contains(text, share) {
		t.Errorf("listed: %s", text)
	}
	h.refused("not_found", "DELETE", "/api/v1/tokens/1?site=second", nil)
	list, err := h.c.Tokens(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, token := range list {
		if token.Kind == ShareLink {
			h.wants(204, "DELETE", "/api/v1/shares/"+numbered(token.ID)[1:]+"?site=main", nil)
		}
	}
	reader(share).refused("unauthorized", "GET", "/api/v1/report", nil)

	// A share link lives for 30 days unless another number is said.
	share = h.told(201, "POST", "/api/v1/shares?site=main", form{}, "secret")
	h.now = h.now.Add(30*24*time.Hour - time.Second)
	reader(share).wants(200, "GET", "/api/v1/report", nil)
	h.now = h.now.Add(time.Second)
	reader(share).refused("unauthorized", "GET", "/api/v1/report", nil)
}

func TestOwnersMakeKeys(t *testing.T) {
	h := openHouse(t)
	h.refused("invalid_field", "POST", "/api/v1/keys?site=main", form{"kind": "golden"})
	key := h.told(201, "POST", "/api/v1/keys?site=main", form{"kind": "browser"}, "secret")
	if _, text := h.do("GET", "/api/v1/keys?site=main", nil); !strings.Contains(text, key) {
		t.Errorf("listed: %s", text)
	}
	keys, err := h.c.Keys(t.Context(), Site{ID: 1})
	if err != nil {
		t.Fatal(err)
	}
	h.wants(200, "POST", "/v1/events?key="+key, form{"events": []form{}})
	path := "/api/v1/keys/" + numbered(keys[len(keys)-1].ID)[1:] + "?site=main"
	h.wants(200, "PUT", path, form{"origins": []string{"https://Shop.example/"}, "events_per_day": 5000})
	h.refused("forbidden_origin", "POST", "/v1/events?key="+key, form{"events": []form{}}) // the tests' own pages are of another
	// The page says at the field what is wrong with it, and knows the field by the message's beginning.
	for field, value := range map[string]any{"events_per_day": 999, "origins": []string{"shop.example"}} {
		h.refused("invalid_field", "PUT", path, form{field: value})
		if _, answer := h.do("PUT", path, form{field: value}); !strings.Contains(answer, `"message":"`+field+`: `) {
			t.Errorf("a wrong %s is answered with %s", field, answer)
		}
	}
	h.refused("not_found", "PUT", "/api/v1/keys/99?site=main", form{})
	h.refused("not_found", "PUT", strings.Replace(path, "main", "second", 1), form{"events_per_day": 0})
	if got := h.told(200, "PUT", path, form{"events_per_day": 0}, "key"); got != key {
		t.Errorf("changed: %s", got)
	}
	if _, text := h.do("GET", "/api/v1/keys?site=main", nil); !strings.Contains(text, `"origins":["https://shop.example"],"events_per_day":0}`) {
		t.Errorf("listed: %s", text)
	}
	if _, text := h.do("GET", "/api/v1/audit", nil); !strings.Contains(text, `"key_changed"`) {
		t.Errorf("the audit log: %s", text)
	}
	h.wants(200, "PUT", path, form{"origins": []string{}})
	h.wants(200, "POST", "/v1/events?key="+key, form{"events": []form{}})
	h.wants(204, "DELETE", path, nil)
	h.wants(401, "POST", "/v1/events?key="+key, form{"events": []form{}})
}

// shown sends a token with every request.
type shown string

func (s shown) RoundTrip(r *http.Request) (*http.Response, error) {
	r.Header.Set("Authorization", "Bearer "+string(s))
	return http.DefaultTransport.RoundTrip(r)
}
