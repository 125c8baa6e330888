package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"time"

	"github.com/oklog/run"

	"github.com/safar-cx/safar/collector"
)

// The bounds of a connection. A body of 1 MiB passes within readTimeout at 35 kB/s; a report
// may take its time within writeTimeout.
const (
	readHeaderTimeout = 5 * time.Second
	readTimeout       = 30 * time.Second
	writeTimeout      = 60 * time.Second
	idleTimeout       = 120 * time.Second
	maxHeaderBytes    = 16 << 10
	drainTimeout      = 10 * time.Second
)

type serveCmd struct {
	dataFlag
	Addr         string   `default:"127.0.0.1:8080" placeholder:"HOST:PORT" help:"Address to listen on; port 0 takes any that is free (default ${default})."`
	TrustedProxy []string `placeholder:"CIDR" help:"Networks of reverse proxies whose X-Forwarded-For is believed. Repeat or separate by commas."`
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
	all, err := collector.New(config)
	if err != nil {
		return err
	}
	defer func() { err = firstOf(err, all.Close()) }()
	listener, err := listen(e, c.Addr)
	if err != nil {
		return err
	}
	if err := e.printf("listening on http://%s\n", listener.Addr()); err != nil {
		return errors.Join(err, listener.Close())
	}
	return serve(e, all, listener)
}

func listen(ctx context.Context, addr string) (net.Listener, error) {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("listen on %s: %w", addr, err)
	}
	return listener, nil
}

// serve serves on the listener until the context ends. The order of stopping is that of
// the actors: /readyz says so first, then the server takes no more and finishes the rest.
func serve(e *env, all *collector.Collector, listener net.Listener, others ...func(context.Context) error) error {
	server := &http.Server{
		Handler:           all.Handler(),
		ReadHeaderTimeout: readHeaderTimeout,
		ReadTimeout:       readTimeout,
		WriteTimeout:      writeTimeout,
		IdleTimeout:       idleTimeout,
		MaxHeaderBytes:    maxHeaderBytes,
	}
	var group run.Group
	for _, actor := range append([]func(context.Context) error{all.Run, untilDone}, others...) {
		ctx, cancel := context.WithCancel(e)
		group.Add(func() error { return actor(ctx) }, func(error) { cancel() })
	}
	var cutOff error
	group.Add(func() error {
		if err := server.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			return fmt.Errorf("serve: %w", err)
		}
		return nil
	}, func(error) {
		ctx, cancel := context.WithTimeout(context.Background(), drainTimeout)
		defer cancel()
		if err := server.Shutdown(ctx); err != nil {
			cutOff = errors.Join(fmt.Errorf("requests were cut off after %s: %w", drainTimeout, err), server.Close())
		}
	})
	return errors.Join(group.Run(), cutOff)
}

// untilDone keeps serving while nothing asks for an end.
func untilDone(ctx context.Context) error {
	<-ctx.Done()
	return nil
}
