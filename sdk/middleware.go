package sdk

import "net/http"

// Middleware gives each request a scope and reports what the rules make of its answer. Put
// it around the router. Panics, http.ErrAbortHandler among them, pass through untouched, and
// writers keep what they could do: flush, hijack, push, sendfile. Nothing of a body is kept.
//
// The route is that of http.ServeMux, which chi fills in too; under other routers call
// SetRoute. Where a middleware between this one and the router makes a request of its own, as
// by http.Request.WithContext, the route is known to that request only: then put Middleware
// around the router as well, or in chi once more as the last one used: there it adds nothing
// but the route.
func (c *Client) Middleware(next http.Handler) http.Handler {
	if c.idle() {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		x, r := c.Begin(r)
		o := Outcome{Panicked: true}
		defer func() {
			// Without recover, so that a panic keeps its stack and its value.
			o.Route = r.Pattern
			x.End(o)
		}()
		next.ServeHTTP(x.Writer(w), r)
		o.Panicked = false
	})
}
