// Command shop runs the example shop and its bank.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/safar-cx/safar/examples/shop"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	switch err := run(ctx, os.Args[1:], os.Stderr); {
	case errors.Is(err, flag.ErrHelp):
	case errors.Is(err, errUsage):
		os.Exit(2)
	case err != nil:
		fmt.Fprintln(os.Stderr, "shop:", err)
		os.Exit(1)
	}
}

// errUsage says that the flags were wrong, which was said already.
var errUsage = errors.New("wrong usage")

// run runs the shop until ctx ends and says on out where it is.
func run(ctx context.Context, args []string, out io.Writer) error {
	flags := flag.NewFlagSet("shop", flag.ContinueOnError)
	flags.SetOutput(out)
	addr := flags.String("addr", "127.0.0.1:8081", "address to serve the shop at")
	gatewayAddr := flags.String("gateway-addr", "127.0.0.1:8082", "address to serve the bank at")
	var c shop.Config
	flags.StringVar(&c.Dir, "data", "shop-data", "folder of the shop's database")
	flags.StringVar(&c.CollectorURL, "collector", "", "address of Safar's collector, such as http://127.0.0.1:8080; without it the shop runs by itself")
	flags.StringVar(&c.BrowserKey, "browser-key", os.Getenv("SAFAR_BROWSER_KEY"), "the collector's browser key, pk_...; or SAFAR_BROWSER_KEY in the environment")
	flags.StringVar(&c.ServerKey, "server-key", os.Getenv("SAFAR_SERVER_KEY"), "the collector's server key, sk_...; better SAFAR_SERVER_KEY in the environment, since others can read flags")
	flags.StringVar(&c.DashboardURL, "dashboard", "", "address to link to as what the merchant sees")
	flags.BoolVar(&c.RequireAccount, "require-account", false, "let nobody check out without an account")
	if err := flags.Parse(args); errors.Is(err, flag.ErrHelp) {
		return err
	} else if err != nil {
		return errUsage
	}
	c.Logger = slog.New(slog.NewTextHandler(out, nil))

	// Listening comes first: with port 0 the addresses are known only then.
	listener, err := listen(ctx, *addr)
	if err != nil {
		return err
	}
	gateway, err := listen(ctx, *gatewayAddr)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	c.URL, c.GatewayURL = "http://"+listener.Addr().String(), "http://"+gateway.Addr().String()
	s, err := shop.New(c)
	if err != nil {
		return errors.Join(err, listener.Close(), gateway.Close())
	}
	fmt.Fprintf(out, "shop at %s/en, bank at %s\n", c.URL, c.GatewayURL)
	err = serve(ctx, map[net.Listener]http.Handler{listener: s.Handler(), gateway: s.Gateway()})
	return errors.Join(err, s.Close())
}

func listen(ctx context.Context, addr string) (net.Listener, error) {
	var config net.ListenConfig
	return config.Listen(ctx, "tcp", addr)
}

// serve serves until ctx ends or one of the servers fails.
func serve(ctx context.Context, handlers map[net.Listener]http.Handler) error {
	failed := make(chan error, len(handlers))
	var servers []*http.Server
	for listener, handler := range handlers {
		server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second}
		servers = append(servers, server)
		go func() { failed <- server.Serve(listener) }()
	}
	var err error
	select {
	case <-ctx.Done():
	case err = <-failed:
	}
	closing, cancel := context.WithTimeout(context.WithoutCancel(ctx), 5*time.Second)
	defer cancel()
	for _, server := range servers {
		if server.Shutdown(closing) != nil {
			err = errors.Join(err, server.Close()) // somebody sits on a slow page of the bank
		}
	}
	return err
}
