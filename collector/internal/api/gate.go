package api

import (
	"context"
	"errors"
	"net/http"
	"net/netip"
	"strings"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// call is one request with what the gate found out about its sender.
type call struct {
	*http.Request
	IP    netip.Addr  // invalid when unknown
	Key   store.Key   // with permission Ingest
	Site  store.Site  // with permission Ingest
	Token store.Token // with permission Read
	out   http.Header // of the answer, whether it succeeds or not
}

// admit lets a call in or says why not. It comes before anything of the body is read.
func (a *API) admit(ctx context.Context, permission account.Permission, c *call) error {
	switch permission {
	case account.Public:
		return nil
	case account.Ingest:
		return a.admitSender(ctx, c)
	case account.Read:
		return a.admitReader(ctx, c)
	}
	return &problem{codeForbidden, "Nobody may do this.", ""}
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
		return nil
	}
	if err := allowOrigin(c); err != nil {
		return err
	}
	if !a.limits.allow(c.Key.ID, c.IP, a.now()) {
		return &problem{codeRateLimited, "This address sends too many requests.", "Send events in batches and wait as Retry-After tells; nothing was taken."}
	}
	return nil
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

func (a *API) admitReader(ctx context.Context, c *call) error {
	c.out.Set("Cache-Control", "no-store")
	secret, _ := bearer(c.Request)
	var err error
	c.Token, err = a.tokens.Find(ctx, secret)
	if errors.Is(err, account.ErrUnknown) {
		return &problem{codeUnauthorized, "No valid read token came with the request.", "Send Authorization: Bearer rt_..."}
	}
	return err
}
