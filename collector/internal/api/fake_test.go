package api

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/enrich"
	"github.com/safar-cx/safar/collector/internal/faulty"
	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/notebook"
	"github.com/safar-cx/safar/collector/internal/scrub"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// fakeStore is a store in memory, as far as the API needs one.
type fakeStore struct {
	mu      sync.Mutex
	sites   []store.Site
	keys    []store.Key
	tokens  []store.Token
	batches []store.Batch
	known   map[string]bool
	quality store.Quality
	since   int64 // 0 for none
	said    said

	hits []journey.Hit // in order

	persons People // nobody, unless a test sets them

	placed, undone []journey.Order
	ordered        store.OrderQuery // the last that was asked for

	live    func(store.LiveQuery, func(*journey.Hit)) (store.Live, error)
	measure func(metric.Query) []metric.Cell
	facts   metric.Lister // nil lists nothing
	settle  func(context.Context) error
	busy    error // of a store that has too much to do
	quota   error // of a key that has brought enough
	err     error // of everything that asks the disk
}

func (f *fakeStore) CreateSite(_ context.Context, s store.Site) (store.Site, error) {
	s.ID = int64(len(f.sites) + 1)
	f.sites = append(f.sites, s)
	return s, nil
}

func (f *fakeStore) CreateKey(_ context.Context, k store.Key) (store.Key, error) {
	k.ID = int64(len(f.keys) + 1)
	f.keys = append(f.keys, k)
	return k, nil
}

func (f *fakeStore) Keys(_ context.Context, site int64) ([]store.Key, error) {
	var list []store.Key
	for _, k := range f.keys {
		if k.Site == site {
			list = append(list, k)
		}
	}
	return list, f.err
}

func (f *fakeStore) CreateToken(_ context.Context, t store.Token) (store.Token, error) {
	t.ID = int64(len(f.tokens) + 1)
	f.tokens = append(f.tokens, t)
	return t, nil
}

func (f *fakeStore) KeyByHash(_ context.Context, hash []byte) (store.Key, store.Site, error) {
	for _, k := range f.keys {
		if bytes.Equal(k.Hash, hash) {
			return k, f.sites[k.Site-1], nil
		}
	}
	return store.Key{}, store.Site{}, store.ErrNotFound
}

func (f *fakeStore) TokenByHash(_ context.Context, hash []byte) (store.Token, error) {
	for _, t := range f.tokens {
		if bytes.Equal(t.Hash, hash) {
			return t, nil
		}
	}
	return store.Token{}, store.ErrNotFound
}

