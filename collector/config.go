package collector

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/netip"
	"os"
	"path/filepath"
	"time"
)

// Config is what a Collector is made of.
type Config struct {
	// Dir is the folder that holds the collector's data, made by Create. Defaults to none:
	// it is required.
	Dir string
	// Logger hears of what goes wrong on our side, never of personal data. Defaults to
	// discarding.
	Logger *slog.Logger
	// CountryFile is a file in MaxMind's DB format that tells the country of an address.
	// Defaults to none: every country is unknown.
	CountryFile string
	// TrustedProxies are the networks whose X-Forwarded-For is believed. Defaults to none:
	// the address of the connection counts.
	TrustedProxies []netip.Prefix
	// MetricsFrom are the networks that may read /metrics beside this machine, by the address
	// of the connection. Defaults to none.
	MetricsFrom []netip.Prefix
	// BrowserRate is how many requests a second one address may send with a browser key.
	// Negative means no limit. Defaults to 50.
	BrowserRate float64
	// ServerRate is how many requests a second may come by one server key. Defaults to no limit:
	// the key is the shop's own, and what is too much at once is answered with 503.
	ServerRate float64
	// ReadRate is how many requests a second one user, one read token, or one address with a
	// share link may send. Negative means no limit. Defaults to 1,000.
	ReadRate float64
	// QueueBytes bounds the events that wait to be written; beyond it senders are told to
	// come again. Defaults to 64 MiB.
	QueueBytes int
	// Version is the program's, for the description of the API. Defaults to "dev".
	Version string
	// Now is the clock. Defaults to time.Now.
	Now func() time.Time
}

// ErrNoData says that a folder holds no collector's data.
var ErrNoData = errors.New("no collector's data")

// databaseName is the file that holds everything.
const databaseName = "safar.db"

func (c Config) withDefaults() Config {
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.Version == "" {
		c.Version = "dev"
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return c
}

func (c Config) validate() error {
	if c.Dir == "" {
		return errors.New("collector: Config.Dir is required")
	}
	for _, p := range c.TrustedProxies {
		if !p.IsValid() {
			return fmt.Errorf("collector: Config.TrustedProxies: %v is no network", p)
		}
	}
	for _, p := range c.MetricsFrom {
		if !p.IsValid() {
			return fmt.Errorf("collector: Config.MetricsFrom: %v is no network", p)
		}
	}
	return nil
}

// Check says what New would refuse without opening anything: a Config that is none, and a
// folder that has no data (ErrNoData).
func (c Config) Check() error {
	if err := c.validate(); err != nil {
		return err
	}
	return there(c.Dir)
}

func (c Config) database() string { return filepath.Join(c.Dir, databaseName) }

// there requires that a folder has data, and tells it from one that can't be looked into. An
// empty file is none: opening it would make a new store of what may be the rest of another.
func there(dir string) error {
	info, err := os.Stat(Config{Dir: dir}.database())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("%w in %s", ErrNoData, dir)
	case err != nil:
		return fmt.Errorf("open the data folder: %w", err)
	case info.Size() == 0:
		return fmt.Errorf("%w in %s: %s is empty", ErrNoData, dir, databaseName)
	}
	return nil
}
