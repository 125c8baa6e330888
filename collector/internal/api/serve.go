package api

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/netip"
	"runtime/debug"
	"time"

	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/store"
)

// serve runs one request through gate and handler and sends the answer.
func (a *API) serve(route *Route, addr string, w http.ResponseWriter, r *http.Request) {
	secure(w.Header())
	c := &call{Request: r, IP: parseAddr(addr), route: route, out: w.Header(), stop: func() error {
		return http.NewResponseController(w).SetReadDeadline(time.Unix(1, 0))
	}}
	answer, err := a.answer(r.Context(), c)
	if body, streamed := answer.body.(stream); streamed && err == nil {
		if err = a.send(r.Context(), route, answer, body, w); err == nil {
			return
		}
	}
	if err != nil {
		limited := a.limitedBy(err)
		if limited != nil {
			a.monitor.Limited(limited.limit)
			err = &problem{codeRateLimited, limited.message, limited.hint}
		}
		p, ours := problemOf(err)
		if ours {
			a.log.Error("request failed", "method", route.Method, "route", route.Path, "code", p.code, "error", err)
		}
		answer = replyTo(p)
		var busy *store.BusyError
		if errors.As(err, &busy) {
			answer.header.Set("Retry-After", retryBusy)
		}
		if limited != nil {
			answer.header.Set("Retry-After", limited.retryAfter())
		}
	}
	if err := answer.write(w); err != nil {
		// The client is gone, or a body can't be written as JSON, which tests would show.
		a.log.Debug("answer not delivered", "route", route.Path, "error", err)
	}
}

// answer keeps a panic from ending the process: it costs its own request only.
func (a *API) answer(ctx context.Context, c *call) (r reply, err error) {
	defer func() {
		switch p := recover(); p {
		case nil:
		case http.ErrAbortHandler:
			panic(p)
		default:
			err = fmt.Errorf("panic: %v\n%s", p, debug.Stack())
		}
	}()
	if err := a.admit(ctx, c); err != nil {
		return reply{}, err
	}
	return c.route.handle(audit.By(ctx, c.actor()), c)
}

// send sends a streamed answer. An error is one before anything was sent; after that the
// connection is broken, which no reader can take for the end of a whole answer.
func (a *API) send(ctx context.Context, route *Route, answer reply, body stream, w http.ResponseWriter) error {
	maps.Copy(w.Header(), answer.header)
	err := body.write(w, answer.status)
	var cut *cutOffError
	switch {
	case !errors.As(err, &cut):
	case ctx.Err() != nil:
		a.log.Debug("answer not delivered", "route", route.Path, "error", err)
		panic(http.ErrAbortHandler)
	default:
		a.log.Error("answer cut off", "route", route.Path, "error", err)
		panic(http.ErrAbortHandler)
	}
	if err != nil {
		for name := range answer.header {
			w.Header().Del(name)
		}
	}
	return err
}

// secure sets the headers that every answer carries unless its handler knows better:
// nothing here is a page, and nothing may be kept.
func secure(h http.Header) {
	values := []string{"no-store", "nosniff", "default-src 'none'; frame-ancestors 'none'", "no-referrer"}
	for i, name := range [...]string{"Cache-Control", "X-Content-Type-Options", "Content-Security-Policy", "Referrer-Policy"} {
		h[name] = values[i : i+1 : i+1] // Set would take memory for each
	}
}

func parseAddr(text string) netip.Addr {
	addr, err := netip.ParseAddr(text)
	if err != nil {
		return netip.Addr{} // a Unix socket has none
	}
	return addr.Unmap().WithZone("")
}
