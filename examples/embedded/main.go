// Command embedded is a shop with its collector in the same process: one program, one folder,
// nothing else to run. It serves its page at / and the collector below /safar/.
//
//	go run ./examples/embedded
package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"os/signal"
	"syscall"
	"time"

	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/sdk"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, "127.0.0.1:8081", "embedded-data", slog.New(slog.NewTextHandler(os.Stderr, nil))); err != nil {
		fmt.Fprintln(os.Stderr, "embedded:", err)
		os.Exit(1)
	}
}

// mount is where the collector is served.
const mount = "/safar"

// run serves shop and collector until ctx ends.
func run(ctx context.Context, addr, dir string, logger *slog.Logger) (err error) {
	c, err := collector.Create(collector.Config{Dir: dir, Logger: logger})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	keys, err := keysOf(ctx, c, dir)
	if err != nil {
		return err
	}

	// The client has a door of its own, which is open longer than the shop's: what the last
	// shoppers did is handed over after them.
	door, err := open(ctx, "127.0.0.1:0", c.Handler())
	if err != nil {
		return err
	}
	client, err := sdk.New(sdk.Config{Endpoint: door.url, Key: keys.Server, Logger: logger})
	if err != nil {
		return errors.Join(err, door.close(ctx))
	}
	mux := http.NewServeMux()
	mux.Handle("/", client.Middleware(shop(client, keys.Browser)))
	mux.Handle(mount+"/", http.StripPrefix(mount, c.Handler()))
	public, err := open(ctx, addr, mux)
	if err == nil {
		logger.Info("the shop is open", slog.String("url", public.url), slog.String("collector", public.url+mount), slog.String("keys", keysFile(dir)))
		err = c.Run(ctx)
	}

	end, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	return errors.Join(err, public.close(end), client.Close(end), door.close(end))
}
