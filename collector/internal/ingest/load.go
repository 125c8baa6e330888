package ingest

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/safar-cx/safar/collector/internal/enrich"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/scrub"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// What a batch counts beside its events, by reason; see store.Batch.Counts.
const (
	// CountNoConsent counts discarded events.
	CountNoConsent = "no_consent"
	// CountErased counts events of people who were erased after they happened. They are
	// discarded as well.
	CountErased = "erased"
	// CountHashedCustomer counts events whose customer id looked like an e-mail address or
	// a phone number.
	CountHashedCustomer = "hashed_customer"
	// CountRoundedMoney counts events with an amount of more digits than its currency has.
	CountRoundedMoney = "rounded_money"
	// CountDropped begins the reasons for which senders dropped events.
	CountDropped = "drop:"
)

// load is one request on its way to the store.
type load struct {
	*Intake
	request Request
	zone    *time.Location
	peer    enrich.Peer
	site    enrich.Site
	shift   time.Duration // what the sender's clock is behind ours
	inRange func(at, received time.Time, kind event.KeyKind) *event.Rejection
	past    bool // an import: receipts beside the events hold
	// aside is called before the store is waited for, and what it returns afterwards; nil: nobody
	// minds.
	aside func() (back func())

	batch  store.Batch
	answer Answer
	looked int // bytes of refused events that were looked into
}

// sort tells events to accept from discarded and rejected ones.
func (l *load) sort(ctx context.Context, events []event.Raw) error {
	l.batch.Records = make([]store.Record, 0, len(events))
	for index, raw := range events {
		if err := l.take(ctx, index, raw); err != nil {
			return err
		}
	}
	return nil
}

// deliver hands what was sorted to the store.
func (l *load) deliver(ctx context.Context) (Answer, error) {
	if len(l.batch.Records)+len(l.batch.Rejects)+len(l.batch.Counts) == 0 {
		return l.answer, nil
	}
	duplicates, err := l.store.Append(ctx, l.batch)
	if errors.Is(err, store.ErrErased) {
		l.dropErased()
		duplicates, err = l.store.Append(ctx, l.batch)
	}
	if err != nil {
		return Answer{}, fmt.Errorf("append: %w", err)
	}
	for _, duplicate := range duplicates {
		if duplicate {
			l.answer.Duplicates++
		}
	}
	l.answer.Accepted = len(l.batch.Records) - l.answer.Duplicates
	return l.answer, nil
}

// dropErased discards events of people who were erased since the events were looked at.
func (l *load) dropErased() {
	l.batch.Records = slices.DeleteFunc(l.batch.Records, func(r store.Record) bool {
		erased := l.store.Erased(l.request.Site.ID, &r.Hit)
		if erased {
			l.answer.Discarded++
			l.batch.Counts[CountErased]++
		}
		return erased
	})
}

// take finds a place for one event. Its error is no fault of the event.
func (l *load) take(ctx context.Context, index int, raw event.Raw) error {
	e, why := event.Decode(raw)
	if why == nil && e.Consent == event.ConsentNone {
		// Before anything else is looked at: of such an event nothing may be kept, not
		// even that it was wrong.
		l.answer.Discarded++
		l.batch.Counts[CountNoConsent]++
		return nil
	}
	kind, received := l.request.Key.Kind, l.request.Received
	if why == nil {
		why = e.Validate(kind)
	}
	at := corrected(e.Time, l.shift, received)
	var written *receipt
	if why == nil && l.past {
		if written, why = receiptOf(raw); written != nil {
			at, why = written.time(&e)
		}
	}
	if why == nil {
		why = l.inRange(at, received, kind)
	}
	if why == nil {
		why = l.money.check(&e, &l.request.Site)
	}
	if why != nil {
		l.answer.Rejected = append(l.answer.Rejected, Rejected{Index: index, ID: e.ID, Rejection: *why})
		l.refuse(raw, why)
		return nil
	}
	return l.accept(ctx, &e, at, written)
}

// refuse keeps what may be kept of a refused event.
func (l *load) refuse(raw event.Raw, why *event.Rejection) {
	clean := scrubber{key: l.site.Key}
	if l.looked += len(raw); l.looked > mostLooked {
		raw = nil // of no object nothing is kept
	}
	l.batch.Rejects = append(l.batch.Rejects, clean.rejectOf(raw, why))
	for _, reason := range clean.notes(nil) {
		l.batch.Counts[reason]++
	}
}

// accept makes a record of an event: by its receipt where another collector has written one.
func (l *load) accept(ctx context.Context, e *event.Event, at time.Time, written *receipt) error {
	if e.ID == "" {
		id, err := l.newID()
		if err != nil {
			return fmt.Errorf("make an event's id: %w", err)
		}
		e.ID = id
	}
	var notes []string
	if l.money.round(e, &l.request.Site) {
		notes = append(notes, CountRoundedMoney)
	}
	clean := scrubber{key: l.site.Key}
	clean.event(e)
	hit, inAddress, err := l.hit(ctx, e, at, written)
	if err != nil {
		return err
	}
	if l.store.Erased(l.request.Site.ID, &hit) {
		l.answer.Discarded++
		l.batch.Counts[CountErased]++
		return nil
	}
	if hit.Event.CustomerID != "" && hit.Event.CustomerID != e.CustomerID {
		notes = append(notes, CountHashedCustomer)
	}
	clean.found[inURL] = inAddress
	if hit.Event.VisitorID != "" {
		clean.personal(e.VisitorID)
	}
	notes = clean.notes(notes)
	l.batch.Records = append(l.batch.Records, store.Record{Hit: hit, Sent: sentAt(e), Notes: notes})
	return nil
}

func (l *load) hit(ctx context.Context, e *event.Event, at time.Time, written *receipt) (journey.Hit, scrub.Found, error) {
	if written != nil {
		hit, inAddress := written.hit(e, at, &l.site)
		return hit, inAddress, nil
	}
	salt, err := l.saltFor(ctx, e, at)
	if err != nil {
		return journey.Hit{}, 0, err
	}
	hit, inAddress := l.enricher.Enrich(e, l.request.Key.Kind, l.peer, l.site, salt)
	hit.Time = at.UnixMilli()
	return hit, inAddress, nil
}

// saltFor is the salt for an event that needs a day hash: one with a browser behind it, and
// without a visitor id that consent covers. For others it is nil.
func (l *load) saltFor(ctx context.Context, e *event.Event, at time.Time) ([]byte, error) {
	kind := l.request.Key.Kind
	if kind == event.ServerKey && e.Client == nil {
		return nil, nil
	}
	consent := enrich.Consent(e.Consent, kind, l.request.GPC)
	if e.VisitorID != "" && consent == event.ConsentFull {
		return nil, nil
	}
	return l.salts.get(ctx, l.site.ID, at, l.zone, l.request.Received, l.aside)
}
