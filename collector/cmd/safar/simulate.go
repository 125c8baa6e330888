package main

import (
	"context"
	"fmt"
	"math"
	"net/url"
	"time"

	"github.com/safar-cx/safar/collector/cmd/safar/internal/client"
	"github.com/safar-cx/safar/collector/internal/demo"
)

type simulateCmd struct {
	URL        string `name:"url" required:"" placeholder:"URL" help:"Address of a running collector."`
	ServerKey  string `required:"" placeholder:"sk_..." help:"Server key of the site."`
	BrowserKey string `placeholder:"pk_..." help:"Browser key of the site; needed unless --rate is 0."`

	Days           int       `placeholder:"N" help:"Days of history to send first (default none)."`
	Until          time.Time `placeholder:"TIME" help:"End of the history, such as 2026-11-21T00:00:00Z (default now)."`
	ShoppersPerDay int       `default:"120" placeholder:"N" help:"Visits of an average day in the history (default ${default})."`

	Rate float64       `default:"3" placeholder:"N" help:"Shoppers a minute that come live, after the history; 0 for none (default ${default})."`
	For  time.Duration `placeholder:"DURATION" help:"End after so long, such as 10m (default when stopped with Ctrl-C)."`

	Seed     uint64 `default:"1" placeholder:"N" help:"The same seed makes the same shoppers (default ${default})."`
	Timezone string `default:"Asia/Tehran" placeholder:"ZONE" help:"Time zone that shoppers live by (default ${default})."`
	Shop     string `default:"https://shop.example" placeholder:"URL" help:"Address of the pages that they look at; it must be allowed to use the browser key (default ${default})."`
}

// Help is what --help says beyond the flags.
func (c *simulateCmd) Help() string {
	return `The shoppers are made up: they come by advertisements, search and messages, look around, leave for a reason or order, come again, answer surveys. Prices are in rials. Send them to a site of its own, not to that of a real shop.

The history is sent with the server key. With the same --seed, --days and --until it is the same each time, so that sending it twice changes nothing. Live shoppers come through both keys, as a shop's server and pages would send them. Their addresses stand in X-Forwarded-For: a collector on this machine tells those without a cookie apart when it is started with --trusted-proxy 127.0.0.0/8.`
}

// Run sends the history, then lets shoppers come.
func (c *simulateCmd) Run(e *env) error {
	zone, err := c.check()
	if err != nil {
		return err
	}
	to := c.Until
	if to.IsZero() {
		to = time.Now()
	}
	first := to.In(zone).AddDate(0, 0, -c.Days)
	world, err := demo.New(demo.Config{Seed: c.Seed, Zone: zone, First: first, Days: c.Days, PerDay: c.ShoppersPerDay, Shop: c.Shop})
	if err != nil {
		return err
	}
	server, err := client.New(c.URL, c.ServerKey, version())
	if err != nil {
		return usage(err.Error(), "")
	}
	all := &crowd{world: world, server: server, browserKey: c.BrowserKey, shop: c.Shop}
	if c.Days > 0 {
		o, err := all.tellPast(e, first, to)
		if err := firstOf(err, o.err()); err != nil || c.Rate == 0 {
			return err
		}
	}
	return c.live(e, all)
}

// check refuses flags that don't go together, and finds the zone.
func (c *simulateCmd) check() (*time.Location, error) {
	zone, err := time.LoadLocation(c.Timezone)
	if err != nil {
		return nil, usage(fmt.Sprintf("--timezone %q is unknown", c.Timezone), "an IANA name, for example Asia/Tehran")
	}
	shop, err := url.Parse(c.Shop)
	switch {
	case err != nil || shop.Host == "" || shop.Path != "":
		return nil, usage(fmt.Sprintf("--shop %q is no origin", c.Shop), "write https://shop.example")
	case c.Days < 0 || c.ShoppersPerDay < 1 || c.Rate < 0 || math.IsInf(c.Rate, 0) || math.IsNaN(c.Rate):
		return nil, usage("--days and --rate must not be negative, --shoppers-per-day at least 1", "")
	case c.Days == 0 && c.Rate == 0:
		return nil, usage("there is nothing to do", "ask for --days of history, or for shoppers at a --rate")
	case c.Rate > 0 && c.BrowserKey == "":
		return nil, usage("live shoppers need a --browser-key", "safar init and safar key add print one, or add --rate 0")
	}
	return zone, nil
}

// live lets shoppers come for as long as asked.
func (c *simulateCmd) live(e *env, all *crowd) error {
	ctx := context.Context(e)
	if c.For > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, c.For)
		defer cancel()
	}
	if err := e.printf("%g shoppers a minute come to %s.\n", c.Rate, c.URL); err != nil {
		return err
	}
	o, err := all.live(ctx, c.Rate)
	return firstOf(err, e.printf("live: %s\n", o), o.err())
}

// tellPast sends the history of [from, to) and shows how far it is.
func (c *crowd) tellPast(e *env, from, to time.Time) (outcome, error) {
	bar := e.bar()
	o, err := c.past(e, from, to, func(at time.Time, o outcome) {
		bar.at(float64(at.Sub(from))/float64(to.Sub(from)), fmt.Sprintf("%s, %d events", at.In(from.Location()).Format(time.DateOnly), o.accepted+o.duplicates))
	})
	bar.clear()
	return o, firstOf(err, e.printf("history: %s\n", o))
}
