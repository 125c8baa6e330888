package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"path/filepath"
	"syscall"
	"time"

	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/collector/cmd/safar/internal/client"
	"github.com/safar-cx/safar/collector/internal/demo"
)

type demoCmd struct {
	Data        string `type:"path" default:"data-demo" placeholder:"DIR" help:"Folder to keep the demo's data in (default ${default})."`
	Addr        string `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Address of the collector and its pages; port 0 takes any that is free (default ${default})."`
	ShopAddr    string `default:"127.0.0.1:8081" placeholder:"HOST:PORT" help:"Address of the example shop (default ${default})."`
	GatewayAddr string `default:"127.0.0.1:8082" placeholder:"HOST:PORT" help:"Address of the shop's bank (default ${default})."`

	Days           int     `default:"90" placeholder:"N" help:"Days of history, counted when the folder is made (default ${default})."`
	ShoppersPerDay int     `default:"150" placeholder:"N" help:"Visits of an average day in the history (default ${default})."`
	Seed           uint64  `default:"1" placeholder:"N" help:"The same seed makes the same shoppers (default ${default})."`
	Rate           float64 `default:"3" placeholder:"N" help:"Shoppers a minute that come while the demo runs; 0 for none (default ${default})."`

	Once   bool `help:"Show the report in the terminal and end, instead of serving on."`
	Retail bool `help:"Show real orders of a British shop instead, in the terminal; they are kept in the folder retail within --data."`
}

// Help is what --help says beyond the flags.
func (c *demoCmd) Help() string {
	return `It makes a data folder with a site, starts the collector and a shop to look at, sends the history of made-up shoppers through the public endpoint, and prints the addresses. While it runs a few more shoppers come each minute, beside whoever looks at the shop. Run again, it adds what is missing since. Remove the folder to begin anew.`
}

// Run shows the shoppers, or the real orders.
func (c *demoCmd) Run(e *env) error {
	switch {
	case c.Retail:
		return c.showRetail(e)
	case c.Days < 1 || c.ShoppersPerDay < 1 || !(c.Rate >= 0):
		return usage("--days and --shoppers-per-day must be at least 1, --rate not negative", "")
	}
	return c.showShop(e)
}

// owner is who the dashboard's one-time link signs in.
const owner = "owner@demo.example"

// showShop runs the collector and the example shop beside it.
func (c *demoCmd) showShop(e *env) (err error) {
	doors, err := c.listen(e)
	if err != nil {
		return err
	}
	defer doors.close()
	all, err := collector.Create(collector.Config{
		Dir: c.Data, Logger: e.log, Version: version(),
		// Made-up browsers say where they would be; all of them are on this machine.
		TrustedProxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8"), netip.MustParsePrefix("::1/128")},
	})
	if err != nil {
		return err
	}
	defer func() { err = firstOf(err, all.Close()) }()
	site, err := c.site(e, all)
	if err != nil {
		return err
	}
	// When the demo is asked to stop, the collector has to outlive the shop, which sends the
	// last events as it closes.
	ctx, cancel := context.WithCancel(context.WithoutCancel(e))
	defer cancel()
	outer := *e
	outer.Context = ctx
	return serve(&outer, all, doors.collector, func(ctx context.Context) error {
		ctx, cancel := context.WithCancel(ctx)
		defer cancel()
		defer context.AfterFunc(e, cancel)()
		inner := *e
		inner.Context = ctx
		return c.play(&inner, all, site, doors)
	})
}

