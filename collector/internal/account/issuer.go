package account

import (
	"context"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// Store is what an Issuer writes to. Each call returns the row with its number, or
// store.ErrExists.
type Store interface {
	CreateSite(context.Context, store.Site) (store.Site, error)
	CreateKey(context.Context, store.Key) (store.Key, error)
	CreateToken(context.Context, store.Token) (store.Token, error)
}

// Issuer makes sites, keys and tokens. A secret is returned once and can't be read again.
type Issuer struct {
	store Store
	now   func() time.Time
}

// NewIssuer makes an Issuer that writes to a store. now is the clock; nil means time.Now.
func NewIssuer(s Store, now func() time.Time) *Issuer {
	if now == nil {
		now = time.Now
	}
	return &Issuer{store: s, now: now}
}

// Credentials are a new site and the secrets that open it.
type Credentials struct {
	Site       store.Site
	BrowserKey string
	ServerKey  string
	ReadToken  string
}

// Provision creates a site with a browser key, a server key and a read token of its own.
// The spec is checked whole before anything is written; its errors are *SpecError and
// store.ErrExists for a name that is taken. When the store fails midway the site stands
// without some of its secrets: issue them with Key and ReadToken.
func (i *Issuer) Provision(ctx context.Context, spec SiteSpec) (Credentials, error) {
	site, err := spec.Site()
	if err != nil {
		return Credentials{}, err
	}
	origins, err := Origins(spec.Origins)
	if err != nil {
		return Credentials{}, err
	}
	site, err = i.store.CreateSite(ctx, site)
	if err != nil {
		return Credentials{}, fmt.Errorf("create site %s: %w", spec.Name, err)
	}
	c := Credentials{Site: site}
	browser := UsualKey(event.BrowserKey)
	browser.Origins = origins
	if c.BrowserKey, _, err = i.Key(ctx, site.ID, event.BrowserKey, browser); err != nil {
		return c, err
	}
	if c.ServerKey, _, err = i.Key(ctx, site.ID, event.ServerKey, UsualKey(event.ServerKey)); err != nil {
		return c, err
	}
	if c.ReadToken, _, err = i.ReadToken(ctx, TokenSpec{Site: site.ID}); err != nil {
		return c, err
	}
	return c, nil
}

// Key issues a key to a site, a public one to browsers and a secret one to servers. Its errors are
// *SpecError and those of the store.
func (i *Issuer) Key(ctx context.Context, site int64, kind event.KeyKind, spec KeySpec) (string, store.Key, error) {
	secret := newSecret(keyPrefix(kind))
	key := store.Key{Site: site, Kind: kind, Label: secret, Hash: hash(secret)}
	if kind == event.ServerKey {
		key.Label = shortened(secret)
	}
	if err := spec.Apply(&key); err != nil {
		return "", store.Key{}, err
	}
	key, err := i.store.CreateKey(ctx, key)
	if err != nil {
		return "", store.Key{}, fmt.Errorf("create key: %w", err)
	}
	return secret, key, nil
}
