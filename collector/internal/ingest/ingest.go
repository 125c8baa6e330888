package ingest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"github.com/google/uuid"

	"github.com/safar-cx/safar/collector/internal/enrich"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/scrub"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// CustomerSecret names the installation's secret that personal customer ids are hashed
// with: whoever looks such a customer up needs it too.
const CustomerSecret = store.CustomerSecret

// Store takes what was made of a request.
type Store interface {
	// Append stores a batch as a whole and durably, or returns an error, which is
	// store.ErrUnavailable when trying again later may help, and a *store.QuotaError when its
	// quota has no room for it. duplicates[i] says that the event of Records[i] was there already.
	Append(ctx context.Context, b store.Batch) (duplicates []bool, err error)
	// Erased tells whether an event that comes now tells of somebody who was erased after it
	// happened, so that it must not be stored.
	Erased(site int64, h *journey.Hit) bool
	// Busy says why Append would refuse a batch just now, nil when it would not.
	Busy() error
	// Within is the *store.QuotaError of a quota that is known to be used up, else nil. A request
	// that it refuses is counted.
	Within(q store.Quota, received time.Time) error
	// Salt is the random salt of a site's day, made when missing and destroyed 48 hours
	// after the day ends.
	Salt(ctx context.Context, site int64, day string, ends time.Time) ([]byte, error)
	// Secret is a random secret of the installation, made on first use.
	Secret(ctx context.Context, name string) ([]byte, error)
}

// Enricher makes a hit of an event: everything but its time. It tells what it scrubbed from the
// addresses of page and referrer.
type Enricher interface {
	Enrich(e *event.Event, kind event.KeyKind, peer enrich.Peer, site enrich.Site, salt []byte) (journey.Hit, scrub.Found)
}

// Config is what an Intake is made of.
type Config struct {
	Store    Store    // required
	Enricher Enricher // required
	// NewID makes the id of an event that has none. Defaults to a UUIDv7.
	NewID func() (string, error)
	// Decoded bounds the bytes of the bodies that are decoded or wait for that: beyond it the
	// machine's cores are busy for longer than a sender should wait. Defaults to 2 MiB for each.
	Decoded int
}

// Intake takes events in. It is safe for concurrent use.
type Intake struct {
	store    Store
	enricher Enricher
	newID    func() (string, error)
	salts    *salts
	turns    *turns
	money    money
	zones    sync.Map               // name of a site's zone to *time.Location
	secret   atomic.Pointer[[]byte] // CustomerSecret, once read
}

// New makes an Intake.
func New(c Config) *Intake {
	if c.NewID == nil {
		c.NewID = newUUID
	}
	if c.Decoded == 0 {
		c.Decoded = decodedByCore * runtime.GOMAXPROCS(0)
	}
	return &Intake{
		store: c.Store, enricher: c.Enricher, newID: c.NewID,
		salts: newSalts(c.Store), turns: newTurns(c.Decoded), money: money{common: event.Common()},
	}
}

func newUUID() (string, error) {
	id, err := uuid.NewV7()
	return id.String(), err
}

// Admit says why events of a key would be refused just now: because there is too much to do, or by
// a *store.QuotaError. It is nil when they would be taken. It costs next to nothing: ask it before
// there is work in a request.
func (i *Intake) Admit(key store.Key, site store.Site, now time.Time) error {
	if err := i.store.Busy(); err != nil || key.EventsPerDay == 0 {
		return err
	}
	zone, err := i.zoneOf(site)
	if err != nil {
		return err
	}
	return i.store.Within(store.QuotaOf(key, now, zone), now)
}

// Take takes the events of a request. What the answer calls accepted is on disk. A body that
// is refused as a whole is an *Error, or a *store.QuotaError; any other error is the store's, and
// then nothing was taken. Events of a browser key must lie within the last 24 hours, nobody's more than 10
// minutes ahead.
func (i *Intake) Take(ctx context.Context, r Request) (Answer, error) {
	l, err := i.decode(ctx, r)
	if err != nil {
		return Answer{}, err
	}
	return l.deliver(ctx)
}

