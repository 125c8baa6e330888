package collector

import (
	"context"
	"fmt"

	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/sdk/event"
)

// Keys lists the keys of a site, revoked ones too.
func (c *Collector) Keys(ctx context.Context, site Site) ([]Key, error) {
	return c.db.Keys(ctx, site.ID)
}

// AddKey makes a key of a site. Origins, scheme and host each, are for browser keys alone;
// without any the site's domains may use it. A server key can't be read again later.
func (c *Collector) AddKey(ctx context.Context, site Site, kind event.KeyKind, origins []string) (secret string, key Key, err error) {
	made := "server"
	if kind == event.ServerKey {
		secret, key, err = c.issuer.ServerKey(ctx, site.ID)
	} else {
		made = "browser"
		secret, key, err = c.issuer.BrowserKey(ctx, site.ID, origins)
	}
	if err == nil {
		c.audit.Note(ctx, audit.Deed{Action: audit.KeyAdded, Site: site.Name, Object: key.Label, Detail: made})
	}
	return secret, key, err
}

// RevokeKey makes a key useless for good: here at once, in other processes that have the
// folder open within seconds.
func (c *Collector) RevokeKey(ctx context.Context, id int64) error {
	if err := c.db.RevokeKey(ctx, id); err != nil {
		return fmt.Errorf("key %d: %w", id, err)
	}
	c.keys.Forget()
	c.audit.Note(ctx, audit.Deed{Action: audit.KeyRevoked, Object: numbered(id)})
	return nil
}

// Tokens lists the read tokens and share links of all sites, revoked ones too.
func (c *Collector) Tokens(ctx context.Context) ([]Token, error) { return c.db.Tokens(ctx) }

// AddToken makes a token that programs read with. It can't be read again later. Its errors are
// *SpecError.
func (c *Collector) AddToken(ctx context.Context, spec TokenSpec) (secret string, token Token, err error) {
	secret, token, err = c.issuer.ReadToken(ctx, spec)
	if err == nil {
		c.audit.Note(ctx, audit.Deed{Action: audit.TokenAdded, Site: c.siteName(ctx, spec.Site), Object: token.Label})
	}
	return secret, token, err
}

// AddShareLink makes an address that shows sums of one site to whoever has it, until it expires
// or is revoked. It can't be read again later. For base see SetupLink. Its errors are *SpecError.
func (c *Collector) AddShareLink(ctx context.Context, spec TokenSpec, base string) (url string, link Token, err error) {
	if base, err = linkBase(base); err != nil {
		return "", Token{}, err
	}
	secret, link, err := c.issuer.ShareLink(ctx, spec)
	if err != nil {
		return "", Token{}, err
	}
	c.audit.Note(ctx, audit.Deed{Action: audit.ShareAdded, Site: c.siteName(ctx, spec.Site), Object: link.Label})
	return base + "/#share=" + secret, link, nil
}

// RevokeToken makes a token or a share link useless for good, as RevokeKey does a key.
func (c *Collector) RevokeToken(ctx context.Context, id int64) error {
	if err := c.db.RevokeToken(ctx, id); err != nil {
		return fmt.Errorf("token %d: %w", id, err)
	}
	c.tokens.Forget()
	c.audit.Note(ctx, audit.Deed{Action: audit.TokenRevoked, Object: numbered(id)})
	return nil
}

// numbered is what lists call a key or token that is only known by its number.
func numbered(id int64) string { return fmt.Sprintf("#%d", id) }
