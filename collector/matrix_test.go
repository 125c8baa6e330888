package collector

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/api"
	"github.com/safar-cx/safar/collector/internal/store"
)

// caller is somebody who tries everything.
type caller struct {
	name   string
	header string            // by which he shows what he has; empty for a cookie, or for nothing
	secret string            // what he has
	email  string            // of a user, who has a session
	sends  bool              // events
	levels map[string]int    // how far he may go, by site: see needs
	bodies map[string]string // what he was told of a site that is not there, by route
}

// needs is how far somebody must be let at a site, by permission.
var needs = map[account.Permission]int{account.Sums: 1, account.Details: 2, account.Write: 3, account.Own: 4}

// The sites of the walk: one, another, and one that is not there.
const here, elsewhere, nowhere = "here", "elsewhere", "nowhere"

// foretold is what the walk has to see of a route: 200 stands for being let in.
func (c *caller) foretold(r *api.Route, site string) int {
	known, user := c.secret != "" && !c.sends || c.email != "", c.email != ""
	shown := c.header == "Authorization"
	switch r.Permission {
	case account.Public, account.Local:
		return 200
	case account.Ingest:
		if c.sends {
			return 200
		}
		return 401
	case account.Known:
		if known {
			return 200
		}
		return 401
	}
	if changes := needs[r.Permission] == 0 || needs[r.Permission] > 2; changes && shown {
		return 403
	}
	if !known {
		return 401
	}
	level := c.levels[site]
	switch {
	case r.Permission == account.Self && user:
		return 200
	case r.Whole:
		level = min(c.levels[here], c.levels[elsewhere], c.levels["every"])
	}
	if need := needs[r.Permission]; need > 0 && level >= need {
		return 200
	}
	return 403
}

// walker walks through every door.
type walker struct {
	*testing.T
	c       *Collector
	url     string
	callers []*caller
	holes   []string
}