// decode finds out what the events of a request are.
func (i *Intake) decode(ctx context.Context, r Request) (*load, error) {
	if _, err := i.customerSecret(ctx); err != nil {
		return nil, err // the first time it is read from the disk, which takes no turn
	}
	over, err := i.turns.begin(ctx, len(r.Body))
	if err != nil {
		return nil, err
	}
	defer over()
	if err := i.store.Busy(); err != nil {
		return nil, err // it became so while the body waited
	}
	batch, err := event.DecodeBatch(r.Body)
	var bad *event.BatchError
	if errors.As(err, &bad) {
		return nil, &Error{Code: Code(bad.Code), Message: bad.Message, Hint: bad.Hint}
	}
	if err != nil {
		return nil, err
	}
	l, err := i.load(ctx, r)
	if err != nil {
		return nil, err
	}
	l.shift = clockShift(batch.SentAt, r.Received)
	l.aside = i.turns.aside
	l.inRange = func(at, received time.Time, kind event.KeyKind) *event.Rejection {
		return cmp.Or(checkTime(at, received, kind), checkKept(at, received, &r.Site))
	}
	for reason, n := range batch.Dropped {
		l.batch.Counts[CountDropped+reason] += n
	}
	return l, l.sort(ctx, batch.Events)
}

// load prepares what holds for all events of a request.
func (i *Intake) load(ctx context.Context, r Request) (*load, error) {
	zone, err := i.zoneOf(r.Site)
	if err != nil {
		return nil, err
	}
	secret, err := i.customerSecret(ctx)
	if err != nil {
		return nil, err
	}
	return &load{
		Intake: i, request: r, zone: zone,
		peer: enrich.Peer{IP: r.IP, UserAgent: r.UserAgent, OptOut: r.GPC},
		site: enrich.Site{
			ID:       r.Site.ID,
			Hosts:    enrich.NewHosts(slices.Concat(r.Key.Origins, r.Site.Domains)...),
			Gateways: enrich.NewHosts(r.Site.Gateways...),
			Staff:    enrich.Staff{Networks: r.Site.StaffNetworks, Visitors: r.Site.StaffVisitors},
			Key:      secret,
		},
		batch: store.Batch{
			Site: r.Site.ID, Kind: r.Key.Kind, Received: r.Received.UnixMilli(),
			Counts: map[string]int64{},
			Quota:  store.QuotaOf(r.Key, r.Received, zone),
		},
	}, nil
}

// zoneOf remembers zones: reading one costs more than all the rest of a small request.
func (i *Intake) zoneOf(site store.Site) (*time.Location, error) {
	if zone, ok := i.zones.Load(site.Timezone); ok {
		return zone.(*time.Location), nil
	}
	zone, err := time.LoadLocation(site.Timezone)
	if err != nil {
		return nil, fmt.Errorf("site %s: %w", site.Name, err)
	}
	i.zones.Store(site.Timezone, zone)
	return zone, nil
}

func (i *Intake) customerSecret(ctx context.Context) ([]byte, error) {
	if secret := i.secret.Load(); secret != nil {
		return *secret, nil
	}
	secret, err := i.store.Secret(ctx, CustomerSecret)
	if err != nil {
		return nil, fmt.Errorf("secret of customers: %w", err)
	}
	i.secret.Store(&secret)
	return secret, nil
}

// CustomerID is what is stored of a customer's id: itself, or its hash where it looks like an
// e-mail address or a phone number.
func (i *Intake) CustomerID(ctx context.Context, id string) (string, error) {
	secret, err := i.customerSecret(ctx)
	if err != nil {
		return "", err
	}
	return enrich.CustomerID(secret, id), nil
}
