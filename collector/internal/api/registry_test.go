package api

import (
	"encoding/json"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/labstack/echo/v4"

	"github.com/safar-cx/safar/collector/internal/account"
)

func provisionSecond(s *shop) account.Credentials {
	s.Helper()
	c, err := account.NewIssuer(s.store, nil).Provision(s.Context(), account.SiteSpec{Name: "second", Timezone: "UTC", Currency: "EUR"})
	if err != nil {
		s.Fatal(err)
	}
	return c
}

func issueAll(s *shop) (string, error) {
	secret, _, err := account.NewIssuer(s.store, nil).ReadToken(s.Context(), account.TokenSpec{})
	return secret, err
}

func TestEveryRouteIsRegisteredWithAPermission(t *testing.T) {
	s := open(t)
	served := map[string]bool{}
	for _, r := range s.api.router.(*echo.Echo).Routes() {
		served[r.Method+" "+r.Path] = true
	}
	for _, r := range s.api.Routes() {
		name := r.Method + " " + pattern(r.Path)
		if !served[name] {
			t.Errorf("%s is registered and not served", name)
		}
		delete(served, name)
		if !slices.Contains(account.Permissions(), r.Permission) {
			t.Errorf("%s has the permission %q", name, r.Permission)
		}
		if r.Summary == "" {
			t.Errorf("%s has no summary", name)
		}
		for _, code := range r.Codes {
			if statuses()[code] == 0 {
				t.Errorf("%s lists the code %s, which has no status", name, code)
			}
		}
	}
	for name := range served {
		t.Errorf("%s is served and not registered", name)
	}
}

func TestPermissionsHoldOnEveryRoute(t *testing.T) {
	s := open(t)
	for _, r := range s.api.Routes() {
		got := s.send(r.Method, r.Path, nil)
		if open := got.StatusCode != http.StatusUnauthorized; open != (r.Permission == account.Public || r.Permission == account.Local) {
			t.Errorf("%s %s with permission %s answers %d to a stranger", r.Method, r.Path, r.Permission, got.StatusCode)
		}
	}
}

func TestWhatIsNotThere(t *testing.T) {
	s := open(t)
	s.refused(s.send("GET", "/nowhere", nil), http.StatusNotFound, "not_found")
	s.refused(s.send("GET", "/api/v1/../../etc/passwd", nil), http.StatusNotFound, "not_found")
	r := s.send("GET", "/v1/events", nil)
	s.refused(r, http.StatusMethodNotAllowed, "method_not_allowed")
	if r.Header.Get("Allow") == "" || r.Header.Get("X-Content-Type-Options") != "nosniff" {
		t.Errorf("headers %v", r.Header)
	}
}

func TestDescription(t *testing.T) {
	s := open(t, func(c *Config) { c.Version = "1.2.3" })
	r := s.send("GET", "/api/v1/openapi.json", nil)
	var doc struct {
		OpenAPI string
		Info    struct{ Version string }
		Paths   map[string]map[string]struct {
			Security  []map[string][]string
			Responses map[string]any
		}
		Components struct{ Schemas map[string]any }
	}
	if err := json.Unmarshal(r.body, &doc); err != nil {
		t.Fatal(err)
	}
	if doc.OpenAPI != "3.1.0" || doc.Info.Version != "1.2.3" {
		t.Errorf("document %s of version %s", doc.OpenAPI, doc.Info.Version)
	}
	described := 0
	for _, operations := range doc.Paths {
		described += len(operations)
	}
	if want := len(s.api.Routes()); described != want {
		t.Errorf("%d operations, want %d", described, want)
	}
	post := doc.Paths["/v1/events"]["post"]
	for _, status := range []string{"200", "400", "401", "403", "413", "415", "429", "500", "503"} {
		if post.Responses[status] == nil {
			t.Errorf("POST /v1/events does not describe %s", status)
		}
	}
	if len(post.Security) != 3 {
		t.Errorf("POST /v1/events takes %v", post.Security)
	}
	for _, ref := range references(string(r.body)) {
		if doc.Components.Schemas[ref] == nil {
			t.Errorf("%s is referred to and not described", ref)
		}
	}
}

func references(text string) []string {
	var refs []string
	for _, part := range strings.Split(text, `"#/components/schemas/`)[1:] {
		ref, _, _ := strings.Cut(part, `"`)
		refs = append(refs, ref)
	}
	return refs
}

func TestDraining(t *testing.T) {
	s := open(t)
	if r := s.send("GET", "/readyz", nil); r.StatusCode != http.StatusOK {
		t.Errorf("readyz %d", r.StatusCode)
	}
	s.api.Drain()
	s.refused(s.send("GET", "/readyz", nil), http.StatusServiceUnavailable, "unavailable")
	s.answered(s.post(one), 1) // what still comes is served
}
