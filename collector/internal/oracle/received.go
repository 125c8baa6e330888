package oracle

import (
	"cmp"
	"slices"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// Received is one copy of a valid event as it reached the collector (Reading 1).
type Received struct {
	Event event.Event // as sent
	Kind  event.KeyKind
	// Received is the instant of receipt. Of two copies of one event the one received first
	// counts; at the same instant the one that stands first in the slice.
	Received time.Time
	// SentAt is the sender's clock when it sent the batch; zero when not stated.
	SentAt time.Time
	// IP and UserAgent are those of the HTTP request; they matter for browser keys.
	IP, UserAgent string
	// GPC says that the request carried Sec-GPC: 1.
	GPC bool
}

// Site is what the answers depend on besides the events. Zone and the functions are required.
type Site struct {
	Zone     *time.Location
	Currency string
	// ServerOrders takes orders from server purchases alone.
	ServerOrders bool
	// TrustBrowsers lets a browser's customer id count without a server's word.
	TrustBrowsers bool
	// CartWindow is W. Defaults to 24 hours.
	CartWindow time.Duration
	// Device names the kind of device of a user agent; "" when unknown.
	Device func(userAgent string) string
	// Bot tells whether a user agent is a robot's.
	Bot func(userAgent string) bool
	// Channel tells how a visitor got to a page: has is false when page and referrer carry
	// no acquisition data; gateway is true when the referrer is a payment gateway.
	Channel func(pageURL, referrer string) (channel string, has, gateway bool)
}

// Lengths of time in milliseconds.
const (
	second   = int64(1000)
	minute   = 60 * second
	halfHour = 30 * minute
	day      = 24 * 60 * minute
)

// hit is an accepted event with what receipt added to it and what the history made of it.
type hit struct {
	event.Event
	kind     event.KeyKind
	at       int64 // corrected time, Unix milliseconds
	browser  bool  // a browser was behind it
	agent    string
	visitor  string
	hashed   bool
	channel  string
	acquired bool // channel says something
	gateway  bool
	person   person
	purchase *purchase // that it is an event of
	cart     *cart     // that it belongs to, open or not
	session  *session  // that it is part of or credited to
}

// order is the order of events: by time, then browser before server, then id.
func order(a, b *hit) int {
	return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.kind, b.kind), cmp.Compare(a.ID, b.ID))
}

func (h *hit) before(o *hit) bool { return order(h, o) < 0 }

// within tells whether h lies in the half-open window of d milliseconds that start opens.
func (h *hit) within(start *hit, d int64) bool { return !h.before(start) && h.at < start.at+d }

func (h *hit) text(param string) string { return h.Params.Text(param) }

// accept keeps the first copy of every event that consent allows, adds what receipt adds,
// and leaves out robots and what happened after asOf. The hits come in the order of events.
func accept(site Site, all []Received, asOf int64) (hits []*hit) {
	type identity struct { // Reading 2
		kind event.KeyKind
		id   string
		time int64
	}
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b Received) int { return a.Received.Compare(b.Received) })
	seen := map[identity]bool{}
	for _, r := range all {
		is := identity{r.Kind, r.Event.ID, r.Event.Time.UnixMilli()}
		if r.consent() == event.ConsentNone || is.id != "" && seen[is] {
			continue
		}
		seen[is] = true
		if h := enrich(site, r); h.at <= asOf && !h.robot(site) {
			hits = append(hits, h)
		}
	}
	slices.SortStableFunc(hits, order)
	return hits
}

func (r Received) consent() event.Consent {
	c := r.Event.Consent
	if r.Kind == event.BrowserKey && (c == "" || c == event.ConsentFull && r.GPC) {
		return event.ConsentAnonymous
	}
	return c
}

func enrich(site Site, r Received) *hit {
	h := &hit{Event: r.Event, kind: r.Kind, at: r.time().UnixMilli()}
	if r.consent() == event.ConsentAnonymous {
		h.VisitorID, h.CustomerID = "", ""
	}
	ip := ""
	if r.Kind == event.BrowserKey {
		h.browser, ip, h.agent = true, r.IP, r.UserAgent
	} else if c := r.Event.Client; c != nil {
		h.browser, ip, h.agent = true, c.IP, c.UserAgent
	}
	h.visitor = h.VisitorID
	if h.visitor == "" && h.browser {
		h.hashed = true
		h.visitor = "\x00" + saltPeriod(site.Zone, h.at) + "\x00" + ip + "\x00" + h.agent
	}
	h.channel, h.acquired, h.gateway = site.Channel(h.Page.URL, h.Page.Referrer)
	return h
}

// time is when the event happened, the sender's clock put right (Reading 3).
func (r Received) time() time.Time {
	if r.Event.Time.IsZero() {
		return r.Received
	}
	off := r.Received.Sub(r.SentAt)
	if r.SentAt.IsZero() || off.Abs() <= time.Minute {
		return r.Event.Time
	}
	return r.Event.Time.Add(off)
}

// saltPeriod names the salt in use at an instant: it changes at 04:00 site time (Reading 4).
func saltPeriod(zone *time.Location, at int64) string {
	t := time.UnixMilli(at).In(zone)
	y, m, d := t.Date()
	if t.Before(time.Date(y, m, d, 4, 0, 0, 0, zone)) {
		d--
	}
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// robot tells whether the event is left out of every answer (Reading 5).
func (h *hit) robot(site Site) bool {
	sale := h.Name == "purchase" || h.Name == "refund" || h.Name == "order_cancelled"
	return h.browser && !(sale && h.kind == event.ServerKey) && site.Bot(h.agent)
}
