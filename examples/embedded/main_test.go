package main

import (
	"bytes"
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector"
)

// TestBoughtIsCounted buys in the shop, closes it, and asks the collector's data for orders.
// A second run finds the same site.
func TestBoughtIsCounted(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "data")
	for run := 1; run <= 2; run++ {
		url, stop := start(t, dir)
		for range 3 {
			ask(t, http.MethodPost, url+"/buy", "")
		}
		if body := ask(t, http.MethodGet, url+"/", ""); !strings.Contains(body, `data-site="pk_`) {
			t.Errorf("the page has no tag:\n%s", body)
		}
		if body := ask(t, http.MethodGet, url+mount+"/healthz", ""); body == "" {
			t.Error("the collector does not answer below its path")
		}
		stop()
		if orders := orders(t, dir); orders != float64(3*run) {
			t.Errorf("run %d: %v orders", run, orders)
		}
	}
}

// start runs the program; stop ends it as Ctrl-C would.
func start(t *testing.T, dir string) (url string, stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	opened, done := make(chan string, 1), make(chan error, 1)
	logger := slog.New(&opening{Handler: slog.DiscardHandler, url: opened})
	go func() { done <- run(ctx, "127.0.0.1:0", dir, logger) }()
	select {
	case url = <-opened:
	case err := <-done:
		t.Fatal(err)
	}
	return url, func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// opening hears in the log where the shop is.
type opening struct {
	slog.Handler
	url chan string
}

func (o *opening) Enabled(context.Context, slog.Level) bool { return true }

func (o *opening) Handle(_ context.Context, r slog.Record) error {
	r.Attrs(func(a slog.Attr) bool {
		if a.Key == "url" {
			o.url <- a.Value.String()
		}
		return true
	})
	return nil
}

func ask(t *testing.T, method, url, token string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var body bytes.Buffer
	if _, err := body.ReadFrom(response.Body); err != nil || response.StatusCode != http.StatusOK {
		t.Fatalf("%s %s: %d %s %v", method, url, response.StatusCode, &body, err)
	}
	return body.String()
}

// orders asks the data in the folder, when no shop has it open.
func orders(t *testing.T, dir string) any {
	t.Helper()
	c, err := collector.New(collector.Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	k, err := keysOf(t.Context(), c, dir)
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	door, err := open(t.Context(), "127.0.0.1:0", c.Handler())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := door.close(t.Context()); err != nil {
			t.Error(err)
		}
	}()
	var report struct{ Metrics []struct{ Value any } }
	if err := json.Unmarshal([]byte(ask(t, http.MethodGet, door.url+"/api/v1/report?metrics=orders", k.Read)), &report); err != nil || len(report.Metrics) != 1 {
		t.Fatalf("%+v, %v", report, err)
	}
	return report.Metrics[0].Value
}
