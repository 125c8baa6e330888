package main

import (
	"fmt"

	"github.com/safar-cx/safar/collector"
)

// specFlags describe a new site.
type specFlags struct {
	Timezone       string         `required:"" placeholder:"ZONE" help:"IANA time zone in which days are cut, such as Asia/Tehran."`
	Currency       string         `required:"" placeholder:"ISO" help:"The shop's own currency, such as IRR."`
	Orders         string         `default:"any" enum:"any,server" help:"Whose word on an order counts: any sender's, or the shop's backend's alone (any, server)."`
	TrustBrowsers  bool           `help:"Take a browser's word on which customer it belongs to, though anybody can claim any; else a server event must show the pair."`
	Digits         map[string]int `mapsep:"," placeholder:"ISO=N" help:"Minor digits of currencies where the shop's differ from the usual ones, 0 to 6, such as IRR=0,TRY=0."`
	Domain         []string       `placeholder:"HOST" help:"The shop's own host names; subdomains are meant as well. Repeat or separate by commas."`
	Gateway        []string       `placeholder:"HOST" help:"Payment gateways beyond the built-in list."`
	KeepDays       int            `default:"396" placeholder:"N" help:"For how many days raw events are kept, 30 to 3650; 0 for ever. Orders, answers and what events add up to stay."`
	KeepOrdersDays int            `placeholder:"N" help:"For how many days anything is kept, orders, answers and figures too, up to 10950 and not below --keep-days. Without it, or with 0, for ever."`
	Origin         []string       `placeholder:"URL" help:"Origins that may use the browser key, such as https://shop.example. Without any: the site's domains; without these: all."`
}

func (f specFlags) spec(name string) collector.SiteSpec {
	return collector.SiteSpec{
		Name: name, Timezone: f.Timezone, Currency: f.Currency, Orders: f.Orders,
		TrustBrowsers: f.TrustBrowsers, Digits: f.Digits,
		KeepDays: f.KeepDays, KeepOrdersDays: f.KeepOrdersDays, Domains: f.Domain, Gateways: f.Gateway, Origins: f.Origin,
	}
}

type initCmd struct {
	dataFlag
	Site string `required:"" placeholder:"NAME" help:"Name of the site: lower-case letters, digits and hyphens."`
	specFlags
	urlFlag
	JSON bool `help:"Print JSON: site, browser_key, server_key, read_token, setup_url."`
}

// Run makes nothing unless the site is described well.
func (c *initCmd) Run(e *env) (err error) {
	spec := c.spec(c.Site)
	if _, err := spec.Site(); err != nil {
		return err
	}
	if err := collector.CheckLinkBase(c.PublicURL); err != nil {
		return err
	}
	all, err := collector.Create(collector.Config{Dir: c.Data, Logger: e.log, Version: version()})
	if err != nil {
		return err
	}
	defer func() { err = firstOf(err, all.Close()) }()
	sites, err := all.Sites(e)
	if err != nil {
		return err
	}
	if len(sites) > 0 {
		return failed(fmt.Errorf("%s holds data already, of site %s", c.Data, sites[0].Name),
			"safar site add makes another site, safar key add and safar token add make new secrets, safar user link makes a link to sign in")
	}
	// Before the site, so that no failure comes after its secrets, which are shown once.
	setup, err := all.SetupLink(e, c.PublicURL)
	if err != nil {
		return err
	}
	made, err := all.AddSite(e, spec)
	if err != nil {
		return err
	}
	if c.JSON {
		out := credentialsOf(made)
		out.SetupURL = &setup
		return e.printJSON(out)
	}
	if err := e.printCredentials(made); err != nil {
		return err
	}
	return e.printf("\nNext:  safar serve --data %s\n\nThen make your account at\n  %s\nThe link works once, within 7 days; safar serve prints another while there is no account.\n", c.Data, setup)
}

// credentials is the JSON of a new site.
type credentials struct {
	Site       string `json:"site"`
	BrowserKey string `json:"browser_key"`
	ServerKey  string `json:"server_key"`
	ReadToken  string `json:"read_token"`
	// SetupURL is where the first user is made, for once. It is null where the folder was
	// there before the site: safar user link makes another.
	SetupURL *string `json:"setup_url"`
}

func credentialsOf(c collector.Credentials) credentials {
	return credentials{Site: c.Site.Name, BrowserKey: c.BrowserKey, ServerKey: c.ServerKey, ReadToken: c.ReadToken}
}

func (e *env) printCredentials(c collector.Credentials) error {
	return e.printf(`Site %s: days in %s, money in %s.

  browser key  %s  public, for pages
  server key   %s  secret, for the shop's backend
  read token   %s  secret, for reports

The two secrets are not stored and can't be shown again.
`, c.Site.Name, c.Site.Timezone, c.Site.Settings.Currency, c.BrowserKey, c.ServerKey, c.ReadToken)
}
