// Package store holds what every backend agrees on: the rows that go in and the errors
// that come out. Backends live in the folders beside it and share no SQL.
package store

import (
	"errors"
	"fmt"
	"net/netip"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/sdk/event"
)

// ErrUnavailable says that nothing was taken and that trying again later may work: the
// queue or the disk is full, or the store is closing.
var ErrUnavailable = errors.New("store unavailable")

// BusyError is an ErrUnavailable because more comes than can be done in time. Nothing was
// taken, and it passes as soon as less comes.
type BusyError struct {
	// Reason is one of those below.
	Reason string
}

// What there is too much of. Each is a word for whoever counts refusals.
const (
	// BusyQueue: the memory for batches that wait to be written is full.
	BusyQueue = "queue_full"
	// BusyWriter: what waits to be written will take too long already.
	BusyWriter = "writing"
	// BusyFolding: answers are too far behind what was accepted.
	BusyFolding = "folding"
	// BusyDecoding: too much is being read or decoded at once.
	BusyDecoding = "decoding"
)

func (e *BusyError) Error() string { return ErrUnavailable.Error() + ": busy, " + e.Reason }

// Unwrap returns ErrUnavailable.
func (e *BusyError) Unwrap() error { return ErrUnavailable }

// ErrErased is an ErrUnavailable because of an event of somebody who was erased between its
// acceptance and its writing. It is known by now which one that is.
var ErrErased = fmt.Errorf("%w: somebody was erased meanwhile", ErrUnavailable)

// ErrNotFound says that no row has this name or secret.
var ErrNotFound = errors.New("not found")

// ErrExists says that a row of this name is there already.
var ErrExists = errors.New("already exists")

// ErrFull says that there are as many rows of a kind as there may be.
var ErrFull = errors.New("there are as many as there may be")

// Site is a shop.
type Site struct {
	ID       int64
	Name     string // [a-z0-9][a-z0-9-]{0,62}
	Timezone string // IANA name
	Settings journey.Settings
	Domains  []string // the shop's own, beyond its keys' origins
	Gateways []string // payment gateways beyond the built-in list
	// StaffNetworks and StaffVisitors are the shop's own people, who are counted apart: where
	// they come from, and ids of visitors.
	StaffNetworks []netip.Prefix
	StaffVisitors []string
	// KeepDays is for how many days raw events are kept; 0 keeps them for ever. What they add
	// up to stays.
	KeepDays int
	// KeepOrdersDays is for how many days anything at all is kept, orders, answers and what events
	// add up to as well; 0 keeps it for ever. It is not below KeepDays.
	KeepOrdersDays int
	// SealedBefore is the instant before which nothing is accepted any more, in Unix
	// milliseconds, since raw events of that time may be gone; 0 where none are. It is the
	// store's to move, and never goes back.
	SealedBefore int64
	// KeptFrom is the instant before which nothing is kept any more, in Unix milliseconds; 0 where
	// everything is. It is the store's to move, and never goes back.
	KeptFrom int64
}

// Key lets a sender in. A browser key is public and kept as it is; of a server key only
// the hash is kept.
type Key struct {
	ID      int64
	Site    int64
	Kind    event.KeyKind
	Label   string   // what a list shows: the browser key itself, or the server key's beginning
	Hash    []byte   // SHA-256 of the key
	Origins []string // browser keys: origins allowed to send; empty allows the site's domains, none of both allows all
	Revoked bool
	// EventsPerDay is how many events of it are accepted on a day of the site's zone; 0: as many
	// as come.
	EventsPerDay int64
}

// CustomerSecret names the installation's secret that personal customer ids are hashed with, and
// from which the key is derived that who was erased is recognised by.
const CustomerSecret = "customer"

// NoTime stands for an event that was sent without a time.
const NoTime = int64(-1 << 62)

