package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"strconv"

	"github.com/oklog/run"

	"github.com/safar-cx/safar/collector"
)

type serveCmd struct {
	dataFlag
	Addr         string   `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Address to listen on; port 0 takes any that is free (default ${default})."`
	TrustedProxy []string `placeholder:"CIDR" help:"Networks of reverse proxies whose X-Forwarded-For is believed. Repeat or separate by commas."`
	PublicURL    string   `placeholder:"URL" help:"Address at which browsers reach the collector, for the link that makes the first user (default: the address it listens on)."`
	CountryFile  string   `type:"path" placeholder:"FILE" help:"File in MaxMind's DB format that tells the country of an address."`
}

// Run serves until it is asked to stop, then lets requests in flight end.
func (c *serveCmd) Run(e *env) (err error) {
	config := collector.Config{Dir: c.Data, Logger: e.log, Version: version(), CountryFile: c.CountryFile}
	for _, text := range c.TrustedProxy {
		network, err := netip.ParsePrefix(text)
		if err != nil {
			return usage(fmt.Sprintf("--trusted-proxy %q is no network", text), "write 10.0.0.0/8, or 192.0.2.7/32 for a single address")
		}
		config.TrustedProxies = append(config.TrustedProxies, network)
	}
	if c.PublicURL != "" {
		if err := collector.CheckLinkBase(c.PublicURL); err != nil {
			return err
		}
	}
	all, err := collector.New(config)
	if err != nil {
		return err
	}
	defer func() { err = firstOf(err, all.Close()) }()
	listener, err := listen(e, c.Addr)
	if err != nil {
		return err
	}
	if err := c.greet(e, all, listener.Addr()); err != nil {
		return errors.Join(err, listener.Close())
	}
	return serve(e, all, listener)
}

// greet says where the collector is and, while nobody may sign in, how to make the first
// user. The link is printed and never logged.
func (c *serveCmd) greet(e *env, all *collector.Collector, addr net.Addr) error {
	text := fmt.Sprintf("listening on http://%s\n", addr)
	base := c.PublicURL
	if base == "" {
		base = "http://" + reachable(addr)
	}
	link, err := all.SetupLink(e, base)
	switch {
	case err == nil:
		text += fmt.Sprintf("make your account, once and within 7 days, at %s\n", link)
	case !errors.Is(err, collector.ErrSetUp):
		return err
	}
	return e.printf("%s", text)
}

// reachable is an address to which a browser on this machine can go: one that listens on
// all interfaces is none.
func reachable(addr net.Addr) string {
	tcp, ok := addr.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return addr.String()
	}
	return net.JoinHostPort("127.0.0.1", strconv.Itoa(tcp.Port))
}

// serve serves on the listener until the context ends. The order of stopping is that of
// the actors: /readyz says so first, then the server takes no more and finishes the rest.
func serve(e *env, all *collector.Collector, listener net.Listener, others ...func(context.Context) error) error {
	server := newServer(all.Handler(), listener)
	var group run.Group
	for _, actor := range append([]func(context.Context) error{all.Run, untilDone}, others...) {
		ctx, cancel := context.WithCancel(e)
		group.Add(func() error { return actor(ctx) }, func(error) { cancel() })
	}
	group.Add(server.run, server.stop)
	return errors.Join(group.Run(), server.cutOff)
}

// untilDone keeps serving while nothing asks for an end.
func untilDone(ctx context.Context) error {
	<-ctx.Done()
	return nil
}
