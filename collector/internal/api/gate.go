package api

import (
	"cmp"
	"context"
	"errors"
	"net/http"
	"net/netip"
	"strings"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// call is one request with what the gate found out about its sender.
type call struct {
	*http.Request
	IP    netip.Addr  // invalid when unknown
	Key   store.Key   // with permission Ingest
	Site  store.Site  // with permission Ingest, and with one about sites unless the route is about all
	Token store.Token // when one was shown, else zero
	User  store.User  // when a session was shown, else zero
	May   account.Access
	route *Route
	out   http.Header  // of the answer, whether it succeeds or not
	stop  func() error // ends the reading of the body
	again bool         // a stream that goes on asks; nobody need be there
}

// actor is in whose name a call acts, as the audit log has it.
func (c *call) actor() string { return cmp.Or(c.User.Email, c.Token.Label, c.Key.Label, audit.Nobody) }

// admit lets a call in or says why not. It comes before anything of the body is read.
func (a *API) admit(ctx context.Context, c *call) error {
	permission := c.route.Permission
	// Browsers send a cookie along whatever page asks. So what changes something may only
	// be asked by our own pages, or by programs. Events come with a key, and from anywhere.
	if permission != account.Ingest && a.origins.Check(c.Request) != nil {
		return &problem{codeForbiddenOrigin, "Pages of another origin may not do this.",
			"If this is the collector's own page, let the proxy in front of it keep the Host header as it is."}
	}
	switch permission {
	case account.Public:
		return nil
	case account.Ingest:
		return a.admitSender(ctx, c)
	case account.Local:
		return a.admitLocal(c)
	}
	if err := a.recognize(ctx, c); err != nil {
		return err
	}
	if err := a.mayRead(c); err != nil {
		return err
	}
	switch {
	case permission == account.Known, permission == account.Self:
		return nil
	case !permission.AboutSites():
		return &problem{codeForbidden, "Nobody may do this.", ""}
	case c.route.Whole:
		return reaches(c.May.MayEverywhere(permission))
	}
	var err error
	if c.Site, err = a.siteOf(ctx, c.May, c.URL.Query().Get("site")); err != nil {
		return err
	}
	return reaches(c.May.May(permission, c.Site.ID))
}

func (a *API) admitSender(ctx context.Context, c *call) error {
	kind, secret := shownKey(c.Request)
	var err error
	c.Key, c.Site, err = a.keys.Find(ctx, kind, secret)
	if errors.Is(err, account.ErrUnknown) {
		return unknownKey()
	}
	if err != nil {
		return err
	}
	if kind == event.ServerKey {
		return a.mayServe(c)
	}
	if err := allowOrigin(c); err != nil {
		return err
	}
	return a.mayBrowse(c, c.Key.ID)
}

func unknownKey() *problem {
	return &problem{codeUnauthorized, "No valid key came with the request.",
		"Send Authorization: Bearer sk_... from a server, or ?key=pk_... or X-Safar-Key: pk_... from a browser."}
}

// shownKey is the key that a request shows. A secret key is taken from the Authorization
// header alone: addresses end up in logs. An Authorization of another scheme, as a shop
// behind a password has, is not meant for us.
func shownKey(r *http.Request) (event.KeyKind, string) {
	if secret, found := bearer(r); found {
		return event.ServerKey, secret
	}
	if key := r.URL.Query().Get("key"); key != "" {
		return event.BrowserKey, key
	}
	return event.BrowserKey, r.Header.Get("X-Safar-Key")
}

func bearer(r *http.Request) (string, bool) {
	scheme, secret, found := strings.Cut(r.Header.Get("Authorization"), " ")
	if !found || !strings.EqualFold(scheme, "Bearer") {
		return "", false
	}
	return strings.TrimSpace(secret), true
}

// recognize finds out who calls: the bearer of a read token or of a share link, or else a user
// who is signed in. A token that is shown must be good, whatever else is shown. Tokens lie in
// scripts and are shared: they read.
func (a *API) recognize(ctx context.Context, c *call) (err error) {
	changes := c.route.Permission.Changes()
	secret, shown := bearer(c.Request)
	if shown && changes {
		return &problem{codeForbidden, "A token or a key may not do this.", "Sign in at the pages, or use the program where the data is: safar --help."}
	}
	if shown {
		c.Token, err = a.tokens.Find(ctx, secret)
		c.May = account.OfToken(c.Token)
		return unrecognized(err, changes)
	}
	find := a.sessions.Find
	if c.again {
		find = a.sessions.Peek
	}
	c.User, err = find(ctx, a.shownSession(c.Request))
	c.May = account.OfUser(c.User)
	return unrecognized(err, changes)
}

func unrecognized(err error, changes bool) error {
	switch {
	case !errors.Is(err, account.ErrUnknown):
		return err
	case changes:
		return &problem{codeUnauthorized, "No session came with the request.", "Sign in."}
	}
	return &problem{codeUnauthorized, "No valid read token came with the request, and no session.", "Send Authorization: Bearer rt_..., or sign in."}
}

// reaches is the refusal of somebody who is known and may not do this.
func reaches(far bool) error {
	if far {
		return nil
	}
	return &problem{codeForbidden, "You may not do this here.", "An owner can change what you may: People and access."}
}
