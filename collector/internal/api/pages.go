package api

import (
	"context"
	"net/http"
	"strings"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/dashboard"
)

// askedEveryTime lets a browser keep a page but not show it without asking whether it is
// still the newest.
const askedEveryTime = "no-cache"

// pageRoutes serve the dashboard: one page at all of its addresses, which finds out itself
// what to show, and the files that it needs.
func (a *API) pageRoutes() []Route {
	var routes []Route
	for _, path := range dashboard.Paths() {
		routes = append(routes, Route{
			Method: http.MethodGet, Path: path, Permission: account.Public,
			Summary: "A page of the dashboard, for people.", Media: "text/html",
			handle: pageFile(dashboard.Page(), askedEveryTime),
		})
	}
	for _, asset := range dashboard.Assets() {
		media, _, _ := strings.Cut(asset.Type, ";")
		routes = append(routes, Route{
			Method: http.MethodGet, Path: "/" + asset.Name, Permission: account.Public,
			Summary: "A file that the pages of the dashboard need.", Media: media,
			handle: pageFile(asset, keptForEver),
		})
	}
	return routes
}

// pageFile serves a file of the dashboard. Other sites may neither frame it nor load it.
func pageFile(file dashboard.File, caching string) handler {
	// Both encodings are the same file, hence a weak one.
	tag := `W/"` + file.Tag + `"`
	return func(_ context.Context, c *call) (reply, error) {
		return brief(c, file.Gzip, reply{status: http.StatusOK, body: raw(file.Body), header: http.Header{
			"Content-Type":                 {file.Type},
			"Content-Security-Policy":      {dashboard.Policy},
			"Permissions-Policy":           {"camera=(), geolocation=(), microphone=()"},
			"Cache-Control":                {caching},
			"Etag":                         {tag},
			"Vary":                         {"Accept-Encoding"},
			"Cross-Origin-Opener-Policy":   {"same-origin"},
			"Cross-Origin-Resource-Policy": {"same-origin"},
			"X-Frame-Options":              {"DENY"},
		}}), nil
	}
}
