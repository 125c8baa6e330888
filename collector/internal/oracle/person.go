package oracle

import "github.com/safar-cx/safar/sdk/event"

// person is who did something; the zero person is nobody known.
type person struct {
	id       string
	customer bool
}

// link says that from an event on a visitor is a customer.
type link struct {
	from     *hit
	customer string
}

// counts tells whether an event carries a customer that counts (Reading 6).
func (w *world) counts(h *hit) bool {
	if h.CustomerID == "" || h.kind == event.ServerKey || w.site.TrustBrowsers {
		return h.CustomerID != ""
	}
	return nil != find(w.hits, func(o *hit) bool {
		return o.kind == event.ServerKey && o.visitor == h.visitor && o.CustomerID == h.CustomerID
	})
}

// links are those of a visitor in the order of events (Readings 7 and 8).
func (w *world) links(visitor string) (links []link) {
	for _, h := range w.hits {
		if h.visitor != visitor || h.hashed {
			continue
		}
		if w.counts(h) {
			links = append(links, link{h, h.CustomerID})
		}
		if h.purchase != nil && h.kind == event.BrowserKey {
			if c := find(h.purchase.events, hasServerCustomer); c != nil {
				links = append(links, link{h, c.CustomerID})
			}
		}
	}
	return links
}

func hasServerCustomer(h *hit) bool { return h.kind == event.ServerKey && h.CustomerID != "" }

// identify gives every event its person.
func (w *world) identify() {
	for _, h := range w.hits {
		h.person = person{id: h.visitor}
		if w.counts(h) {
			h.person = person{h.CustomerID, true}
			continue
		}
		if h.visitor == "" {
			continue
		}
		links := w.links(h.visitor)
		latest := findLast(links, func(l link) bool { return !h.before(l.from) })
		switch {
		case latest.from != nil && !w.loggedOut(h, latest.from):
			h.person = person{latest.customer, true}
		case latest.from == nil && len(links) > 0 && links[0].from.within(h, 30*day):
			h.person = person{links[0].customer, true}
		}
	}
}

// loggedOut tells whether an event's visitor logged out between a link and it (Reading 9).
func (w *world) loggedOut(h, link *hit) bool {
	return nil != find(w.hits, func(o *hit) bool {
		return o.Name == "logout" && o.visitor == h.visitor && !o.before(link) && o.before(h)
	})
}
