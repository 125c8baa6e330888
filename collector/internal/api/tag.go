package api

import (
	"context"
	"net/http"
	"strconv"
	"strings"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/js"
)

// How long a browser may keep the tag: under its short name, after an update of the
// collector, five minutes; under a name that holds a hash of its content, for ever.
const (
	keptShortly = "public, max-age=300"
	keptForEver = "public, max-age=31536000, immutable"
)

const javascript = "text/javascript; charset=utf-8"

func (a *API) tagRoutes() []Route {
	tag := js.Tag()
	routes := []Route{{
		Method: http.MethodGet, Path: "/t.js", Permission: account.Public,
		Summary: "The browser tag, for the script element of a shop's pages.", Media: "text/javascript",
		handle: script(tag, keptShortly),
	}, {
		Method: http.MethodGet, Path: "/" + tag.Name, Permission: account.Public,
		Summary: "The browser tag as it is now, for pages that check its integrity.", Media: "text/javascript",
		handle: script(tag, keptForEver),
	}}
	for _, file := range js.Later() {
		routes = append(routes, Route{
			Method: http.MethodGet, Path: "/" + file.Name, Permission: account.Public,
			Summary: "A part of the browser tag, which it loads when it is needed: " + file.Part + ".", Media: "text/javascript",
			handle: script(file, keptForEver),
		})
	}
	return routes
}

// script serves a file to pages of every origin: it holds nothing that is anybody's.
func script(file js.File, caching string) handler {
	// Both encodings are the same script, hence a weak one.
	tag := `W/"` + file.Name + `"`
	return func(_ context.Context, c *call) (reply, error) {
		return brief(c, file.Gzip, reply{status: http.StatusOK, body: raw(file.Body), header: http.Header{
			"Content-Type":                 {javascript},
			"Cache-Control":                {caching},
			"Etag":                         {tag},
			"Vary":                         {"Accept-Encoding"},
			"Access-Control-Allow-Origin":  {"*"},
			"Cross-Origin-Resource-Policy": {"cross-origin"},
		}}), nil
	}
}

// brief answers nothing to a browser that has the file of the tag already, and compressed to one
// that takes it so.
func brief(c *call, gzipped func() []byte, r reply) reply {
	switch {
	case strings.Contains(c.Request.Header.Get("If-None-Match"), r.header.Get("Etag")):
		r.status, r.body = http.StatusNotModified, nil
	case takesGzip(c.Request.Header.Get("Accept-Encoding")):
		r.body = raw(gzipped())
		r.header.Set("Content-Encoding", "gzip")
	}
	return r
}

// takesGzip reads an Accept-Encoding header.
func takesGzip(accepted string) bool {
	for part := range strings.SplitSeq(accepted, ",") {
		coding, weight, weighted := strings.Cut(part, ";")
		if !strings.EqualFold(strings.TrimSpace(coding), "gzip") {
			continue
		}
		if !weighted {
			return true
		}
		q, err := strconv.ParseFloat(strings.TrimPrefix(strings.TrimSpace(weight), "q="), 64)
		return err == nil && q > 0
	}
	return false
}
