package sdk

import (
	"net/http"
	"strings"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// Exchange is one request and its answer, for adapters of frameworks: Middleware and
// package sdkecho are made of it. It belongs to the request's goroutine.
type Exchange struct {
	client  *Client
	scope   *scope
	request *http.Request
	began   time.Time
	inner   bool // whether another Exchange of the same request reports
	ended   bool
}

// Outcome is how a request was answered.
type Outcome struct {
	// Status is that of the answer, 0 when none was written.
	Status int
	// Route is the pattern that the request matched, "" when it is not known. SetRoute goes
	// before it.
	Route string
	// Panicked says that the handler did not return.
	Panicked bool
	// Streamed says that the answer was sent in parts or the connection taken over, so that
	// its duration says nothing about speed.
	Streamed bool
}

// Begin makes a scope for a request and returns the request to go on with, whose context
// carries it. Where a middleware around has made one already, that one stays, and reports.
func (c *Client) Begin(r *http.Request) (*Exchange, *http.Request) {
	v, r := c.visit(r)
	return &v.exchange, r
}

// visit is all that a request needs, in one allocation.
type visit struct {
	exchange Exchange
	scope    scope
	writer   writer
}

func (c *Client) visit(r *http.Request) (*visit, *http.Request) {
	v := &visit{exchange: Exchange{client: c}}
	x := &v.exchange
	if c.idle() {
		return v, r
	}
	if s := scopeOf(r.Context()); s != nil && s.client == c {
		x.scope, x.inner = s, true
		return v, r
	}
	x.request, x.began, x.scope = r, time.Now(), &v.scope
	v.scope.Context, v.scope.client, v.scope.request = r.Context(), c, r
	return v, r.WithContext(&v.scope)
}

// End reports what rules make of the answer. Only the first call counts.
func (x *Exchange) End(o Outcome) {
	if x.client.idle() || x.ended {
		return
	}
	x.ended = true
	s := x.scope
	s.mu.Lock()
	if s.route == "" {
		s.route = o.Route
	}
	route, tracked := s.route, s.tracked
	s.mu.Unlock()
	if x.inner {
		return
	}
	method, path := x.request.Method, x.path(route)
	x.report(o, method, path, route, tracked)
}

// path is what rules compare: the pattern's, or where that is not known or only the root of
// many, the path of the request.
func (x *Exchange) path(route string) string {
	if _, path := splitRoute(route); path != "" && !strings.HasSuffix(path, "/") {
		return path
	}
	return x.request.URL.Path
}

func (x *Exchange) report(o Outcome, method, path, route string, tracked uint64) {
	c := x.client
	took := time.Since(x.began)
	slow := c.config.SlowAfter > 0 && took > c.config.SlowAfter && !o.Streamed && tracked&c.bit(event.NameSlowPage) == 0
	reported := false
	for i := range c.rules {
		r := &c.rules[i]
		if !r.on(method, path) {
			continue
		}
		if slow {
			slow = false
			c.track(x.scope, event.NameSlowPage, []Attr{String("route", route), Dur("duration_ms", took)})
		}
		if reported || !r.answers(o.Status, o.Panicked) {
			continue
		}
		reported = true
		if r.Event == "" || tracked&c.bit(r.Event) != 0 {
			continue
		}
		attrs := []Attr{String("route", route), Reason(r.Reason, r.Detail)}
		if o.Status != 0 {
			attrs = append(attrs, Int("status", int64(o.Status)))
		}
		if o.Panicked {
			attrs = append(attrs, Bool("panic", true))
		}
		c.track(x.scope, r.Event, attrs)
	}
}
