package rehearsal

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"net/netip"
	"sync"
	"time"

	"github.com/safar-cx/safar/collector/internal/enrich"
	"github.com/safar-cx/safar/collector/internal/history"
	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/oracle"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/collector/internal/store/memory"
	"github.com/safar-cx/safar/sdk/event"
)

// lists are read once, since user agents take long to compile.
var lists = sync.OnceValues(func() (*enrich.Enricher, error) { return enrich.New(enrich.Config{}) })

// sources are the lists of channels.
var sources = sync.OnceValues(enrich.NewSources)

// Settings are a history's site settings as the fold wants them.
func Settings(s history.Site) journey.Settings {
	return journey.Settings{
		Currency: s.Currency, ServerOrders: s.ServerOrders, TrustBrowsers: s.TrustBrowsers, CartWindow: s.CartWindow,
		TouchpointStages: s.TouchpointStages(),
	}
}

// Play takes each step in at its own time and returns the store that holds what was
// accepted. A rejected step is an error.
func Play(h history.History) (*memory.Store, error) {
	enricher, err := lists()
	if err != nil {
		return nil, err
	}
	p := &prompter{known: map[string]bool{}}
	intake := ingest.New(ingest.Config{Store: p, Enricher: enricher})
	site := store.Site{ID: 1, Name: "main", Timezone: h.Site.Timezone, Settings: Settings(h.Site)}
	for i, s := range h.Steps {
		raw, err := s.Event.MarshalJSON()
		if err != nil {
			return nil, fmt.Errorf("step %d: %w", i, err)
		}
		body, err := json.Marshal(map[string]any{"events": []json.RawMessage{raw}})
		if err != nil {
			return nil, err
		}
		r := ingest.Request{Key: store.Key{Site: 1, Kind: s.Kind}, Site: site, Body: body, Received: s.Event.Time}
		if s.Kind == event.BrowserKey {
			r.IP, _ = netip.ParseAddr(s.IP)
			r.UserAgent = s.UserAgent
		}
		answer, err := intake.Take(context.Background(), r)
		if err != nil {
			return nil, fmt.Errorf("step %d: %w", i, err)
		}
		if len(answer.Rejected) > 0 {
			return nil, fmt.Errorf("step %d: %w", i, &answer.Rejected[0].Rejection)
		}
	}
	return &memory.Store{Hits: p.hits, Settings: site.Settings}, nil
}

// OracleSite gives the oracle a site's settings and the lists that it may not have itself.
func OracleSite(s history.Site) (oracle.Site, error) {
	site, err := s.Oracle()
	if err != nil {
		return site, err
	}
	enricher, err := lists()
	if err != nil {
		return site, err
	}
	from, err := sources()
	if err != nil {
		return site, err
	}
	seen := func(userAgent string) journey.Hit {
		hit, _ := enricher.Enrich(&event.Event{Name: event.NamePageView}, event.BrowserKey, enrich.Peer{UserAgent: userAgent}, enrich.Site{}, nil)
		return hit
	}
	site.Agent = func(userAgent string) oracle.Agent {
		h := seen(userAgent)
		return oracle.Agent{Device: h.Device, Browser: h.Browser, OS: h.OS, Robot: h.Bot != ""}
	}
	site.Country = func(string) string { return "" }
	site.Path = enrich.LandingPath
	site.Channel = from.Channel
	site.Arrive = func(page, referrer string) (a oracle.Arrival, gateway bool) {
		arrival, gateway := from.Arrive(page, referrer, enrich.Site{})
		if arrival != nil {
			a = oracle.Arrival(*arrival)
		}
		return a, gateway
	}
	return site, nil
}

// prompter keeps the hits that intake hands over, the first copy of each event.
type prompter struct {
	hits  []journey.Hit
	known map[string]bool
}

// Append implements ingest.Store.
func (p *prompter) Append(_ context.Context, b store.Batch) ([]bool, error) {
	duplicates := make([]bool, len(b.Records))
	for i, r := range b.Records {
		identity := fmt.Sprint(b.Kind, r.Sent, r.Hit.Event.ID)
		if duplicates[i] = p.known[identity]; !duplicates[i] {
			p.known[identity] = true
			p.hits = append(p.hits, r.Hit)
		}
	}
	return duplicates, nil
}

// Salt implements ingest.Store.
// Busy is never the case.
func (p *prompter) Busy() error { return nil }

// Within is always the case.
func (p *prompter) Within(store.Quota, time.Time) error { return nil }

func (p *prompter) Erased(int64, *journey.Hit) bool { return false }

func (p *prompter) Salt(_ context.Context, site int64, day string, _ time.Time) ([]byte, error) {
	sum := sha256.Sum256(fmt.Append(nil, site, day))
	return sum[:], nil
}

// Secret implements ingest.Store.
func (p *prompter) Secret(context.Context, string) ([]byte, error) { return make([]byte, 32), nil }
