package api

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"sync/atomic"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/live"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/notebook"
	"github.com/safar-cx/safar/collector/internal/store"
)

// Intake takes the events of a request.
type Intake interface {
	Take(context.Context, ingest.Request) (ingest.Answer, error)
	// Admit says why events of a key would be refused just now, nil when they would be taken.
	Admit(key store.Key, site store.Site, now time.Time) error
	// CustomerID is what is stored of a customer's id.
	CustomerID(ctx context.Context, id string) (string, error)
}

// Sites lists the sites.
type Sites interface {
	Sites(context.Context) ([]store.Site, error)
}

// Facts answers questions about what happened.
type Facts interface {
	metric.Facts
	// At is the facts of a site as seen from an instant, or from now where that is zero.
	At(ctx context.Context, site int64, asOf time.Time) (metric.Snapshot, error)
	// Settle returns when everything accepted before the call is part of the answers.
	Settle(context.Context) error
	Quality(ctx context.Context, site int64, from, to time.Time) (store.Quality, error)
	// Since is the time of a site's first event in Unix milliseconds, store.NoTime without any.
	Since(ctx context.Context, site int64) (int64, error)
}

// Store tells whether it can take anything at the moment.
type Store interface {
	// Ready says why the store can take nothing, nil when it can.
	Ready(context.Context) error
}

// Config is what an API is made of.
type Config struct {
	Intake Intake           // required
	Keys   *account.Keyring // required
	Tokens *account.Tokens  // required
	// KeyList are the same keys for those who look them up. Required.
	KeyList KeyList
	Sites   Sites  // required
	Facts   Facts  // required
	Events  Events // required
	// Notebook is what the merchants write down. Required.
	Notebook *notebook.Notebook
	People   People // required
	// Customers are asked for what is held of one, and told to let go. Required.
	Customers Customers
	// Inventory lists what is held. Required.
	Inventory func(context.Context) ([]store.HeldTable, error)
	// SetAside lists the files of older databases that still hold whom the store has let go of.
	// Defaults to there being none.
	SetAside func() ([]string, error)
	// SetSite changes a site, and notes it. Its errors are *account.SpecError. Required.
	SetSite func(ctx context.Context, name string, change func(*account.SiteSpec)) (store.Site, error)

	Happenings Happenings // required
	Orders     Orders     // required

	Sessions *account.Sessions // required
	Users    *account.Users    // required
	Choice   *account.Choice   // required
	Issuer   *account.Issuer   // required
	Passes   Passes            // required
	Setup    *account.Setup    // required
	Door     *account.Door     // required
	Profile  *account.Profile  // required
	Policies Policies          // required
	// Browser tells the family of a user agent's browser, for the list of sessions. Defaults to
	// none being known.
	Browser func(userAgent string) string

	// Audit keeps who did what. Required.
	Audit *audit.Log

	Store   Store   // required
	Monitor Monitor // required
	// MetricsFrom are networks that may read /metrics beside this machine, by the address of
	// the connection. Defaults to none.
	MetricsFrom []netip.Prefix

	// TrustedProxies are the networks whose X-Forwarded-For is believed. Defaults to none:
	// the address of the socket counts.
	TrustedProxies []netip.Prefix
	// BrowserRate is how many requests a second one address may send with a browser key,
	// with bursts of four seconds' worth. Many shoppers may share an address. Negative
	// means no limit. Defaults to 50.
	BrowserRate float64
	// ServerRate is how many requests a second may come by one server key, with bursts of four
	// seconds' worth. Defaults to no limit.
	ServerRate float64
	// ReadRate is how many requests a second one user, one read token, or one address with a
	// share link may send, with bursts of four seconds' worth. Negative means no limit. Defaults
	// to 1,000.
	ReadRate float64
	// Ticker makes what tells a live view that it is time for the next answer, and what stops
	// that. Defaults to time.NewTicker.
	Ticker func(every time.Duration) (ticks <-chan time.Time, stop func())
	// SpoolDir is the folder for exports on their way to who reads them slowly. Defaults to the
	// system's for temporary files.
	SpoolDir string
	// Version is the program's, for the description of the API. Defaults to "dev".
	Version string
	// Now is the clock. Defaults to time.Now.
	Now func() time.Time
	// Log gets what went wrong on our side, without personal data. Defaults to discarding.
	Log *slog.Logger
}

// API answers HTTP requests. It is safe for concurrent use.
type API struct {
	intake   Intake
	keys     *account.Keyring
	tokens   *account.Tokens
	keyList  KeyList
	sites    Sites
	facts    Facts
	events   Events
	notebook *notebook.Notebook
	people   People

	customerData Customers
	inventory    func(context.Context) ([]store.HeldTable, error)
	setAside     func() ([]string, error)
	setSite      func(context.Context, string, func(*account.SiteSpec)) (store.Site, error)

	happenings Happenings
	orders     Orders
	hub        *live.Hub

	sessions *account.Sessions
	users    *account.Users
	choice   *account.Choice
	issuer   *account.Issuer
	passes   Passes
	setup    *account.Setup
	door     *account.Door
	profile  *account.Profile
	policies Policies
	browser  func(string) string
	trusted  []netip.Prefix
	audit    *audit.Log
	origins  http.CrossOriginProtection
	limits   limits
	bodies   *ingest.BodyReader
	store    Store
	monitor  Monitor
	version  string
	now      func() time.Time
	log      *slog.Logger
	draining atomic.Bool

	metricsFrom []netip.Prefix

	exporting slots
	spoolDir  string

	router http.Handler
}

// New makes an API.
func New(c Config) *API {
	if c.BrowserRate == 0 {
		c.BrowserRate = 50
	}
	if c.ReadRate == 0 {
		c.ReadRate = 1000
	}
	if c.Version == "" {
		c.Version = "dev"
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Browser == nil {
		c.Browser = func(string) string { return "" }
	}
	if c.SetAside == nil {
		c.SetAside = func() ([]string, error) { return nil, nil }
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	a := &API{
		intake: c.Intake, keys: c.Keys, tokens: c.Tokens, keyList: c.KeyList, sites: c.Sites, facts: c.Facts, events: c.Events, notebook: c.Notebook, people: c.People, customerData: c.Customers, inventory: c.Inventory, setAside: c.SetAside, setSite: c.SetSite, happenings: c.Happenings, orders: c.Orders,
		sessions: c.Sessions, users: c.Users, choice: c.Choice, issuer: c.Issuer, passes: c.Passes, setup: c.Setup, door: c.Door, audit: c.Audit,
		profile: c.Profile, policies: c.Policies, browser: c.Browser, trusted: c.TrustedProxies,
		limits: limits{newLimiter(c.BrowserRate), newLimiter(c.ServerRate), newLimiter(c.ReadRate)}, bodies: ingest.NewBodyReader(0), version: c.Version, now: c.Now, log: c.Log,
		store: c.Store, monitor: c.Monitor, metricsFrom: c.MetricsFrom,
		exporting: make(slots, maxExports), spoolDir: c.SpoolDir,
	}
	a.hub = live.NewHub(live.Config{Open: a.openLive, Ticker: c.Ticker, Log: c.Log})
	a.router = newRouter(a, c.TrustedProxies)
	return a
}

// ServeHTTP serves every route of the registry.
func (a *API) ServeHTTP(w http.ResponseWriter, r *http.Request) { a.router.ServeHTTP(w, r) }

// Drain makes /readyz answer 503 from now on, so that a load balancer sends nothing more
// while the program finishes what it has begun, and ends what would not end by itself: the
// streams of live views.
func (a *API) Drain() {
	a.draining.Store(true)
	a.hub.Close()
}