// Batch is what one request brings. It is stored as a whole or not at all.
type Batch struct {
	Site     int64
	Kind     event.KeyKind
	Received int64 // Unix milliseconds
	Records  []Record
	Rejects  []Reject
	// Counts are further things to count, by reason: no_consent for discarded events, and
	// what a sender dropped as drop:<reason>, unless all records are duplicates: then the
	// batch is a repeat.
	Counts map[string]int64
	// Quota is that of the key which brings the batch, on the day of Received.
	Quota Quota
	// Patient says that the sender waits for its turn and has one batch under way: it is not
	// sent away for want of time, as others are.
	Patient bool
}

// Record is one event to store. (site, key kind, Hit.Event.ID, Sent) is its identity: the
// first one stored wins.
type Record struct {
	Hit journey.Hit
	// Sent is the event's time as sent in Unix milliseconds, or NoTime.
	Sent int64
	// Notes are what the data-quality page counts of the event if it is new, such as
	// hashed_customer and rounded_money.
	Notes []string
}

// Reject is an event that was refused, kept with the reason for the data-quality page.
// Identifying fields have been taken out of Body.
type Reject struct {
	Code, Field, Message string
	Body                 []byte
	// Who are the identifiers of whom it was about. Of them a keyed hash is kept, by which it is
	// found when that person is erased.
	Who []journey.Identifier
	// Received is the Batch's, Unix milliseconds; filled in where a reject is read.
	Received int64
}

// Quality is what a site's receipts add up to over a range, by corrected day of receipt.
type Quality struct {
	Received, Accepted, Duplicates, Discarded int64
	Rejected                                  map[string]int64 // by code
	Bots                                      map[string]int64 // accepted events that are in no figure, by reason: journey.Hit.Bot
	Counts                                    map[string]int64 // Batch.Counts and Record.Notes, added up
	Coverage                                  Coverage
	Keys                                      []KeyUse // that brought something, or were sent away
	Gone                                      int64    // events let go because the site no longer keeps them
	Erased                                    int64    // accepted events of people who were erased later
	Latest                                    []Reject // the newest of the range first, at most 50, without their bodies
}

// A visit of BurstViews page views and more, with less than BurstAttention for each, is hardly a
// person's. The busiest people open some 30 pages in a visit, and one who only clicks through still
// gives each a second.
const (
	BurstViews     = 100
	BurstAttention = time.Second
)

// Coverage says how much of a shop is seen, and by whom.
type Coverage struct {
	BrowserEvents, ServerEvents int64 // accepted, by key kind; by day of receipt like all above
	Sessions, HashedSessions    int64 // of the range; those whose visitor is a day hash
	Orders                      int64 // of the range, not cancelled
	BrowserOrders, ServerOrders int64 // of these, seen by a browser's purchase and by a server's
	OrdersWithoutSession        int64
	ReusedTransactions          int64 // orders whose transaction id had belonged to another before
	Bursts, BurstPages          int64 // visits of the range that no person makes, see BurstViews, and their page views
	Crowds                      int64 // groups of more visitors than are folded together, at all times
	SetAside                    int64 // groups whose events could not be folded, at all times
}

// LiveQuery asks what happens at a site just now. Times are Unix milliseconds.
type LiveQuery struct {
	Site     int64
	After    int64 // Live.Last of the question before, 0 for the first
	Since    int64 // events timed at or before it are of no interest
	Now      int64
	Today    int64         // the beginning of the day
	Currency string        // of the revenue
	Window   time.Duration // how long a cart may stay open
}

// Live is what is known without looking at events.
type Live struct {
	Last      int64            // the latest event accepted, in the order of acceptance
	Channels  map[string]int64 // visitors whose visits began after Since, by channel
	CartsOpen int64
	Orders    int64 // from Today to Now
	Revenue   int64 // of these, in minor units of Currency
}

// OrderQuery asks for orders as seen from an instant. Times are Unix milliseconds.
type OrderQuery struct {
	Site     int64
	From, To int64 // half open
	AsOf     int64
	// Named are transactions whose orders are wanted whenever they were placed.
	Named []string
}
