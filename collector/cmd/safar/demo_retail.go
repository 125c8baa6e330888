package main

import (
	"bytes"
	"context"
	"fmt"
	"path/filepath"

	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/collector/cmd/safar/internal/client"
	"github.com/safar-cx/safar/collector/internal/sample"
	"github.com/safar-cx/safar/collector/internal/transfer"
)

// showRetail is init, serve, a sender and report in one.
func (c *demoCmd) showRetail(e *env) (err error) {
	dir := filepath.Join(c.Data, "retail")
	all, err := collector.Create(collector.Config{Dir: dir, Logger: e.log, Version: version()})
	if err != nil {
		return err
	}
	defer func() { err = firstOf(err, all.Close()) }()
	site := &demoSite{}
	if err := site.load(e, all, dir, collector.SiteSpec{Name: "demo", Timezone: sample.Timezone, Currency: sample.Currency}); err != nil {
		return err
	}
	listener, err := listen(e, c.Addr)
	if err != nil {
		return err
	}
	address := "http://" + reachable(listener.Addr())
	return serve(e, all, listener, func(ctx context.Context) error {
		shown := *e
		shown.Context = ctx
		if err := showOrders(&shown, all, dir, address, site.credentials); err != nil || c.Once {
			return err
		}
		if err := e.printf("\nServing on %s until it is stopped with Ctrl-C.\n", address); err != nil {
			return err
		}
		return untilDone(ctx)
	})
}

// showOrders sends the orders and prints what the collector makes of all of them.
func showOrders(e *env, all *collector.Collector, dir, address string, made credentials) error {
	sum, err := sendOrders(e, address, made.ServerKey)
	if err != nil {
		return fmt.Errorf("send the sample: %w", err)
	}
	if err := all.Settle(e); err != nil {
		return err
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
`, dir, address, made.ReadToken, made.ServerKey, sample.From, sample.To)
}

// sendOrders posts the sample as a shop's backend would.
func sendOrders(e *env, address, key string) (transfer.Summary, error) {
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
