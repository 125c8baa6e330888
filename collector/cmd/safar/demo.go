package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/collector/cmd/safar/internal/client"
	"github.com/safar-cx/safar/collector/internal/sample"
	"github.com/safar-cx/safar/collector/internal/transfer"
)

type demoCmd struct {
	Data string `type:"path" default:"data-demo" placeholder:"DIR" help:"Folder to keep the demo's data in (default ${default})."`
	Addr string `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Address to listen on; port 0 takes any that is free (default ${default})."`
	Once bool   `help:"Show the report and end, instead of serving on."`
}

// Help is what --help says beyond the flags.
func (c *demoCmd) Help() string {
	return `It makes a data folder with a site, starts the collector, sends it the orders of some 300 customers of a real British shop through the public endpoint, as the shop's backend would, and shows the report. There are only orders in this data, so what needs visits, carts or surveys has no numbers. Run again, it finds that everything is there already.`
}

// Run is init, serve, a sender and report in one.
func (c *demoCmd) Run(e *env) (err error) {
	all, err := collector.Create(collector.Config{Dir: c.Data, Logger: e.log, Version: version()})
	if err != nil {
		return err
	}
	defer func() { err = firstOf(err, all.Close()) }()
	made, err := c.credentials(e, all)
	if err != nil {
		return err
	}
	listener, err := listen(e, c.Addr)
	if err != nil {
		return err
	}
	address := "http://" + listener.Addr().String()
	return serve(e, all, listener, func(ctx context.Context) error {
		shown := *e
		shown.Context = ctx
		if err := c.show(&shown, address, made); err != nil || c.Once {
			return err
		}
		if err := e.printf("\nServing on %s until it is stopped with Ctrl-C.\n", address); err != nil {
			return err
		}
		return untilDone(ctx)
	})
}

// show sends the orders and prints what the collector makes of them.
func (c *demoCmd) show(e *env, address string, made credentials) error {
	sum, err := send(e, address, made.ServerKey)
	if err != nil {
		return fmt.Errorf("send the sample: %w", err)
	}
	err = e.printf("Sent %d orders to %s/v1/events: %d accepted, %d there already.\nData: %s\nIt holds orders alone: what needs visits, carts or surveys has no numbers.\n\n",
		sum.Events, address, sum.Accepted, sum.Duplicates, sample.Attribution)
	if err != nil {
		return err
	}
	reader, err := client.New(address, made.ReadToken, version())
	if err != nil {
		return err
	}
	ask := reportCmd{From: sample.From, To: sample.To, Width: 100}
	if err := ask.show(e, reader); err != nil {
		return err
	}
	return e.printf(`
Ask for more (from a source tree, safar is: go run ./collector/cmd/safar):

  safar report --data %[1]s --from 2010-12-01 --to 2011-12-09 --metrics orders,revenue,aov --interval month
  curl -H 'Authorization: Bearer %[3]s' '%[2]s/api/v1/report?from=%[5]s&to=%[6]s&metrics=repeat_purchase_rate,retention_rate'
  curl -H 'Authorization: Bearer %[3]s' '%[2]s/api/v1/catalog'

Send an event of your own and see it counted today:

  curl -H 'Authorization: Bearer %[4]s' -H 'Content-Type: application/json' %[2]s/v1/events \
    -d '{"events":[{"name":"purchase","customer_id":"C-1","params":{"transaction_id":"T-1","currency":"GBP","value":19.90}}]}'
  safar report --data %[1]s
`, c.Data, address, made.ReadToken, made.ServerKey, sample.From, sample.To)
}

// send posts the sample as a shop's backend would.
func send(e *env, address, key string) (transfer.Summary, error) {
	var m transfer.Mapping
	if err := m.Load(bytes.NewReader(sample.Mapping)); err != nil {
		return transfer.Summary{}, err
	}
	plain, err := transfer.Plain(bytes.NewReader(sample.Orders))
	if err != nil {
		return transfer.Summary{}, err
	}
	orders, err := transfer.NewCSV(plain, m)
	if err != nil {
		return transfer.Summary{}, err
	}
	to, err := client.New(address, key, version())
	if err != nil {
		return transfer.Summary{}, err
	}
	return transfer.Import(e, orders, to, func(line *transfer.LineError) error { return line }, nil)
}

// credentialsFile keeps the demo's secrets, so that another run can use them again. A real
// collector never writes its secrets down.
const credentialsFile = "demo.json"

// credentials makes the demo's site, or finds that of a run before.
func (c *demoCmd) credentials(e *env, all *collector.Collector) (credentials, error) {
	path := filepath.Join(c.Data, credentialsFile)
	var made credentials
	text, err := os.ReadFile(path)
	if err == nil {
		if err := json.Unmarshal(text, &made); err != nil {
			return made, failed(fmt.Errorf("read %s: %w", path, err), "remove the folder "+c.Data+" and run the demo again")
		}
		return made, nil
	}
	if !errors.Is(err, os.ErrNotExist) {
		return made, err
	}
	sites, err := all.Sites(e)
	if err != nil {
		return made, err
	}
	if len(sites) > 0 {
		return made, failed(fmt.Errorf("%s holds the data of site %s, which is not the demo's", c.Data, sites[0].Name),
			"choose another folder with --data")
	}
	added, err := all.AddSite(e, collector.SiteSpec{Name: "demo", Timezone: sample.Timezone, Currency: sample.Currency})
	if err != nil {
		return made, err
	}
	made = credentialsOf(added)
	if text, err = json.MarshalIndent(made, "", "  "); err != nil {
		return made, err
	}
	return made, os.WriteFile(path, append(text, '\n'), 0o600)
}
