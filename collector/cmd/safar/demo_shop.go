package main

import (
	"context"
	"errors"

	"github.com/oklog/run"

	"github.com/safar-cx/safar/examples/shop"
)

// open keeps the shop and its bank open, and lets made-up shoppers come, until the context
// ends. Then shoppers stop coming, the shop ends what it is at, and sends its last events.
func (c *demoCmd) open(e *env, site *demoSite, doors *doors, crowd *crowd) (err error) {
	s, err := shop.New(shop.Config{
		Dir: c.shopDir(), URL: doors.url(doors.shop), GatewayURL: doors.url(doors.gateway),
		CollectorURL: doors.url(doors.collector), BrowserKey: site.BrowserKey, ServerKey: site.ServerKey,
		DashboardURL: doors.url(doors.collector), Logger: e.log,
	})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	front, bank := newServer(s.Handler(), doors.shop, e.log), newServer(s.Gateway(), doors.gateway, e.log)
	ctx, cancel := context.WithCancel(e)
	defer cancel()
	var group run.Group
	group.Add(func() error { return untilDone(ctx) }, func(error) { cancel() })
	if c.Rate > 0 {
		group.Add(func() error {
			o, err := crowd.live(ctx, c.Rate)
			return errors.Join(err, e.printf("live: %s\n", o), o.err())
		}, func(error) { cancel() })
	}
	group.Add(front.run, front.stop)
	group.Add(bank.run, bank.stop)
	return errors.Join(group.Run(), front.cutOff, bank.cutOff)
}
