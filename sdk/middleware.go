package sdk

import "net/http"

// Middleware gives each request a scope and reports what the rules make of its answer. Put
// it around the router. Panics, http.ErrAbortHandler among them, pass through untouched, and
// writers keep what they could do: flush, hijack, push, sendfile.
//
// The route is that of http.ServeMux, which chi fills in too; under other routers call
// SetRoute.
func (c *Client) Middleware(next http.Handler) http.Handler {
	if c.idle() {
		return next
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		v, r := c.visit(r)
		v.writer.ResponseWriter = w
		o := Outcome{Panicked: true}
		defer func() {
			// Without recover, so that a panic keeps its stack and its value.
			o.Status, o.Streamed = v.writer.status, v.writer.streamed
			if o.Status == 0 && o.Panicked {
				o.Status = http.StatusInternalServerError
			}
			o.Route = r.Pattern
			v.exchange.End(o)
		}()
		next.ServeHTTP(v.writer.wrap(), r)
		if o.Panicked = false; v.writer.status == 0 {
			v.writer.status = http.StatusOK
		}
	})
}
