//go:build ignore

// Make writes the database that this version of the program makes of shop.journey. README.md
// says how it is run in an old version.
package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"os"
	"strings"
	"sync/atomic"
	"time"

	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/collector/internal/history"
	"github.com/safar-cx/safar/sdk/event"
)

func main() {
	if err := run(os.Args[1], os.Args[2]); err != nil {
		log.Fatal(err)
	}
}

// run plays the script to a new collector in a folder.
func run(script, dir string) error {
	text, err := os.ReadFile(script)
	if err != nil {
		return err
	}
	// Older parsers want a question.
	played, err := history.Parse(string(text) + "---\nrange 2026-03-01 2026-03-10\nsessions 0\n")
	if err != nil {
		return err
	}
	var clock atomic.Pointer[time.Time]
	clock.Store(&played.History.Steps[0].Event.Time)
	c, err := collector.Create(collector.Config{
		Dir: dir, BrowserRate: -1, Now: func() time.Time { return *clock.Load() },
		TrustedProxies: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")},
	})
	if err != nil {
		return err
	}
	site := played.History.Site
	keys, err := c.AddSite(context.Background(), collector.SiteSpec{Name: "main", Timezone: site.Timezone, Currency: site.Currency, Orders: "any"})
	if err != nil {
		return err
	}
	server := httptest.NewServer(c.Handler())
	defer server.Close()
	for _, step := range played.History.Steps {
		clock.Store(&step.Event.Time)
		if err := post(server.URL, keys, step); err != nil {
			return fmt.Errorf("%s %s: %w", step.Event.ID, step.Event.Name, err)
		}
	}
	if err := c.Rebuild(context.Background(), nil); err != nil {
		return err
	}
	return c.Close()
}

func post(url string, keys collector.Credentials, step history.Step) error {
	raw, err := step.Event.MarshalJSON()
	if err != nil {
		return err
	}
	request, err := http.NewRequest(http.MethodPost, url+"/v1/events", bytes.NewReader(append(append([]byte(`{"events":[`), raw...), "]}"...)))
	if err != nil {
		return err
	}
	request.Header.Set("Content-Type", "application/json")
	if step.Kind == event.ServerKey {
		request.Header.Set("Authorization", "Bearer "+keys.ServerKey)
	} else {
		request.Header.Set("X-Safar-Key", keys.BrowserKey)
		request.Header.Set("User-Agent", step.UserAgent)
		request.Header.Set("X-Forwarded-For", step.IP)
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return err
	}
	var answer struct{ Accepted int }
	if err := json.Unmarshal(body, &answer); err != nil || answer.Accepted != 1 {
		return fmt.Errorf("%s %s", response.Status, strings.TrimSpace(string(body)))
	}
	return nil
}
