package oracle

import (
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// Received is one copy of a valid event as it reached the collector (Reading 1).
type Received struct {
	Event         event.Event // as sent
	Kind          event.KeyKind
	Received      time.Time
	SentAt        time.Time // the sender's clock when it sent the batch; zero when not stated
	IP, UserAgent string    // of the HTTP request; they matter for browser keys
	GPC           bool      // the request carried Sec-GPC: 1
}

// Site is what the answers depend on besides the events. Zone and the functions are required.
type Site struct {
	Zone          *time.Location
	Currency      string
	ServerOrders  bool                          // only server purchases make orders
	TrustBrowsers bool                          // a browser's customer id counts without a server's word
	CartWindow    time.Duration                 // W. Defaults to 24 hours.
	Device        func(userAgent string) string // the kind of device; "" when unknown
	Bot           func(userAgent string) bool   // whether it is a robot's
	// Channel tells how a visitor came, if it has acquisition data, and whether from a payment gateway.
	Channel func(pageURL, referrer string) (channel string, has, gateway bool)
}

// Question asks for the metrics of a range of dates.
type Question struct {
	From, To string    // dates in the site's zone, "2006-01-02", both inclusive
	AsOf     time.Time // from where the past is seen; events timed later are ignored
	GroupBy  string    // "channel", "device" or ""
	Filters  []Filter  // which must all hold
}

// Filter keeps the units whose dimension has one of Values, or with Not none of them.
type Filter struct {
	Dimension string // channel or device
	Values    []string
	Not       bool
}

// Answer is what the events say.
type Answer struct {
	Figures
	Days   map[string]Figures // of each date of the range, without retention_rate
	Groups map[string]Figures // of each value of GroupBy under which something was counted (Reading 17)
}

// Figures are figures by metric id. What is missing is zero.
type Figures map[string]Figure

// Figure is what a metric's value is divided from: counts; milliseconds; money in minor units
// of the site's currency. Denominator stays 0 for plain counts and sums.
type Figure struct {
	Numerator, Denominator int64
	Currencies             map[string]Amount // money by currency, the site's included
	Pending                int64             // units that are not matured
}

// Amount is money in minor units and the number of orders that it is divided by.
type Amount struct{ Numerator, Denominator int64 }

// Ask answers a question from all copies of all events that the collector accepted, given in
// the order of their receipt. It panics when a date is malformed.
func Ask(site Site, all []Received, q Question) Answer {
	sc := scope{understand(site, all, q.AsOf.UnixMilli()), dayOf(q.From), dayOf(q.To), q.Filters}
	a := Answer{sc.figures(), map[string]Figures{}, map[string]Figures{}}
	for d := sc.from; d <= sc.to; d++ {
		date := time.UnixMilli(d * day).UTC().Format(time.DateOnly)
		a.Days[date] = scope{sc.world, d, d, q.Filters}.figures()
		delete(a.Days[date], "retention_rate")
	}
	for _, s := range append(sc.sessions, nil) {
		of, key := sc, s.property(q.GroupBy)
		of.filters = append([]Filter{{Dimension: q.GroupBy, Values: []string{key}}}, q.Filters...)
		if f := of.figures(); q.GroupBy != "" && len(f) > 0 {
			a.Groups[key] = f
		}
	}
	return a
}

// world is the history as understood at one as_of.
type world struct {
	site      Site
	asOf      int64
	hits      []*hit
	purchases []*purchase     // in the order of their times
	carts     []*cart         // in the order of their opening, merged ones once
	cartIDs   map[string]bool // that were seen
	sessions  []*session      // in the order of their beginning
	obstacles []obstacle      // that were certain, in order
	shares
}

// understand makes facts of the events, each step from those before it.
func understand(site Site, all []Received, asOf int64) *world {
	w := &world{site: site, asOf: asOf, hits: accept(site, all, asOf)}
	w.groupPurchases()
	for _, h := range w.hits {
		h.person = w.personOf(h)
	}
	w.readPurchases()
	w.settle()
	w.buildCarts()
	w.recover()
	w.buildSessions()
	w.credit()
	w.shareUnits()
	w.shareEvents()
	w.findObstacles()
	w.shareVisits()
	w.shareCheckouts()
	w.shareContacts()
	return w
}
