package oracle

import (
	"maps"
	"math"
	"slices"
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
	Zone             *time.Location
	Currency         string
	ServerOrders     bool                   // only server purchases make orders
	TrustBrowsers    bool                   // a browser's customer id counts without a server's word
	CartWindow       time.Duration          // W. Defaults to 24 hours.
	TouchpointStages map[string]event.Stage // that the merchant gave
	Agent            func(userAgent string) Agent
	Country          func(ip string) string      // "" when unknown
	Path             func(pageURL string) string // of a page, "" for none
	// Arrive tells how a visitor came, nothing without acquisition data, and whether from a payment gateway.
	Arrive func(pageURL, referrer string) (a Arrival, gateway bool)
	// Channel groups what an advertisement says of itself.
	Channel func(source, medium, campaign string) string
}

// Agent is what a user agent tells; what it does not tell is "".
type Agent struct {
	Device, Browser, OS string
	Robot               bool
}

// Arrival is acquisition data. There is always a channel, unless there is nothing.
type Arrival struct{ Channel, Source, Medium, Campaign string }

// Question asks for the metrics of a range of dates.
type Question struct {
	From, To string    // dates in the site's zone, "2006-01-02", both inclusive
	AsOf     time.Time // from where the past is seen; events timed later are ignored
	GroupBy  string    // a dimension or ""
	Filters  []Filter  // which must all hold
	Window   int       // days from a touch to its order. Defaults to 30.
	// Weekly cuts cohorts by weeks, else they are by months; Persian months where it says so.
	Weekly, Persian bool
	WeekStart       time.Weekday
}

// Filter keeps the units that have one of Values in a dimension, or with Not those that have none of them.
type Filter struct {
	Dimension string
	Values    []string
	Not       bool
}

// Answer is what the events say.
type Answer struct {
	Figures                    // metrics and findings; these have a dot in their keys
	Days    map[string]Figures // metrics of each date of the range, without retention_rate
	Groups  map[string]Figures // metrics of each value of GroupBy under which something was counted
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
	a := Answer{sc.metrics(), map[string]Figures{}, map[string]Figures{}}
	for d := sc.from; d <= sc.to; d++ {
		a.Days[dateOf(d)] = Figures{}
	}
	for _, u := range sc.units { // nothing is counted on the days of none
		if f := a.Days[dateOf(u.at.day)]; f != nil && len(f) == 0 {
			a.Days[dateOf(u.at.day)] = scope{sc.world, u.at.day, u.at.day, q.Filters}.metrics()
		}
	}
	for _, f := range a.Days {
		delete(f, "retention_rate")
	}
	for key := range sc.keys(q.GroupBy) {
		of := sc
		of.filters = append([]Filter{{Dimension: q.GroupBy, Values: []string{key}}}, q.Filters...)
		if f := of.metrics(); len(f) > 0 {
			a.Groups[key] = f
		}
	}
	maps.Copy(a.Figures, sc.add(sc.findings))
	maps.Copy(a.Figures, sc.funnels())
	maps.Copy(a.Figures, sc.channels(q))
	maps.Copy(a.Figures, sc.cohorts(q))
	return a
}

// Values tells which values of a dimension there are in a history, for who wants to ask about them.
func Values(site Site, all []Received) func(dimension string) []string {
	sc := scope{world: understand(site, all, math.MaxInt64)}
	return func(dimension string) []string { return slices.Sorted(maps.Keys(sc.keys(dimension))) }
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
	units     []*unit
	shares    shares // in metrics
	findings  shares // in the other reports
}

// understand makes facts of the events, each step from those before it.
func understand(site Site, all []Received, asOf int64) *world {
	w := &world{site: site, asOf: asOf, hits: accept(site, all, asOf)}
	w.groupPurchases()
	for _, h := range w.hits {
		h.claim = w.claimOf(h)
	}
	for _, h := range w.hits {
		h.person = w.personOf(h)
	}
	w.readPurchases()
	w.settle()
	w.buildCarts()
	w.recover()
	w.buildSessions()
	w.credit()
	w.findObstacles()
	w.describe()
	w.shareUnits()
	w.shareEvents()
	w.sharePayments()
	w.shareMessages()
	w.shareVisits()
	w.shareCheckouts()
	w.shareRefusals()
	w.shareContacts()
	w.shareProducts()
	return w
}
