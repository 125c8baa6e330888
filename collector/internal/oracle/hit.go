package oracle

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

const second, minute, halfHour, day int64 = 1000, 60_000, 1_800_000, 86_400_000 // in milliseconds

// hit is an accepted event with what receipt added to it and what the history made of it.
type hit struct {
	event.Event               // with a Client for browser keys too
	kind                      event.KeyKind
	at                        int64             // corrected time, Unix milliseconds
	visitor, customer, cartID string            // made by name
	day                       int64             // its date's, since 1970
	about                     map[string]string // the device and so on, by dimension
	arrival                   Arrival           // of a page_view
	gateway                   bool              // it comes from a payment gateway
	claim, person             string            // the customer it carries, if that counts; a customer's or visitor's name
	unit                      *unit
	purchase                  *purchase // that it is an event of
	cart                      *cart     // that it belongs to, open or not
	session                   *session  // that it is part of or credited to
}

// name makes an id tell what it is of, a visitor, hash, customer or cart. No id, no name.
func name(kind, id string) string {
	if id == "" {
		return ""
	}
	return kind + "\x00" + id
}

func isName(name, kind string) bool { return strings.HasPrefix(name, kind+"\x00") }

// order is the order of events: by time, then browser before server, then id.
func order(a, b *hit) int {
	return cmp.Or(cmp.Compare(a.at, b.at), cmp.Compare(a.kind, b.kind), cmp.Compare(a.ID, b.ID))
}

// within tells whether h lies in the half-open window of d milliseconds that start opens.
func (h *hit) within(start *hit, d int64) bool { return !h.before(start) && h.at < start.at+d }

func (h *hit) before(o *hit) bool       { return order(h, o) < 0 }
func (h *hit) text(param string) string { return h.Params.Text(param) }
func (h *hit) transaction() string      { return h.text("transaction_id") }
func fromServer(h *hit) bool            { return h.kind == event.ServerKey }
func claim(h *hit) string               { return h.claim }

// items are what an event lists. Where it states its currency, excess digits were rounded on receipt.
func (h *hit) items() []event.Item {
	items := slices.Clone(h.Params.Items())
	if digits, known := event.MinorDigits(h.text("currency")); known {
		for i := range items {
			for _, amount := range []*json.Number{&items[i].Price, &items[i].Discount} {
				if minor, _, err := event.ParseAmount(string(*amount), digits); err == nil {
					*amount = json.Number(event.FormatAmount(minor, digits))
				}
			}
		}
	}
	return items
}

// accept keeps the first copy of every event that consent allows, adds what receipt adds,
// and leaves out robots and what happened after asOf. The hits come in the order of events.
func accept(site Site, all []Received, asOf int64) (hits []*hit) {
	seen := map[string]bool{}
	for _, r := range all {
		h, id := enrich(site, r), fmt.Sprint(r.Kind, " ", r.Event.Time.UnixMilli(), " ", r.Event.ID) // Reading 2
		if h.Consent == event.ConsentNone || h.ID != "" && seen[id] {
			continue
		}
		seen[id] = true
		sale := fromServer(h) && named("purchase", "refund", "order_cancelled")(h)
		robot := h.Client != nil && !sale && site.Agent(h.Client.UserAgent).Robot // Reading 5
		if h.at <= asOf && !robot {
			hits = append(hits, h)
		}
	}
	slices.SortStableFunc(hits, order)
	return hits
}

