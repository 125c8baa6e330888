package collector

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/store"
)

type (
	// Site is a shop.
	Site = store.Site
	// SiteSpec is what a merchant says of a shop.
	SiteSpec = account.SiteSpec
	// SpecError says what is wrong with a part of a SiteSpec.
	SpecError = account.SpecError
	// Credentials are a new site and the secrets that open it.
	Credentials = account.Credentials
	// Key lets a sender in.
	Key = store.Key
	// Token lets a reader in.
	Token = store.Token
	// TokenKind tells read tokens from share links.
	TokenKind = store.TokenKind
	// Scope is how much a token tells.
	Scope = store.Scope
	// TokenSpec is what is said of a token or of a share link.
	TokenSpec = account.TokenSpec
)

// The kinds of tokens.
const (
	ReadToken = store.ReadToken
	ShareLink = store.ShareLink
)

// The errors of names and numbers.
var (
	ErrNotFound = store.ErrNotFound
	ErrExists   = store.ErrExists
)

// AddSite creates a site with a browser key, a server key and a read token, which can't be
// read again later. Its errors are *SpecError, and ErrExists for a name that is taken.
func (c *Collector) AddSite(ctx context.Context, spec SiteSpec) (Credentials, error) {
	made, err := c.issuer.Provision(ctx, spec)
	if made.Site.ID != 0 {
		c.audit.Note(ctx, audit.Deed{Action: audit.SiteAdded, Site: made.Site.Name})
	}
	return made, err
}

// Sites lists the sites by name.
func (c *Collector) Sites(ctx context.Context) ([]Site, error) { return c.db.Sites(ctx) }

// Site finds a site. Without a name it is the only one there is. Its error is ErrNotFound,
// also when there are several to choose from.
func (c *Collector) Site(ctx context.Context, name string) (Site, error) {
	if name != "" {
		site, err := c.db.SiteByName(ctx, name)
		if errors.Is(err, ErrNotFound) {
			return site, fmt.Errorf("site %q: %w", name, err)
		}
		return site, err
	}
	sites, err := c.db.Sites(ctx)
	if err != nil {
		return Site{}, err
	}
	if len(sites) != 1 {
		return Site{}, fmt.Errorf("%d sites, one must be named: %w", len(sites), ErrNotFound)
	}
	return sites[0], nil
}

// SetSite changes a site. What was counted before is counted anew under the new settings.
// Name and Origins of the spec stay as they are. Its errors are *SpecError and ErrNotFound.
func (c *Collector) SetSite(ctx context.Context, name string, change func(*SiteSpec)) (Site, error) {
	old, err := c.Site(ctx, name)
	if err != nil {
		return Site{}, err
	}
	spec := SpecOf(old)
	change(&spec)
	spec.Name = old.Name
	site, err := spec.Site()
	if err != nil {
		return Site{}, err
	}
	site.ID = old.ID
	if err := c.db.UpdateSite(ctx, site); err != nil {
		return Site{}, fmt.Errorf("change site %s: %w", site.Name, err)
	}
	c.keys.Forget()
	site.SealedBefore, site.KeptFrom = old.SealedBefore, old.KeptFrom
	c.audit.Note(ctx, audit.SiteKept(&old, &site))
	return site, nil
}

// SpecOf is the spec that a site was made from, without the origins, which belong to its keys.
func SpecOf(s Site) SiteSpec {
	spec := SiteSpec{
		Name: s.Name, Timezone: s.Timezone, Currency: s.Settings.Currency, Orders: account.OrdersAny,
		TrustBrowsers: s.Settings.TrustBrowsers, Digits: maps.Clone(s.Settings.Digits),
		CartWindow: s.Settings.CartWindow, KeepDays: s.KeepDays, KeepOrdersDays: s.KeepOrdersDays, Domains: s.Domains, Gateways: s.Gateways,
		StaffNetworks: s.StaffNetworks, StaffVisitors: s.StaffVisitors,
	}
	if s.Settings.ServerOrders {
		spec.Orders = account.OrdersServer
	}
	return spec
}
