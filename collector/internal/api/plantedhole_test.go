package api

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
)

// ajar is a shop before whose door stands somebody who opens it where it is shut.
func ajar(t *testing.T, hole func(w http.ResponseWriter, r *http.Request, next http.Handler)) *shop {
	t.Helper()
	s := open(t)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { hole(w, r, s.api) }))
	t.Cleanup(server.Close)
	s.url = server.URL
	return s
}

// routesAt are the routes with these paths, so that a control need not walk all.
func (s *shop) routesAt(paths ...string) []Route {
	return slices.DeleteFunc(s.api.Routes(), func(r Route) bool { return !slices.Contains(paths, r.Path) })
}

// wants requires that a walker has found holes, each by how it begins, and no other route's.
func wants(t *testing.T, holes []string, begin ...string) {
	t.Helper()
	for _, want := range begin {
		if !slices.ContainsFunc(holes, func(hole string) bool { return strings.HasPrefix(hole, want) }) {
			t.Errorf("nobody notices that %s: %q", want, holes)
		}
	}
	for _, hole := range holes {
		if !slices.ContainsFunc(begin, func(want string) bool { return strings.HasPrefix(hole, want) }) {
			t.Errorf("found where there is none: %s", hole)
		}
	}
}

// TestPlantedHolesAreFound is the control of the walkers: routes that do what none may do.
func TestPlantedHolesAreFound(t *testing.T) {
	t.Run("pages of other origins", func(t *testing.T) {
		s := ajar(t, func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			switch r.Method + " " + r.URL.Path {
			case "POST /api/v1/personas": // lets everybody in
				r.Header.Del("Sec-Fetch-Site")
				r.Header.Del("Origin")
			case "POST /api/v1/annotations": // lets nobody in
				r.Header.Set("Sec-Fetch-Site", "cross-site")
			case "POST /api/v1/session":
				if r.Header.Get("Sec-Fetch-Site") == "cross-site" {
					http.SetCookie(w, &http.Cookie{Name: "safar_session", Value: "x"})
				}
			}
			next.ServeHTTP(w, r)
		})
		holes, _ := s.crossOrigins(s.routesAt("/api/v1/personas", "/api/v1/annotations", "/api/v1/session", "/api/v1/goals/{metric}"))
		wants(t, holes,
			"POST /api/v1/personas, cross-site:", "POST /api/v1/personas, same-site:", "POST /api/v1/personas, an older browser, elsewhere:",
			"POST /api/v1/personas, an older browser, in a frame:", "POST /api/v1/personas, a lie about the origin:",
			"POST /api/v1/annotations, same-origin:", "POST /api/v1/annotations, none:", "POST /api/v1/annotations, no headers:", "POST /api/v1/annotations, an older browser, here:",
			"POST /api/v1/session, cross-site: sets a cookie", "POST /api/v1/session, a lie about the origin: sets a cookie")
	})
	t.Run("ways elsewhere", func(t *testing.T) {
		s := ajar(t, func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			switch {
			case r.URL.Path == "/healthz" && r.URL.Query().Get("next") != "":
				http.Redirect(w, r, r.URL.Query().Get("next"), http.StatusSeeOther)
			case r.URL.Path == "/readyz":
				_, _ = w.Write([]byte(`<a href="https://` + r.Host + `/">here</a>`))
			case r.URL.Path == "/api/v1/me":
				w.Header().Set("Link", "<https://"+r.Header.Get("X-Forwarded-Host")+">; rel=self")
				next.ServeHTTP(w, r)
			default:
				next.ServeHTTP(w, r)
			}
		})
		wants(t, s.leads(s.routesAt("/healthz", "/readyz", "/api/v1/me", "/api/v1/report")),
			"GET /healthz?next", "GET /readyz names", "GET /readyz?", "GET /api/v1/me names", "GET /api/v1/me?")
	})
	t.Run("sessions that were there before", func(t *testing.T) {
		s := ajar(t, func(w http.ResponseWriter, r *http.Request, next http.Handler) {
			shown, err := r.Cookie(plainSessionCookie)
			if r.URL.Path != "/api/v1/session/link" || err != nil || shown.Value == "" {
				next.ServeHTTP(w, r)
				return
			}
			r.Header.Del("Cookie") // so that the session that was shown is not ended
			next.ServeHTTP(httptest.NewRecorder(), r)
			http.SetCookie(w, shown)
			w.WriteHeader(http.StatusNoContent)
		})
		wants(t, s.fixations(), "the session is the one that was shown", "the new session: status 401", "what was shown before signing in: status 200")
	})
}
