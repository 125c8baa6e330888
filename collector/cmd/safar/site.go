package main

import (
	"fmt"
	"maps"
	"net/netip"
	"slices"
	"strings"
	"time"

	"github.com/safar-cx/safar/collector"
)

type siteCmd struct {
	List siteListCmd `cmd:"" help:"List the sites."`
	Add  siteAddCmd  `cmd:"" help:"Add a site with its keys and a read token."`
	Set  siteSetCmd  `cmd:"" help:"Change a site. What was counted before is counted anew under the new settings."`
}

// siteJSON is a site for scripts.
type siteJSON struct {
	Name          string `json:"name"`
	Timezone      string `json:"timezone"`
	Currency      string `json:"currency"`
	Orders        string `json:"orders"`
	TrustBrowsers bool   `json:"trust_browsers"`
	// Digits are the currencies that have others than CLDR's.
	Digits         map[string]int `json:"digits"`
	CartWindow     string         `json:"cart_window"`
	KeepDays       int            `json:"keep_days"`
	KeepOrdersDays int            `json:"keep_orders_days"`
	Domains        []string       `json:"domains"`
	Gateways       []string       `json:"gateways"`
	StaffNetworks  []netip.Prefix `json:"staff_networks"`
	StaffVisitors  []string       `json:"staff_visitors"`
}

func siteOf(s collector.Site) siteJSON {
	spec := collector.SpecOf(s)
	window := spec.CartWindow
	if window == 0 {
		window = 24 * time.Hour
	}
	digits := spec.Digits
	if digits == nil {
		digits = map[string]int{}
	}
	return siteJSON{
		Name: spec.Name, Timezone: spec.Timezone, Currency: spec.Currency, Orders: spec.Orders,
		TrustBrowsers: spec.TrustBrowsers, Digits: digits, CartWindow: window.String(), KeepDays: spec.KeepDays, KeepOrdersDays: spec.KeepOrdersDays,
		Domains: append([]string{}, spec.Domains...), Gateways: append([]string{}, spec.Gateways...),
		StaffNetworks: append([]netip.Prefix{}, spec.StaffNetworks...), StaffVisitors: append([]string{}, spec.StaffVisitors...),
	}
}

func (e *env) printSite(s collector.Site) error {
	j := siteOf(s)
	trust := "no"
	if j.TrustBrowsers {
		trust = "yes"
	}
	var digits []string
	for _, currency := range slices.Sorted(maps.Keys(j.Digits)) {
		digits = append(digits, fmt.Sprintf("%s=%d", currency, j.Digits[currency]))
	}
	return e.printf("%s  %s  %s  orders %s  trust browsers %s  digits %s  cart window %s  keeps events %s  orders and figures %s  domains %s\n",
		j.Name, j.Timezone, j.Currency, j.Orders, trust, orNone(digits), j.CartWindow, keptFor(j.KeepDays), keptFor(j.KeepOrdersDays), orNone(j.Domains))
}

func keptFor(days int) string {
	if days == 0 {
		return "for ever"
	}
	return fmt.Sprintf("%d days", days)
}

func orNone(texts []string) string {
	if len(texts) == 0 {
		return "-"
	}
	return strings.Join(texts, ",")
}

type siteListCmd struct {
	dataFlag
	JSON bool `help:"Print JSON."`
}

// Run lists the sites by name.
func (c *siteListCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		sites, err := all.Sites(e)
		if err != nil {
			return err
		}
		list := make([]siteJSON, 0, len(sites))
		for _, s := range sites {
			list = append(list, siteOf(s))
			if !c.JSON {
				err = firstOf(err, e.printSite(s))
			}
		}
		if c.JSON {
			return e.printJSON(list)
		}
		return err
	})
}

type siteAddCmd struct {
	dataFlag
	Name string `arg:"" help:"Name of the site: lower-case letters, digits and hyphens."`
	specFlags
	JSON bool `help:"Print JSON, as safar init does."`
}

// Run adds a site.
func (c *siteAddCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		made, err := all.AddSite(e, c.spec(c.Name))
		if err != nil {
			return err
		}
		if c.JSON {
			return e.printJSON(credentialsOf(made))
		}
		return e.printCredentials(made)
	})
}

type siteSetCmd struct {
	dataFlag
	Name           string          `arg:"" help:"Name of the site."`
	Timezone       *string         `placeholder:"ZONE" help:"IANA time zone in which days are cut."`
	Currency       *string         `placeholder:"ISO" help:"The shop's own currency."`
	Orders         *string         `enum:"any,server" help:"Whose word on an order counts (any, server)."`
	TrustBrowsers  *bool           `negatable:"" help:"Take a browser's word on which customer it belongs to."`
	Digits         *map[string]int `mapsep:"," placeholder:"ISO=N" help:"Minor digits of currencies where the shop's differ from the usual ones, 0 to 6, such as IRR=0,TRY=0, in place of those before; --digits= for none."`
	CartWindow     *time.Duration  `placeholder:"TIME" help:"How long a cart may stay open, such as 24h."`
	KeepDays       *int            `placeholder:"N" help:"For how many days raw events are kept, 30 to 3650; 0 for ever. What is gone does not come back; what it added up to stays."`
	KeepOrdersDays *int            `placeholder:"N" help:"For how many days anything is kept, 30 to 10950 and not below --keep-days; 0 for ever. Then orders and answers go as well, with the figures of their time, and reports begin later."`
	Domain         *[]string       `placeholder:"HOST" help:"The shop's own host names, in place of those before."`
	Gateway        *[]string       `placeholder:"HOST" help:"Payment gateways beyond the built-in list, in place of those before."`
	StaffNetwork   *[]string       `placeholder:"CIDR" help:"Networks of the shop's own people, whose visits are counted apart from now on, in place of those before; an address is looked at when it comes and is not kept."`
	StaffVisitor   *[]string       `placeholder:"ID" help:"Visitor ids of the shop's own people, in place of those before."`
	JSON           bool            `help:"Print JSON."`
}

// Run changes what was given and nothing else.
func (c *siteSetCmd) Run(e *env) error {
	var networksOfStaff *[]netip.Prefix
	if c.StaffNetwork != nil {
		list, err := networks("--staff-network", *c.StaffNetwork)
		if err != nil {
			return err
		}
		networksOfStaff = &list
	}
	return c.with(e, func(all *collector.Collector) error {
		s, err := all.SetSite(e, c.Name, func(spec *collector.SiteSpec) {
			set(&spec.Timezone, c.Timezone)
			set(&spec.Currency, c.Currency)
			set(&spec.Orders, c.Orders)
			set(&spec.TrustBrowsers, c.TrustBrowsers)
			set(&spec.Digits, c.Digits)
			set(&spec.CartWindow, c.CartWindow)
			set(&spec.KeepDays, c.KeepDays)
			set(&spec.KeepOrdersDays, c.KeepOrdersDays)
			set(&spec.Domains, c.Domain)
			set(&spec.Gateways, c.Gateway)
			set(&spec.StaffNetworks, networksOfStaff)
			set(&spec.StaffVisitors, c.StaffVisitor)
		})
		if err != nil {
			return err
		}
		if c.JSON {
			return e.printJSON(siteOf(s))
		}
		return e.printSite(s)
	})
}

func set[T any](to *T, value *T) {
	if value != nil {
		*to = *value
	}
}
