package shop

import (
	"errors"
	"fmt"
	"log/slog"
	"net/url"
	"strings"
	"time"
)

// Config sets a shop up.
type Config struct {
	// Dir is the folder of the shop's database; it is made when it is missing. Required.
	Dir string
	// URL is where shoppers find the shop, such as http://127.0.0.1:8081. Required.
	URL string
	// GatewayURL is where they and the shop's server find the bank: another origin. Required.
	GatewayURL string

	// CollectorURL is where Safar's collector is. Defaults to none: the shop sells without.
	CollectorURL string
	// BrowserKey stands in the pages and ServerKey is the server's own. Both are required
	// with a collector.
	BrowserKey string
	ServerKey  string
	// BufferBytes bounds the memory in which events wait for the collector. Defaults to the
	// SDK's 4 MiB.
	BufferBytes int
	// DashboardURL is linked from the foot of the pages. Defaults to no link.
	DashboardURL string

	// RequireAccount lets nobody check out without an account. Defaults to false: guests may.
	RequireAccount bool

	// Stall is how long the bank's page hangs for a shopper who asked for a slow bank.
	// Defaults to 20 seconds.
	Stall time.Duration
	// NotifyAfter is how long the bank waits for the shop to ask about an approved payment
	// before it tells the shop's server. Defaults to 5 seconds.
	NotifyAfter time.Duration

	// Logger gets what goes wrong. Defaults to silence.
	Logger *slog.Logger
	// Now is the clock. Defaults to time.Now.
	Now func() time.Time
}

func (c Config) withDefaults() Config {
	c.URL, c.GatewayURL = strings.TrimSuffix(c.URL, "/"), strings.TrimSuffix(c.GatewayURL, "/")
	c.CollectorURL = strings.TrimSuffix(c.CollectorURL, "/")
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return c
}

func (c Config) validate() error {
	if c.Dir == "" {
		return errors.New("shop: Dir is empty: name a folder for the database")
	}
	for name, text := range map[string]string{"URL": c.URL, "GatewayURL": c.GatewayURL} {
		if err := checkURL(text); err != nil {
			return fmt.Errorf("shop: %s: %w", name, err)
		}
	}
	if c.CollectorURL == "" {
		return nil
	}
	if err := checkURL(c.CollectorURL); err != nil {
		return fmt.Errorf("shop: CollectorURL: %w", err)
	}
	if c.BrowserKey == "" || c.ServerKey == "" {
		return errors.New("shop: a collector needs BrowserKey and ServerKey: safar init prints them")
	}
	return nil
}

func checkURL(text string) error {
	u, err := url.Parse(text)
	if err != nil {
		return err
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return fmt.Errorf("%q is no address such as http://127.0.0.1:8081", text)
	}
	return nil
}
