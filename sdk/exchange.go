package sdk

import (
	"net/http"
	"strings"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// Exchange is one request and its answer, for adapters of frameworks: Middleware and
// package sdkecho are made of it. It belongs to the request's goroutine.
//
// An adapter begins one, goes on with the request that it returns, lets it see the answer
// through Writer, or by telling it with Answering and Streaming, and ends it.
type Exchange struct {
	client *Client
	scope  *scope
	began  time.Duration // after the client was made
	inner  bool          // whether another Exchange of the same request reports
	ended  bool
	answer answer
	writer writer
}

// Outcome is how a request was answered.
type Outcome struct {
	// Status is that of the answer; 0 means as the Exchange has seen it, which without a
	// written one is 500 after a panic and 200 otherwise.
	Status int
	// Route is the pattern that the request matched, "" when it is not known. SetRoute goes
	// before it.
	Route string
	// Panicked says that the handler did not return.
	Panicked bool
}

// visit is all that a request needs, in one allocation.
type visit struct {
	exchange Exchange
	scope    scope
}

// Begin makes a scope for a request and returns the request to go on with, whose context
// carries it. Where a middleware around has made one already, that one stays, and reports.
func (c *Client) Begin(r *http.Request) (*Exchange, *http.Request) {
	v := &visit{exchange: Exchange{client: c}}
	x := &v.exchange
	if c.idle() {
		return x, r
	}
	if s := scopeOf(r.Context()); s != nil && s.client == c {
		x.scope, x.inner = s, true
		return x, r
	}
	x.scope, x.began, x.answer.request = &v.scope, time.Since(c.made), r
	x.answer.wanted = c.config.PageViews != nil && opens(r) && c.config.PageViews(r)
	v.scope.Context, v.scope.client, v.scope.request = r.Context(), c, r
	return x, r.WithContext(&v.scope)
}

// Writer returns a writer that does what w does and shows the Exchange what is answered
// through it. Call it once.
func (x *Exchange) Writer(w http.ResponseWriter) http.ResponseWriter {
	if x.answer.request == nil {
		return w // nobody reports, or somebody else
	}
	x.writer = writer{w, &x.answer}
	return x.writer.wrap()
}

// Answering says that an answer of this status begins, for frameworks with a writer of their
// own. Call it before the header leaves, since it looks into it, with the beginning of the
// body where that is at hand. Only the first call counts, and none of 100 to 199 but 101.
func (x *Exchange) Answering(status int, header http.Header, body []byte) {
	x.answer.begin(status, header, body)
}

// Streaming says that the answer is sent in parts or that the connection was taken over, so
// that its duration tells nothing about speed.
func (x *Exchange) Streaming() { x.answer.streamed = true }

// Hijacked says that the connection was taken over, and whatever is answered is not seen.
func (x *Exchange) Hijacked() { x.answer.streamed, x.answer.taken = true, true }

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
	if o.Status == 0 {
		o.Status = x.answer.final(o.Panicked)
	}
	x.report(o, route, tracked)
}

// path is what rules compare: the pattern's, or where that is not known or only the root of
// many, the path of the request.
func (x *Exchange) path(route string) string {
	if _, path := splitRoute(route); path != "" && !strings.HasSuffix(path, "/") {
		return path
	}
	return x.answer.request.URL.Path
}

// report says what rules make of the answer. Of one that nobody waited for only its slowness
// is said, which may be why: handlers fail when their context ends, and proxies panic.
func (x *Exchange) report(o Outcome, route string, tracked uint64) {
	c, unseen := x.client, x.answer.unseen || x.answer.status == 0 && x.answer.left()
	took := time.Since(c.made) - x.began
	slow := c.config.SlowAfter > 0 && took > c.config.SlowAfter && !x.answer.streamed && tracked&c.bit(event.NameSlowPage) == 0
	reported := unseen
	for i := range c.rules {
		r := &c.rules[i]
		// The status is the quicker to tell, and most answers are well.
		answers := !reported && r.answers(o.Status, o.Panicked, x.answer.location)
		if !slow && !answers || !r.on(x.answer.request.Method, x.path(route)) {
			continue
		}
		if slow {
			slow = false
			c.track(x.scope, event.NameSlowPage, []Attr{String("route", route), Dur("duration_ms", took)})
		}
		if !answers {
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
	if !unseen && x.answer.page && !o.Panicked && tracked&c.bit(event.NamePageView) == 0 {
		// It was opened before whatever the handler has told of it.
		now := time.Now()
		opened := now.Add(x.began - now.Sub(c.made) - time.Millisecond)
		c.track(x.scope, event.NamePageView, []Attr{At(opened)})
	}
}
