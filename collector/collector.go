package collector

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"sync"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/api"
	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/enrich"
	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/monitor"
	"github.com/safar-cx/safar/collector/internal/notebook"
	"github.com/safar-cx/safar/collector/internal/store/sqlite"
)

// Collector takes events in and answers questions. It is safe for concurrent use. Close it
// in the end.
type Collector struct {
	config    Config
	monitor   *monitor.Monitor
	db        *sqlite.DB
	countries *enrich.Countries
	enricher  *enrich.Enricher
	intake    *ingest.Intake
	issuer    *account.Issuer
	keys      *account.Keyring
	tokens    *account.Tokens
	own       *ownTokens
	users     *account.Users
	links     *account.Links
	sessions  *account.Sessions
	profile   *account.Profile
	notebook  *notebook.Notebook
	audit     *audit.Log
	api       *api.API
}

// Create makes the folder of Config.Dir where it is missing, with an empty store in it, and
// opens it. A folder that has data already is opened as it is.
func Create(c Config) (*Collector, error) {
	if err := c.validate(); err != nil {
		return nil, err
	}
	if err := os.MkdirAll(c.Dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the data folder: %w", err)
	}
	return open(c.withDefaults())
}

// New opens the data in Config.Dir. It returns ErrNoData where there is none: an empty
// folder is more often a mistyped path than a wish.
func New(c Config) (*Collector, error) {
	if err := c.Check(); err != nil {
		return nil, err
	}
	return open(c.withDefaults())
}

func open(config Config) (*Collector, error) {
	watch := monitor.New(config.Version)
	c := &Collector{config: config, monitor: watch}
	var err error
	if config.CountryFile != "" {
		if c.countries, err = enrich.OpenCountries(config.CountryFile); err != nil {
			return nil, err
		}
	}
	c.enricher, err = enrich.New(enrich.Config{Countries: c.countries, Now: config.Now})
	if err != nil {
		return nil, errors.Join(err, c.closeCountries())
	}
	c.db, err = sqlite.Open(context.Background(), sqlite.Config{
		Path: config.database(), Logger: config.Logger, QueueBytes: config.QueueBytes, Now: config.Now, Meter: watch,
	})
	if err != nil {
		return nil, errors.Join(err, c.closeCountries())
	}
	watch.Watch(c.db)
	c.own = &ownTokens{stored: c.db}
	c.issuer = account.NewIssuer(c.db, config.Now)
	c.keys = account.NewKeyring(c.db, config.Now)
	c.tokens = account.NewTokens(c.own, config.Now)
	c.intake = ingest.New(ingest.Config{Store: c.db, Enricher: c.enricher})
	c.links = account.NewLinks(c.db, config.Now)
	c.users = account.NewUsers(c.db, c.links, config.Now)
	c.sessions = account.NewSessions(c.db, config.Now)
	c.notebook = notebook.New(c.db)
	c.audit = audit.New(c.db, config.Now, config.Logger)
	passwords := account.NewPasswords(c.db)
	door := account.NewDoor(c.db, passwords, account.NewVault(sealingKey(config.Dir)), c.audit, config.Now)
	c.profile = account.NewProfile(c.db, passwords, door, c.sessions, config.Now)
	c.api = api.New(api.Config{
		Intake: c.intake, Keys: c.keys, Tokens: c.tokens, KeyList: c.db, Sites: c.db, Facts: c.db, Events: c.db, Notebook: c.notebook, People: c.db, Customers: c.db, Inventory: c.db.Inventory, SetAside: c.SetAside, SetSite: c.SetSite, Happenings: c.db, Orders: c.db,
		Sessions: c.sessions,
		Users:    c.users, Issuer: c.issuer, Passes: c.db,
		Choice:   account.NewChoice(c.db, passwords, config.Now),
		Setup:    account.NewSetup(c.db, passwords, c.audit, config.Now),
		Door:     door,
		Profile:  c.profile,
		Policies: c.db,
		Browser:  c.enricher.Browser,
		Audit:    c.audit,
		Store:    c.db, SpoolDir: config.Dir,
		Monitor: watch, MetricsFrom: config.MetricsFrom,
		TrustedProxies: config.TrustedProxies, BrowserRate: config.BrowserRate, ServerRate: config.ServerRate, ReadRate: config.ReadRate,
		Version: config.Version, Now: config.Now, Log: config.Logger,
	})
	return c, nil
}

// Handler serves the collector's routes, /v1/events and /api/v1/report among them, at the
// root of its path: strip the prefix under which it is mounted.
func (c *Collector) Handler() http.Handler { return c.api }

// The folding is behind when events wait in this number for this long.
const (
	watchEvery = time.Minute
	behind     = 100_000
)

// Opening answers in the place of a Collector that is being opened, which takes a while when
// an update has changed how much data is kept: /healthz as usual, all else 503 unavailable.
func Opening() http.Handler { return api.Opening() }

// Warm makes ready what the first event would wait for otherwise, some 0.1 s; Run does so beside
// its work.
func (c *Collector) Warm() { c.enricher.Warm() }

// Run watches over the collector until ctx ends: it sums up the days of the pages that everybody
// opens, and warns in the log while answers are far behind what was accepted. Then /readyz says that the process is stopping; Close is still the
// caller's to call, once requests in flight are done.
func (c *Collector) Run(ctx context.Context) error {
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	var preparing sync.WaitGroup
	preparing.Go(c.Warm)
	preparing.Go(func() { c.prepare(ctx) })
	defer preparing.Wait()
	for {
		select {
		case <-ctx.Done():
			c.api.Drain()
			return nil
		case <-ticker.C:
			c.watch(ctx)
		}
	}
}

func (c *Collector) watch(ctx context.Context) {
	lag, err := c.db.Lag(ctx)
	switch {
	case ctx.Err() != nil:
	case err != nil:
		c.config.Logger.Error("asking how far folding is behind failed", "error", err)
	case lag.Events > behind:
		c.config.Logger.Warn("answers are behind what was accepted", "events", lag.Events)
	}
}

// Close writes what was accepted and closes the files. Let requests in flight end first.
func (c *Collector) Close() error {
	return errors.Join(c.db.Close(), c.closeCountries())
}

func (c *Collector) closeCountries() error {
	if c.countries == nil {
		return nil
	}
	return c.countries.Close()
}
