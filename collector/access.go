package collector

import (
	"context"
	"fmt"
	"slices"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// Keys lists the keys of a site, revoked ones too.
func (c *Collector) Keys(ctx context.Context, site Site) ([]Key, error) {
	return c.db.Keys(ctx, site.ID)
}

// AddKey makes a key of a site. Origins, scheme and host each, are for browser keys alone;
// without any the site's domains may use it. A browser key gets the usual quota, see SetKeyQuota.
// A server key can't be read again later.
func (c *Collector) AddKey(ctx context.Context, site Site, kind event.KeyKind, origins []string) (secret string, key Key, err error) {
	made := "server"
	if kind == event.BrowserKey {
		made = "browser"
	}
	spec := account.UsualKey(kind)
	spec.Origins = origins
	secret, key, err = c.issuer.Key(ctx, site.ID, kind, spec)
	if err == nil {
		c.audit.Note(ctx, audit.Deed{Action: audit.KeyAdded, Site: site.Name, Object: key.Label, Detail: made})
	}
	return secret, key, err
}

// SetKeyQuota says how many events of a key are accepted on a day of its site's time zone; 0 is as
// many as come. It holds as RevokeKey does. Its errors are *SpecError and store.ErrNotFound.
func (c *Collector) SetKeyQuota(ctx context.Context, id, eventsPerDay int64) error {
	site, key, err := c.keyByID(ctx, id)
	if err != nil {
		return err
	}
	spec := account.KeySpec{Origins: key.Origins, EventsPerDay: eventsPerDay}
	if err := spec.Apply(&key); err != nil {
		return err
	}
	if err := c.db.ChangeKey(ctx, id, key.Origins, key.EventsPerDay); err != nil {
		return fmt.Errorf("key %d: %w", id, err)
	}
	c.keys.Forget()
	c.audit.Note(ctx, audit.Deed{Action: audit.KeyChanged, Site: site.Name, Object: key.Label, Detail: account.KeyWord(key)})
	return nil
}

// keyByID looks a key up among those of all sites, which are few.
func (c *Collector) keyByID(ctx context.Context, id int64) (Site, Key, error) {
	sites, err := c.Sites(ctx)
	if err != nil {
		return Site{}, Key{}, err
	}
	for _, site := range sites {
		keys, err := c.Keys(ctx, site)
		if err != nil {
			return Site{}, Key{}, err
		}
		if i := slices.IndexFunc(keys, func(k Key) bool { return k.ID == id && !k.Revoked }); i >= 0 {
			return site, keys[i], nil
		}
	}
	return Site{}, Key{}, fmt.Errorf("key %d: %w", id, store.ErrNotFound)
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