func newWalker(t *testing.T) *walker {
	t.Helper()
	c, err := Create(Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	w := &walker{T: t, c: c}
	sites := map[string]Credentials{}
	for _, name := range []string{here, elsewhere} {
		if sites[name], err = c.AddSite(t.Context(), SiteSpec{Name: name, Timezone: "UTC", Currency: "EUR"}); err != nil {
			t.Fatal(err)
		}
	}
	own, other := map[string]int{here: 0}, map[string]int{elsewhere: 0}
	level := func(at map[string]int, n int) map[string]int {
		out := maps.Clone(at)
		for name := range out {
			out[name] = n
		}
		return out
	}
	everywhere := map[string]int{here: 0, elsewhere: 0, "every": 0}
	w.add(&caller{name: "nobody"})
	w.add(&caller{name: "a browser key", header: "X-Safar-Key", secret: sites[here].BrowserKey, sends: true})
	w.add(&caller{name: "a server key", header: "Authorization", secret: sites[here].ServerKey, sends: true})
	for name, where := range map[string]map[string]int{"of the site": own, "of another site": other, "of every site": everywhere} {
		var site int64
		if len(where) == 1 {
			site = sites[slices.Collect(maps.Keys(where))[0]].Site.ID
		}
		for n, scope := range []Scope{store.Sums, store.Details} {
			secret, _, err := c.AddToken(t.Context(), TokenSpec{Site: site, Scope: scope})
			if err != nil {
				t.Fatal(err)
			}
			w.add(&caller{name: "a token for " + string(scope) + " " + name, header: "Authorization", secret: secret, levels: level(where, n+1)})
		}
		if site != 0 {
			url, _, err := c.AddShareLink(t.Context(), TokenSpec{Site: site}, base)
			if err != nil {
				t.Fatal(err)
			}
			w.add(&caller{name: "a share link " + name, header: "Authorization", secret: tokenOf(t, url, "share"), levels: level(where, 1)})
		}
	}
	for _, u := range []struct {
		role  Role
		where map[string]int
		n     int
	}{
		{RoleOwner, everywhere, 4}, {RoleViewer, own, 2}, {RoleEditor, own, 3}, {RoleOwner, own, 4}, {RoleOwner, other, 4}, {RoleViewer, everywhere, 2},
	} {
		grant, name := Grant{Role: u.role}, string(u.role)+" of every site"
		if len(u.where) == 1 {
			site := slices.Collect(maps.Keys(u.where))[0]
			grant.Site, name = sites[site].Site.ID, string(u.role)+" of "+site
		}
		email := strings.ReplaceAll(name, " ", "-") + "@shop.example"
		if _, err := c.AddUser(t.Context(), email, grant); err != nil {
			t.Fatal(err)
		}
		w.add(&caller{name: name, email: email, levels: level(u.where, u.n)})
	}
	return w
}

func (w *walker) add(c *caller) {
	c.bodies = map[string]string{}
	w.callers = append(w.callers, c)
}

// signIn gives a user a new session.
func (w *walker) signIn(c *caller) {
	w.Helper()
	link, err := w.c.SignInLink(w.Context(), c.email, base)
	if err != nil {
		w.Fatal(err)
	}
	body := fmt.Sprintf(`{"token":%q}`, tokenOf(w.T, link, "signin"))
	r := w.ask(&caller{}, http.MethodPost, "/api/v1/session/link", strings.NewReader(body))
	defer r.Body.Close()
	if len(r.Cookies()) != 1 {
		w.Fatalf("signing in: %d", r.StatusCode)
	}
	c.header, c.secret = "Cookie", r.Cookies()[0].Name+"="+r.Cookies()[0].Value
}

func (w *walker) ask(c *caller, method, path string, body io.Reader) *http.Response {
	w.Helper()
	ctx, cancel := context.WithCancel(w.Context())
	w.Cleanup(cancel)
	r, err := http.NewRequestWithContext(ctx, method, w.url+path, body)
	if err != nil {
		w.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	switch c.header {
	case "":
	case "Authorization":
		r.Header.Set(c.header, "Bearer "+c.secret)
	default:
		r.Header.Set(c.header, c.secret)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		w.Fatal(err)
	}
	return answer
}

// try knocks at one door and returns the status of being refused, 200 otherwise, and what was
// said. Streams are left at their beginning.
func (w *walker) try(c *caller, r *api.Route, site string) (int, string) {
	w.Helper()
	path := strings.NewReplacer("{id}", "987654", "{person}", "nobody", "{email}", "nobody@shop.example", "{", "", "}", "").Replace(r.Path)
	if site != "" {
		path += "?site=" + site
	}
	answer := w.ask(c, r.Method, path, nil)
	defer answer.Body.Close()
	if answer.StatusCode == 200 && strings.Contains(r.Media, "event-stream") {
		return 200, ""
	}
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		w.Fatal(err)
	}
	var said struct{ Error struct{ Code string } }
	_ = json.Unmarshal(text, &said) // files are no JSON, and no refusals
	if said.Error.Code == "unauthorized" || said.Error.Code == "forbidden" {
		return answer.StatusCode, string(text)
	}
	return 200, string(text)
}

// walk tries routes at a collector that answers there, as everybody.
func (w *walker) walk(handler http.Handler, routes []api.Route) (tried int) {
	w.Helper()
	server := httptest.NewServer(handler)
	defer server.Close()
	w.url = server.URL
	for i := range routes {
		r := &routes[i]
		name := r.Method + " " + r.Path
		for _, c := range w.callers {
			if c.email != "" && (c.secret == "" || r.Method != http.MethodGet && !r.Permission.AboutSites()) {
				w.signIn(c) // this route, or the one before, may have ended his session
			}
			sites := []string{""}
			if r.Permission.AboutSites() && !r.Whole {
				sites = []string{nowhere, here, elsewhere}
			}
			for _, site := range sites {
				got, said := w.try(c, r, site)
				tried++
				switch want := c.foretold(r, site); {
				case site == nowhere:
					c.bodies[name] = said
				case got != want:
					w.holes = append(w.holes, fmt.Sprintf("%s of %q to %s: %d, want %d: %.200s", name, site, c.name, got, want, said))
				case site != "" && c.levels[site] == 0 && said != c.bodies[name]:
					w.holes = append(w.holes, fmt.Sprintf("%s tells %s that there is %q: %s", name, c.name, site, said))
				}
			}
			if c.email != "" && r.Method != http.MethodGet && !r.Permission.AboutSites() {
				c.secret = ""
			}
		}
	}
	return tried
}

// TestEveryRouteIsOpenToWhomItSays knocks at every door of the registry with every role, every
// kind of key, token and link, and with nothing.
func TestEveryRouteIsOpenToWhomItSays(t *testing.T) {
	w := newWalker(t)
	routes := w.c.api.Routes()
	tried := w.walk(w.c.Handler(), routes)
	for _, hole := range w.holes {
		t.Error(hole)
	}
	if least := len(routes) * len(w.callers); tried < least {
		t.Errorf("%d requests, want at least %d", tried, least)
	}
	t.Logf("%d requests to %d routes as %d callers", tried, len(routes), len(w.callers))
}

// TestAHoleIsFound lets everybody through one door who shows a share link, and lets nobody in at
// another.
func TestAHoleIsFound(t *testing.T) {
	w := newWalker(t)
	master, err := w.c.OwnToken(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	handler := http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/api/v1/journeys" && strings.HasPrefix(r.Header.Get("Authorization"), "Bearer sl_"):
			r.Header.Set("Authorization", "Bearer "+master)
		case r.URL.Path == "/api/v1/goals":
			r.Header.Del("Cookie")
		}
		w.c.Handler().ServeHTTP(out, r)
	})
	routes := slices.DeleteFunc(w.c.api.Routes(), func(r api.Route) bool {
		return r.Method != http.MethodGet || r.Path != "/api/v1/journeys" && r.Path != "/api/v1/goals"
	})
	w.walk(handler, routes)
	for _, want := range []string{
		`GET /api/v1/journeys of "here" to a share link of the site: 200, want 403`,
		`GET /api/v1/goals of "here" to viewer of here: 401, want 200`,
	} {
		if !slices.ContainsFunc(w.holes, func(hole string) bool { return strings.HasPrefix(hole, want) }) {
			t.Errorf("nobody notices that %s: %q", want, w.holes)
		}
	}
}
