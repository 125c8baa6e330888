// Command nethttp is the smallest shop that reports to Safar: net/http, one product, and a
// coupon that never works. The lines that are Safar's are marked with its name.
//
//	SAFAR_URL=http://127.0.0.1:8080 SAFAR_KEY=sk_... go run ./examples/nethttp
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/safar-cx/safar/sdk"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	logger := slog.New(slog.NewTextHandler(os.Stderr, nil))
	err := run(ctx, "127.0.0.1:8081", sdk.Config{Endpoint: os.Getenv("SAFAR_URL"), Key: os.Getenv("SAFAR_KEY"), Logger: logger})
	if err != nil {
		fmt.Fprintln(os.Stderr, "nethttp:", err)
		os.Exit(1)
	}
}

// run serves the shop until ctx ends.
func run(ctx context.Context, addr string, config sdk.Config) error {
	client, err := sdk.New(config) // Safar
	if err != nil {
		return err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", addr)
	if err != nil {
		return errors.Join(err, client.Close(ctx))
	}
	config.Logger.Info("the shop is open", slog.String("url", "http://"+listener.Addr().String()))
	server := &http.Server{Handler: client.Middleware(shop(client)), ReadHeaderTimeout: 5 * time.Second} // Safar
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	select {
	case err = <-served:
	case <-ctx.Done():
	}
	end, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return errors.Join(err, server.Shutdown(end), client.Close(end)) // Safar: after the last shopper
}