func (f *fakeStore) Append(_ context.Context, b store.Batch) ([]bool, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.err != nil {
		return nil, f.err
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

func (f *fakeStore) Salt(context.Context, int64, string, time.Time) ([]byte, error) {
	return []byte("salt"), nil
}

func (f *fakeStore) Secret(context.Context, string) ([]byte, error) { return []byte("secret"), nil }

func (*fakeStore) Erased(int64, *journey.Hit) bool { return false }

func (f *fakeStore) Busy() error { return f.busy }

func (f *fakeStore) Within(store.Quota, time.Time) error { return f.quota }

func (f *fakeStore) Ready(context.Context) error { return f.err }

func (f *fakeStore) Sites(context.Context) ([]store.Site, error) { return f.sites, f.err }

func (f *fakeStore) Measure(_ context.Context, q metric.Query) ([]metric.Cell, error) {
	if f.err != nil {
		return nil, f.err
	}
	return f.measure(q), nil
}

func (f *fakeStore) List(ctx context.Context, l metric.List, each func([]metric.Value) error) error {
	if f.err != nil || f.facts == nil {
		return f.err
	}
	return f.facts.List(ctx, l, each)
}

func (f *fakeStore) At(_ context.Context, _ int64, asOf time.Time) (metric.Snapshot, error) {
	if asOf.IsZero() {
		asOf = now
	}
	return fakeSnapshot{f, asOf}, nil
}

type fakeSnapshot struct {
	*fakeStore
	asOf time.Time
}

func (f fakeSnapshot) AsOf() time.Time { return f.asOf }
func (f fakeSnapshot) Close()          {}

func (f *fakeStore) EachHit(_ context.Context, _, from, to int64, fn func(*journey.Hit) error) error {
	for i := range f.hits {
		if at := f.hits[i].Time; at >= from && at < to {
			if err := fn(&f.hits[i]); err != nil {
				return err
			}
		}
	}
	return f.err
}

func (f *fakeStore) Since(context.Context, int64) (int64, error) {
	if f.since == 0 {
		return store.NoTime, f.err
	}
	return f.since, f.err
}

func (f *fakeStore) Settle(ctx context.Context) error { return f.settle(ctx) }

func (f *fakeStore) Quality(context.Context, int64, time.Time, time.Time) (store.Quality, error) {
	return f.quality, f.err
}

// said is what merchants wrote down, as far as reports read it.
type said struct {
	notebook.Store
	goals       []store.Goal
	touchpoints []store.Touchpoint
	surveys     []store.Survey
}

func (s *said) Goals(context.Context, int64) ([]store.Goal, error) { return s.goals, nil }

func (s *said) Touchpoints(context.Context, int64) ([]store.Touchpoint, error) {
	return s.touchpoints, nil
}

func (s *said) Surveys(context.Context, int64) ([]store.Survey, error) { return s.surveys, nil }

func (*said) Personas(context.Context, int64) ([]store.Persona, error) { return nil, nil }

func (*said) Annotations(context.Context, int64) ([]store.Annotation, error) { return nil, nil }

func (f *fakeStore) People(ctx context.Context, site, asOf int64, name string, limit int) ([]journey.Profile, bool, error) {
	if f.persons == nil {
		return nil, false, f.err
	}
	return f.persons.People(ctx, site, asOf, name, limit)
}

func (f *fakeStore) Timeline(ctx context.Context, site int64, person journey.Person, asOf int64) (journey.Timeline, bool, error) {
	if f.persons == nil {
		return journey.Timeline{}, false, f.err
	}
	return f.persons.Timeline(ctx, site, person, asOf)
}

func (f *fakeStore) Live(_ context.Context, q store.LiveQuery, see func(*journey.Hit)) (store.Live, error) {
	return f.live(q, see)
}

func (f *fakeStore) Orders(_ context.Context, q store.OrderQuery) (orders, withdrawn []journey.Order, err error) {
	f.ordered = q
	return f.placed, f.undone, f.err
}

// accepted are the ids of the events that are kept, in order.
func (f *fakeStore) accepted() string {
	var ids []string
	for _, b := range f.batches {
		for _, r := range b.Records {
			ids = append(ids, r.Hit.Event.ID)
		}
	}
	return strings.Join(ids, " ")
}

// plain makes hits that are the events themselves; panics on the event named panic.
type plain struct{}

func (plain) Enrich(e *event.Event, kind event.KeyKind, _ enrich.Peer, _ enrich.Site, _ []byte) (journey.Hit, scrub.Found) {
	if e.Name == "panic" {
		panic("asked for")
	}
	return journey.Hit{Event: *e, Source: kind}, 0
}

// shop is an API over a fakeStore; it listens on a port from the first send on.
type shop struct {
	*testing.T // of the moment: subtests put theirs in
	owner      *testing.T
	store      *fakeStore
	people     *fakePeople
	deeds      *fakeDeeds
	monitor    *fakeMonitor
	api        *API
	url        string
	account.Credentials
}

var now = faulty.Now()

func open(t *testing.T, changes ...func(*Config)) *shop {
	t.Helper()
	s := &shop{T: t, owner: t, people: newFakePeople(), deeds: &fakeDeeds{}, monitor: &fakeMonitor{}, store: &fakeStore{
		known:   map[string]bool{},
		measure: func(metric.Query) []metric.Cell { return nil },
		settle:  func(context.Context) error { return nil },
	}}
	var err error
	s.Credentials, err = account.NewIssuer(s.store, nil).Provision(t.Context(), account.SiteSpec{
		Name: "main", Timezone: "Asia/Tehran", Currency: "IRR", Domains: []string{"shop.example"},
	})
	if err != nil {
		t.Fatal(err)
	}
	clock := func() time.Time { return now }
	c := Config{
		Intake: ingest.New(ingest.Config{Store: s.store, Enricher: plain{}}),
		Keys:   account.NewKeyring(s.store, clock), Tokens: account.NewTokens(s.store, clock), KeyList: s.store,
		Sites: s.store, Facts: s.store, Events: s.store, Notebook: notebook.New(&s.store.said), People: s.store, Happenings: s.store, Orders: s.store, Now: clock,
		Audit: audit.New(s.deeds, clock, slog.New(slog.DiscardHandler)),
		Store: s.store, Monitor: s.monitor,
		Sessions:  account.NewSessions(s.people, clock),
		Policies:  s.people,
		Customers: fakeCustomers{}, Inventory: fakeInventory, SetSite: fakeSetSite,
	}
	c.Setup = account.NewSetup(s.people, account.NewPasswords(s.store), c.Audit, clock)
	c.Door = account.NewDoor(s.people, account.NewPasswords(s.store), noVault(), c.Audit, clock)
	c.Profile = account.NewProfile(s.people, account.NewPasswords(s.store), c.Door, c.Sessions, clock)
	for _, change := range changes {
		change(&c)
	}
	s.api = New(c)
	return s
}

// response is an answer with its body read.
type response struct {
	*http.Response
	body []byte
}

// send sends a request; headers are name and value in turn.
func (s *shop) send(method, path string, body []byte, headers ...string) response {
	s.Helper()
	return s.sendTo("", method, path, body, headers...)
}

// sendTo is send with a Host header, "" for the usual one.
func (s *shop) sendTo(host, method, path string, body []byte, headers ...string) response {
	s.Helper()
	if s.url == "" {
		server := httptest.NewServer(s.api)
		s.owner.Cleanup(server.Close)
		s.url = server.URL
	}
	req, err := http.NewRequestWithContext(s.Context(), method, s.url+path, bytes.NewReader(body))
	if err != nil {
		s.Fatal(err)
	}
	req.Host = host
	for i := 0; i < len(headers); i += 2 {
		req.Header.Set(headers[i], headers[i+1])
	}
	client := http.Client{}
	if host != "" { // where an answer leads is part of it
		client.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	}
	resp, err := client.Do(req)
	if err != nil {
		s.Fatal(err)
	}
	defer resp.Body.Close()
	text, err := io.ReadAll(resp.Body)
	if err != nil {
		s.Fatal(err)
	}
	return response{resp, text}
}

// post sends events with the server key.
func (s *shop) post(body string, headers ...string) response {
	s.Helper()
	return s.send("POST", "/v1/events", []byte(body),
		append([]string{"Content-Type", "application/json", "Authorization", "Bearer " + s.ServerKey}, headers...)...)
}

// get asks with the read token.
func (s *shop) get(path string) response {
	s.Helper()
	return s.send("GET", path, nil, "Authorization", "Bearer "+s.ReadToken)
}

// refused checks that an answer is a refusal of the contract's shape.
func (s *shop) refused(r response, status int, code string) (message, hint string) {
	s.Helper()
	var body problemJSON
	decoder := json.NewDecoder(bytes.NewReader(r.body))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&body); err != nil {
		s.Fatalf("%d with the body %q: %v", r.StatusCode, clipped(string(r.body)), err)
	}
	if r.StatusCode != status || body.Error.Code != code || body.Error.Message == "" {
		s.Fatalf("%d %s %q, want %d %s", r.StatusCode, body.Error.Code, body.Error.Message, status, code)
	}
	return body.Error.Message, body.Error.Hint
}

// answered checks that events were taken, and that their numbers add up.
func (s *shop) answered(r response, received int) answerJSON {
	s.Helper()
	if r.StatusCode != http.StatusOK {
		s.Fatalf("status %d: %s", r.StatusCode, r.body)
	}
	var a answerJSON
	if err := json.Unmarshal(r.body, &a); err != nil {
		s.Fatal(err)
	}
	if got := a.Accepted + a.Duplicates + a.Discarded + len(a.Rejected); got != received {
		s.Fatalf("%s adds up to %d, want %d", r.body, got, received)
	}
	return a
}
