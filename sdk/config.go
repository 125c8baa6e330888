package sdk

import (
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// Config is what a Client is made of. Endpoint and Key are required.
type Config struct {
	// Endpoint is where the collector is mounted, such as "https://safar.shop.example" or
	// "http://127.0.0.1:8080/safar". Defaults to none: it is required.
	Endpoint string
	// Key is the site's server key, sk_... It is a secret. Defaults to none: it is required.
	Key string

	// Environment is event.EnvironmentTest where the shop is tried out: the collector keeps such
	// events, counts them apart, and no figure has them. Defaults to the shop at work.
	Environment event.Environment

	// HTTPClient sends the batches. Defaults to one of the client's own, which keeps a
	// single connection and follows no redirects.
	HTTPClient *http.Client
	// Timeout is how long one attempt to send a batch may take. Defaults to 10 s.
	Timeout time.Duration
	// Logger hears when the collector goes away, comes back, refuses the key or refuses
	// events: at most one line a minute of each. Defaults to discarding.
	Logger *slog.Logger
	// OnRejected is told which events the collector refused and why, which is how a mistake
	// in a call comes to light. It runs on the sender's goroutine: nothing is sent until it
	// returns. Defaults to nothing.
	OnRejected func([]Rejection)

	// BufferBytes bounds the events in memory, those being sent included, raw and
	// compressed. The compressor's own state, about 1 MB while sending, comes on top.
	// Defaults to 4 MiB; at least four times BatchBytes, with a spool five times.
	BufferBytes int
	// BatchBytes is when a batch is full, before compression. An event that does not fit in
	// one is dropped. Defaults to 256 KiB; from 16 KiB to 1 MiB.
	BatchBytes int
	// BatchEvery is how long an event waits for others to share its request. Defaults to 2 s.
	BatchEvery time.Duration

	// SpoolDir is a folder for what can't be sent at the moment, so that it outlives the
	// process; see the package's documentation. It is made when it is not there. All processes
	// and machines may name the same one if its file system has locks, but each site needs its
	// own. Defaults to none: everything stays in memory.
	SpoolDir string
	// SpoolBytes bounds the files of this client in SpoolDir. Defaults to 64 MiB; at least four
	// times BatchBytes.
	SpoolBytes int64

	// ClientIP tells the shopper's address, which is used to tell visitors of one day apart
	// and is never stored. Behind a proxy it has to look at the header that the proxy sets.
	// Defaults to the address of the connection.
	ClientIP func(*http.Request) string
	// Consent tells what the shopper agreed to. A browser that sends Sec-GPC: 1 is anonymous
	// at most, whatever it says. Defaults to full where the visitor cookie is, since the tag
	// and the shop set it with consent only, and to anonymous elsewhere.
	Consent func(*http.Request) event.Consent
	// Rules turn answers of the shop into events, the first that fits; those of DefaultRules
	// come after them. Defaults to none of one's own.
	Rules []Rule
	// PageViews tells for which requests the server itself reports the pages that it answers
	// with, see EveryPage: those without the tag, since the tag reports its own. What fetches
	// pages ahead, known robots and what is not HTML are left out without asking. Defaults
	// to none.
	PageViews func(*http.Request) bool
	// SlowAfter is when an answer on a route that a rule names is reported as slow_page.
	// Negative means never. Defaults to 5 s.
	SlowAfter time.Duration
}

// Bounds and defaults of a Config.
const (
	defaultBuffer    = 4 << 20
	defaultBatch     = 256 << 10
	minBatch         = 16 << 10
	maxBatch         = 1 << 20 // of a request, by the contract
	batchesPerBuffer = 4
	defaultSpool     = 64 << 20
	batchesPerSpool  = 4
	defaultEvery     = 2 * time.Second
	defaultTimeout   = 10 * time.Second
	defaultSlow      = 5 * time.Second // a first byte after 1.8 s is called poor already
)

func (c Config) withDefaults() Config {
	fallback(&c.Timeout, defaultTimeout)
	fallback(&c.BatchBytes, defaultBatch)
	fallback(&c.BufferBytes, max(defaultBuffer, c.leastBatches()*c.BatchBytes))
	fallback(&c.SpoolBytes, max(defaultSpool, batchesPerSpool*int64(c.BatchBytes)))
	fallback(&c.BatchEvery, defaultEvery)
	fallback(&c.SlowAfter, defaultSlow)
	if c.Logger == nil {
		c.Logger = slog.New(slog.DiscardHandler)
	}
	if c.ClientIP == nil {
		c.ClientIP = func(r *http.Request) string { return r.RemoteAddr }
	}
	return c
}

// fallback fills a field that is zero.
func fallback[T comparable](field *T, value T) {
	var zero T
	if *field == zero {
		*field = value
	}
}

// validate expects the defaults to be filled in. Its errors name the field and the remedy.
func (c Config) validate() error {
	if err := c.checkEndpoint(); err != nil {
		return err
	}
	switch {
	case c.Key == "":
		return errors.New("sdk: Config.Key is missing: give the site's server key, which begins with sk_ and which safar init printed")
	case strings.HasPrefix(c.Key, "pk_"):
		return errors.New("sdk: Config.Key is a browser key: give the site's server key, which begins with sk_")
	case !strings.HasPrefix(c.Key, "sk_") || strings.ContainsFunc(c.Key, unprintable):
		return errors.New("sdk: Config.Key is no server key: one begins with sk_ and holds letters and digits")
	case c.Environment != "" && c.Environment != event.EnvironmentLive && c.Environment != event.EnvironmentTest:
		return fmt.Errorf("sdk: Config.Environment is %q: give event.EnvironmentTest or event.EnvironmentLive, or leave it out", c.Environment)
	case c.Timeout < 0:
		return fmt.Errorf("sdk: Config.Timeout is %v: give a span of time, or leave it out", c.Timeout)
	case c.BatchBytes < minBatch || c.BatchBytes > maxBatch:
		return fmt.Errorf("sdk: Config.BatchBytes is %d: give %d to %d, or leave it out", c.BatchBytes, minBatch, maxBatch)
	case c.BufferBytes < c.leastBatches()*c.BatchBytes:
		return fmt.Errorf("sdk: Config.BufferBytes is %d: give at least %d times BatchBytes, %d", c.BufferBytes, c.leastBatches(), c.leastBatches()*c.BatchBytes)
	case c.SpoolBytes < batchesPerSpool*int64(c.BatchBytes):
		return fmt.Errorf("sdk: Config.SpoolBytes is %d: give at least %d times BatchBytes, %d", c.SpoolBytes, batchesPerSpool, batchesPerSpool*c.BatchBytes)
	case c.BatchEvery < 0:
		return fmt.Errorf("sdk: Config.BatchEvery is %v: give a span of time, or leave it out", c.BatchEvery)
	}
	for i, r := range c.Rules {
		if err := r.validate(); err != nil {
			return fmt.Errorf("sdk: Config.Rules[%d]: %w", i, err)
		}
	}
	return nil
}

// besides is how many batches have a place in the buffer without being in the queue: the
// compressed body, and what was read from the spool.
func (c Config) besides() int {
	if c.SpoolDir != "" {
		return 2
	}
	return 1
}

// leastBatches is how many batches a buffer must have room for.
func (c Config) leastBatches() int { return batchesPerBuffer - 1 + c.besides() }

// chunks is how many batches the queue has room for.
func (c Config) chunks() int { return c.BufferBytes/c.BatchBytes - c.besides() }

func (c Config) checkEndpoint() error {
	const remedy = `give the collector's address, such as "https://safar.shop.example"`
	if c.Endpoint == "" {
		return errors.New("sdk: Config.Endpoint is missing: " + remedy)
	}
	u, err := url.Parse(c.Endpoint)
	switch {
	case err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https":
		return fmt.Errorf("sdk: Config.Endpoint %q is no http or https URL: %s", c.Endpoint, remedy)
	case u.RawQuery != "" || u.Fragment != "" || u.User != nil:
		return errors.New("sdk: Config.Endpoint has more than a host and a path: " + remedy)
	case strings.HasSuffix(strings.TrimSuffix(u.Path, "/"), eventsPath):
		return fmt.Errorf("sdk: Config.Endpoint %q ends with %s: leave that out", c.Endpoint, eventsPath)
	}
	return nil
}

func unprintable(r rune) bool { return r <= ' ' || r > '~' }

// ownHTTPClient is for one place only, so one connection is kept. A redirect would turn a
// POST into a GET, or take the key elsewhere.
func ownHTTPClient() *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			Proxy:               http.ProxyFromEnvironment,
			DialContext:         (&net.Dialer{Timeout: 5 * time.Second, KeepAlive: 30 * time.Second}).DialContext,
			TLSHandshakeTimeout: 5 * time.Second,
			MaxIdleConns:        1,
			IdleConnTimeout:     90 * time.Second,
			ForceAttemptHTTP2:   true,
			DisableCompression:  true,
		},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}
