package ingest

import (
	"context"
	"crypto/sha256"
	"fmt"
	"net/netip"
	"sync"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/enrich"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/scrub"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// fakeStore keeps batches and knows repeats as a real store does.
type fakeStore struct {
	mu      sync.Mutex
	batches []store.Batch
	known   map[string]bool
	salts   []string // days asked for
	err     error    // of the next Append
	erased  string   // a customer who was
	busy    error    // of a store that has too much to do
}

func (f *fakeStore) Append(_ context.Context, b store.Batch) ([]bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err != nil {
		return nil, f.err
	}
	if f.known == nil {
		f.known = map[string]bool{}
	}
	f.batches = append(f.batches, b)
	duplicates := make([]bool, len(b.Records))
	for i, r := range b.Records {
		id := fmt.Sprint(b.Site, b.Kind, r.Sent, r.Hit.Event.ID)
		duplicates[i] = f.known[id]
		f.known[id] = true
	}
	return duplicates, nil
}

func (f *fakeStore) Busy() error { return f.busy }

func (f *fakeStore) Within(store.Quota, time.Time) error { return nil }

func (f *fakeStore) Erased(_ int64, h *journey.Hit) bool {
	return f.erased != "" && f.erased == h.Event.CustomerID
}

func (f *fakeStore) Salt(_ context.Context, site int64, day string, _ time.Time) ([]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.salts = append(f.salts, day)
	sum := sha256.Sum256(fmt.Append(nil, site, day))
	return sum[:], nil
}

func (f *fakeStore) Secret(_ context.Context, name string) ([]byte, error) {
	return []byte("secret of " + name), nil
}

// last is the batch that was appended last.
func (f *fakeStore) last(t *testing.T) store.Batch {
	t.Helper()
	if len(f.batches) == 0 {
		t.Fatal("nothing was appended")
	}
	return f.batches[len(f.batches)-1]
}

// fakeEnricher settles who an event is from, as enrich does, and leaves the lists away.
type fakeEnricher struct{}

func (fakeEnricher) Enrich(e *event.Event, kind event.KeyKind, peer enrich.Peer, site enrich.Site, salt []byte) (journey.Hit, scrub.Found) {
	hit := journey.Hit{Event: *e, Source: kind, Visitor: e.VisitorID}
	hit.Event.Client = nil
	hit.Event.Consent = enrich.Consent(e.Consent, kind, peer.OptOut)
	if hit.Event.Consent != event.ConsentFull {
		hit.Event.VisitorID, hit.Event.CustomerID, hit.Visitor = "", "", ""
	}
	hit.Event.CustomerID = enrich.CustomerID(site.Key, hit.Event.CustomerID)
	if hit.Visitor == "" && len(salt) > 0 {
		hit.Visitor, hit.Hashed = enrich.DayHash(salt, site.ID, peer.IP, peer.UserAgent), true
	}
	return hit, 0
}

var received = time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)

func newIntake(f *fakeStore) *Intake {
	n := 0
	return New(Config{Store: f, Enricher: fakeEnricher{}, NewID: func() (string, error) {
		n++
		return fmt.Sprintf("made-%d", n), nil
	}})
}

func request(kind event.KeyKind, body string) Request {
	return Request{
		Key:       store.Key{ID: 1, Site: 1, Kind: kind},
		Site:      store.Site{ID: 1, Name: "main", Timezone: "Asia/Tehran", Settings: journey.Settings{Currency: "IRR"}},
		Body:      []byte(body),
		Received:  received,
		IP:        netip.MustParseAddr("203.0.113.7"),
		UserAgent: "Mozilla/5.0",
	}
}

// take takes a body and checks the sum that must always hold.
func take(t *testing.T, i *Intake, r Request, events int) Answer {
	t.Helper()
	a, err := i.Take(t.Context(), r)
	if err != nil {
		t.Fatalf("Take: %v", err)
	}
	if got := a.Accepted + a.Duplicates + a.Discarded + len(a.Rejected); got != events {
		t.Errorf("accepted %d + duplicates %d + discarded %d + rejected %d = %d, want %d",
			a.Accepted, a.Duplicates, a.Discarded, len(a.Rejected), got, events)
	}
	return a
}
