package sdk

import (
	"cmp"
	"context"
	"net/http"
	"sync"

	"github.com/safar-cx/safar/sdk/event"
)

// Scope is what all events tracked under a context have in common. The middleware makes one
// for each request; WithScope makes one where there is no request.
type Scope struct {
	// VisitorID is the shopper's browser or device, 1 to 64 characters. It is sent only with
	// full consent.
	VisitorID string
	// CustomerID is the shop's own id of the shopper, 1 to 128 characters. It is sent only
	// with full consent.
	CustomerID string
	// CartID is the cart at hand, 1 to 128 characters.
	CartID string
	// Surface is where it happens. Empty means web where there is a Client, else other.
	Surface event.Surface
	// Consent is what the shopper agreed to. Empty means full, which is what a server key
	// stands for; the middleware always states it.
	Consent event.Consent
	// Page is the page that the shopper sees.
	Page event.Page
	// Client is the shopper's browser: address and user agent. Never the shop's own.
	Client event.Client

	origin origin // of Page
}

// WithScope returns a context under which events are those of s, whatever scope ctx had: for
// jobs, workers, tills, and what a payment gateway's server tells the shop's.
func WithScope(ctx context.Context, s Scope) context.Context {
	return &scope{Context: ctx, Scope: s}
}

// CurrentScope returns what goes with events tracked under ctx, for WithScope in a job that
// goes on with it: one that asks a payment gateway hours later, for example. It holds no more
// than the shopper agreed to, and neither page nor browser, which are of the moment. Of a
// context without a scope it is empty.
func CurrentScope(ctx context.Context) Scope {
	s := scopeOf(ctx)
	if s == nil {
		return Scope{}
	}
	var view Scope
	if !s.view("", &view) {
		return Scope{Consent: event.ConsentNone}
	}
	view = record{Scope: view}.withheld().Scope
	view.Page, view.Client, view.origin = event.Page{}, event.Client{}, origin{}
	if view.Surface == "" && s.client != nil {
		view.Surface = event.SurfaceWeb
	}
	return view
}

// Identify says who the shopper is, by the shop's own id. Like the functions below it holds
// for all events tracked later under the same request or WithScope, by whomever: code inside
// may fill what code around it made. Without a scope it does nothing.
func Identify(ctx context.Context, customerID string) {
	change(ctx, func(s *scope) { s.CustomerID = customerID })
}

// SetVisitor says which browser or device it is, for shops that keep such an id themselves.
func SetVisitor(ctx context.Context, id string) {
	change(ctx, func(s *scope) { s.VisitorID = id })
}

// SetConsent says what the shopper agreed to. A browser that sends Sec-GPC: 1 stays
// anonymous at most.
func SetConsent(ctx context.Context, c event.Consent) {
	change(ctx, func(s *scope) { s.Consent = c })
}

// SetRoute says by which route the request came, for routers that the middleware does not
// know: the pattern, such as "/product/{id}", never the path itself.
func SetRoute(ctx context.Context, pattern string) {
	change(ctx, func(s *scope) { s.route = pattern })
}

// SetCart says which cart is at hand.
func SetCart(ctx context.Context, cartID string) {
	change(ctx, func(s *scope) { s.CartID = cartID })
}

// Ignore leaves out all events tracked later, and what the middleware would report: for
// health checks, staff, and tests in production.
func Ignore(ctx context.Context) {
	change(ctx, func(s *scope) { s.ignored = true })
}

// scope is a context that carries a Scope. It is one allocation, and the middleware makes it
// part of a larger one.
type scope struct {
	context.Context

	mu sync.Mutex
	Scope
	route   string
	tracked uint64 // which events that rules make are there already, by Client.bit
	ignored bool
	optOut  bool // of the request

	// Of a request: what fills the Scope when the first event asks for it. Most requests
	// track nothing and should not pay.
	client  *Client
	request *http.Request // nil where there is none, and once it was read
}

type scopeKey struct{}

// Value adds the scope to the context's values.
func (s *scope) Value(key any) any {
	if key == (scopeKey{}) {
		return s
	}
	return s.Context.Value(key)
}

// scopeOf returns the innermost scope of ctx, nil when there is none.
func scopeOf(ctx context.Context) *scope {
	if ctx == nil {
		return nil
	}
	s, _ := ctx.Value(scopeKey{}).(*scope)
	return s
}

func change(ctx context.Context, set func(*scope)) {
	if s := scopeOf(ctx); s != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		set(s)
	}
}

// view tells what goes with an event of the name, and whether it is wanted at all.
func (s *scope) view(name string, view *Scope) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ignored {
		return false
	}
	if s.client != nil {
		s.tracked |= s.client.bit(name)
	}
	s.read()
	*view = s.Scope
	if s.client == nil || view.Consent == event.ConsentNone || view.Consent == event.ConsentFull && !s.optOut {
		return true
	}
	// A server's event that states no consent counts as agreed to. Of a shopper's request
	// that must never come about by an empty string, or a word that is none of the three.
	view.Consent = event.ConsentAnonymous
	return true
}

// read fills what nobody has set from the request.
func (s *scope) read() {
	r := s.request
	if r == nil {
		return
	}
	s.request = nil
	config := &s.client.config
	s.optOut = optedOut(r)
	visitor := visitorOf(r)
	switch {
	case s.Consent != "":
	case config.Consent != nil:
		s.Consent = config.Consent(r)
	case visitor != "":
		s.Consent = event.ConsentFull
	default:
		s.Consent = event.ConsentAnonymous
	}
	s.VisitorID = cmp.Or(s.VisitorID, visitor)
	s.Page, s.origin = pageOf(r)
	s.Client = event.Client{IP: address(config.ClientIP(r)), UserAgent: header(r, "User-Agent")}
}
