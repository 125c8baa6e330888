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
// without some of its secrets: issue them with BrowserKey, ServerKey and ReadToken.
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
	if c.BrowserKey, _, err = i.BrowserKey(ctx, site.ID, origins); err != nil {
		return c, err
	}
	if c.ServerKey, _, err = i.ServerKey(ctx, site.ID); err != nil {
		return c, err
	}
	if c.ReadToken, _, err = i.ReadToken(ctx, TokenSpec{Site: site.ID}); err != nil {
		return c, err
	}
	return c, nil
}

// BrowserKey issues a public key to a site. For what origins mean see SiteSpec.
func (i *Issuer) BrowserKey(ctx context.Context, site int64, origins []string) (string, store.Key, error) {
	origins, err := Origins(origins)
	if err != nil {
		return "", store.Key{}, err
	}
	secret := newSecret(BrowserPrefix)
	key, err := i.store.CreateKey(ctx, store.Key{
		Site: site, Kind: event.BrowserKey, Label: secret, Hash: hash(secret), Origins: origins,
	})
	if err != nil {
		return "", store.Key{}, fmt.Errorf("create browser key: %w", err)
	}
	return secret, key, nil
}

// ServerKey issues a secret key to a site.
func (i *Issuer) ServerKey(ctx context.Context, site int64) (string, store.Key, error) {
	secret := newSecret(ServerPrefix)
	key, err := i.store.CreateKey(ctx, store.Key{
		Site: site, Kind: event.ServerKey, Label: shortened(secret), Hash: hash(secret),
	})
	if err != nil {
		return "", store.Key{}, fmt.Errorf("create server key: %w", err)
	}
	return secret, key, nil
}