// enrich adds what receipt adds.
func enrich(site Site, r Received) *hit {
	at, off := cmp.Or(r.Event.Time, r.Received), r.Received.Sub(r.SentAt)
	if !r.Event.Time.IsZero() && !r.SentAt.IsZero() && off.Abs() > time.Minute { // Reading 3
		at = at.Add(off)
	}
	h := &hit{Event: r.Event, kind: r.Kind, at: at.UnixMilli(), day: dayAt(site.Zone, at)}
	if r.Kind == event.BrowserKey {
		h.Client = &event.Client{IP: r.IP, UserAgent: r.UserAgent}
		if h.Consent == "" || h.Consent == event.ConsentFull && r.GPC {
			h.Consent = event.ConsentAnonymous
		}
	}
	if h.Consent != event.ConsentAnonymous {
		h.visitor, h.customer = name("visitor", h.VisitorID), name("customer", h.CustomerID)
	}
	h.cartID = name("cart", h.CartID)
	h.about = map[string]string{}
	h.Surface = cmp.Or(h.Surface, event.SurfaceOther)
	if h.Client != nil {
		h.Surface = cmp.Or(r.Event.Surface, event.SurfaceWeb)
		agent := site.Agent(h.Client.UserAgent)
		h.about["device"], h.about["browser"], h.about["os"] = agent.Device, agent.Browser, agent.OS
		h.about["country"] = site.Country(h.Client.IP)
		h.visitor = cmp.Or(h.visitor, name("~hash", saltPeriod(site.Zone, at)+" "+h.Client.IP+" "+h.Client.UserAgent))
	}
	arrival, gateway := site.Arrive(h.Page.URL, h.Page.Referrer)
	if h.gateway = gateway; h.Name == "page_view" {
		h.arrival, h.about["landing_page"] = arrival, site.Path(h.Page.URL)
	}
	return h
}

// dayAt numbers the date of an instant, dayOf a date that is written; dateOf writes it.
func dayAt(zone *time.Location, at time.Time) int64 {
	y, m, d := at.In(zone).Date()
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).UnixMilli() / day
}

func dayOf(date string) int64 {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		panic(err)
	}
	return t.UnixMilli() / day
}

func dateOf(d int64) string { return time.UnixMilli(d * day).UTC().Format(time.DateOnly) }

// saltPeriod names the salt in use at an instant: it changes at 04:00 site time (Reading 4).
func saltPeriod(zone *time.Location, at time.Time) string {
	y, m, d := at.In(zone).Date()
	if at.Before(time.Date(y, m, d, 4, 0, 0, 0, zone)) {
		d--
	}
	return time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
}

// claimOf is the customer that an event carries, if it counts (Reading 6).
func (w *world) claimOf(h *hit) string {
	proof := func(o *hit) bool { return fromServer(o) && o.visitor == h.visitor && o.customer == h.customer }
	if h.customer == "" || fromServer(h) || w.site.TrustBrowsers || some(w.hits, proof) {
		return h.customer
	}
	return ""
}

// personOf follows an event's visitor through all links and logouts (Readings 7 to 9, 73).
func (w *world) personOf(h *hit) string {
	person, linked := cmp.Or(h.claim, h.visitor), false
	if !isName(person, "visitor") {
		return person
	}
	for _, o := range where(w.hits, func(o *hit) bool { return o.visitor == h.visitor }) {
		links := []string{o.claim}
		if o.purchase != nil && !fromServer(o) {
			told := where(o.purchase.events, fromServer)
			named := where(told, func(s *hit) bool { return isName(s.visitor, "visitor") })
			if len(named) == 0 || some(named, func(s *hit) bool { return s.visitor == h.visitor }) {
				links = append(links, said(told, claim))
			}
		}
		for _, customer := range links {
			switch {
			case customer == "":
			case !h.before(o):
				person, linked = customer, true
			case !linked && o.within(h, 30*day):
				return customer
			default:
				return person
			}
		}
		if o.Name == "logout" && o.before(h) {
			person = h.visitor
		}
	}
	return person
}

func each[T, U any](all []T, make func(T) U) (made []U) {
	for _, one := range all {
		made = append(made, make(one))
	}
	return made
}

func where[T any](all []T, fits func(T) bool) (some []T) {
	for _, one := range all {
		if fits(one) {
			some = append(some, one)
		}
	}
	return some
}

// find is the first that fits, findLast the last; the zero value when none does.
func find[T any](all []T, fits func(T) bool) (first T) {
	if i := slices.IndexFunc(all, fits); i >= 0 {
		first = all[i]
	}
	return first
}

func findLast[T any](all []T, fits func(T) bool) (last T) {
	for _, one := range slices.Backward(all) {
		if fits(one) {
			return one
		}
	}
	return last
}

func some[T any](all []T, fits func(T) bool) bool { return slices.ContainsFunc(all, fits) }

// named fits events of some names.
func named(names ...string) func(*hit) bool {
	return func(h *hit) bool { return slices.Contains(names, h.Name) }
}

// said is what the first event that says anything says, "" when none does.
func said(events []*hit, word func(*hit) string) string {
	return word(cmp.Or(find(events, func(h *hit) bool { return word(h) != "" }), &hit{}))
}