// play fills the site, says where everything is, and keeps the shop open until it is asked
// to stop.
func (c *demoCmd) play(e *env, all *collector.Collector, site *demoSite, doors *doors) error {
	crowd, err := c.fill(e, all, site, doors)
	if err != nil {
		return err
	}
	if c.Once {
		reader, err := client.New(doors.url(doors.collector), site.ReadToken, version())
		if err != nil {
			return err
		}
		return (&reportCmd{Width: 100}).show(e, reader)
	}
	link, err := signIn(e, all, doors.url(doors.collector))
	if err != nil {
		return err
	}
	err = e.printf(`
  Dashboard  %s
             (signs you in, once and within an hour; for another link:
             safar user link --data %s --public-url %s)
  Shop       %s

`, link, c.Data, doors.url(doors.collector), doors.url(doors.shop))
	if err == nil && c.Rate > 0 {
		err = e.printf("%g shoppers a minute come while this runs. ", c.Rate)
	}
	if err = firstOf(err, e.printf("Stop with Ctrl-C; the next run goes on from there.\n")); err != nil {
		return err
	}
	return c.open(e, site, doors, crowd)
}

// fill sends the part of the history that is missing, and waits until it is counted.
func (c *demoCmd) fill(e *env, all *collector.Collector, site *demoSite, doors *doors) (*crowd, error) {
	from, err := site.begin()
	if err != nil {
		return nil, err
	}
	config := demo.Config{Seed: site.Seed, Zone: from.Location(), First: from, Days: site.Days, PerDay: site.ShoppersPerDay, Shop: demoShop}
	world, err := demo.New(config)
	if err != nil {
		return nil, err
	}
	if site.SentUntil.IsZero() {
		if err := writeDown(e, all, config.Notebook()); err != nil {
			return nil, err
		}
	}
	sender, err := client.New(doors.url(doors.collector), site.ServerKey, version())
	if err != nil {
		return nil, err
	}
	crowd := &crowd{world: world, server: sender, browserKey: site.BrowserKey, shop: demoShop}
	if site.SentUntil.After(from) {
		from = site.SentUntil.In(from.Location())
	}
	until := time.Now().Truncate(time.Millisecond)
	o, err := crowd.tellPast(e, from, until)
	if err := firstOf(err, o.err(), all.Settle(e)); err != nil {
		return nil, err
	}
	site.SentUntil = until
	return crowd, site.save()
}

// signIn makes an address that signs the demo's owner in.
func signIn(e *env, all *collector.Collector, base string) (string, error) {
	if _, err := all.AddUser(e, owner, collector.Grant{Role: collector.RoleOwner}); err != nil && !errors.Is(err, collector.ErrExists) {
		return "", err
	}
	return all.SignInLink(e, owner, base)
}

// doors are where the demo's servers listen; shop and gateway are nil when nothing is to be
// kept open.
type doors struct{ collector, shop, gateway net.Listener }

// listen opens all of them before anything else is done, so that a port that is taken costs
// nobody a minute of waiting.
func (c *demoCmd) listen(e *env) (*doors, error) {
	d := &doors{}
	for _, door := range []struct {
		to         *net.Listener
		addr, flag string
		always     bool
	}{
		{&d.collector, c.Addr, "--addr", true}, {&d.shop, c.ShopAddr, "--shop-addr", false}, {&d.gateway, c.GatewayAddr, "--gateway-addr", false},
	} {
		if c.Once && !door.always {
			continue
		}
		listener, err := listen(e, door.addr)
		if errors.Is(err, syscall.EADDRINUSE) {
			err = failed(err, fmt.Sprintf("another program listens there, perhaps another demo; stop it, or choose another port with %s, 0 for any that is free", door.flag))
		}
		if err != nil {
			d.close()
			return nil, err
		}
		*door.to = listener
	}
	return d, nil
}

// close closes what is open. Servers close their own before; that does no harm.
func (d *doors) close() {
	for _, listener := range []net.Listener{d.collector, d.shop, d.gateway} {
		if listener != nil {
			_ = listener.Close()
		}
	}
}

// url is where a browser on this machine finds what listens there.
func (*doors) url(l net.Listener) string { return "http://" + reachable(l.Addr()) }

// shopDir is where the example shop keeps its own data.
func (c *demoCmd) shopDir() string { return filepath.Join(c.Data, "shop") }
