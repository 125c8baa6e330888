package collector

import (
	"context"
	"fmt"

	"github.com/safar-cx/safar/sdk/event"
)

// Keys lists the keys of a site, revoked ones too.
func (c *Collector) Keys(ctx context.Context, site Site) ([]Key, error) {
	return c.db.Keys(ctx, site.ID)
}

// AddKey makes a key of a site. Origins, scheme and host each, are for browser keys alone;
// without any the site's domains may use it. A server key can't be read again later.
func (c *Collector) AddKey(ctx context.Context, site Site, kind event.KeyKind, origins []string) (secret string, key Key, err error) {
	if kind == event.ServerKey {
		return c.issuer.ServerKey(ctx, site.ID)
	}
	return c.issuer.BrowserKey(ctx, site.ID, origins)
}

// RevokeKey makes a key useless for good: here at once, in other processes that have the
// folder open within seconds.
func (c *Collector) RevokeKey(ctx context.Context, id int64) error {
	if err := c.db.RevokeKey(ctx, id); err != nil {
		return fmt.Errorf("key %d: %w", id, err)
	}
	c.keys.Forget()
	return nil
}

// Tokens lists the read tokens of all sites, revoked ones too.
func (c *Collector) Tokens(ctx context.Context) ([]Token, error) { return c.db.Tokens(ctx) }

// AddToken makes a token that reads the reports of a site, or of every site for nil. It
// can't be read again later.
func (c *Collector) AddToken(ctx context.Context, site *Site) (secret string, token Token, err error) {
	if site == nil {
		return c.issuer.ReadToken(ctx, 0)
	}
	return c.issuer.ReadToken(ctx, site.ID)
}

// RevokeToken makes a token useless for good, as RevokeKey does a key.
func (c *Collector) RevokeToken(ctx context.Context, id int64) error {
	if err := c.db.RevokeToken(ctx, id); err != nil {
		return fmt.Errorf("token %d: %w", id, err)
	}
	c.tokens.Forget()
	return nil
}
