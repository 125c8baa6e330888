package journey

import "github.com/safar-cx/safar/sdk/event"

// pair is a visitor and a customer seen together.
type pair struct{ visitor, customer string }

// link is the moment from which a visitor is known to be a customer.
type link struct {
	hit      int
	customer string
}

// customerCounts says whether the customer id of a hit may be believed: a server's always,
// a browser's when a server has shown the same visitor and customer together.
func (f *fold) customerCounts(h *Hit) bool {
	c := h.Event.CustomerID
	if c == "" {
		return false
	}
	return h.Source == event.ServerKey || f.TrustBrowsers || f.shown[pair{h.Visitor, c}]
}

// findLinks lists each visitor's links and logouts. Day hashes never link: many people may
// share one.
func (f *fold) findLinks() {
	f.links = map[string][]link{}
	f.logouts = map[string][]int{}
	for i, h := range f.hits {
		if h.Visitor == "" || h.Hashed {
			continue
		}
		if f.customerCounts(h) {
			f.links[h.Visitor] = append(f.links[h.Visitor], link{i, h.Event.CustomerID})
		}
		if h.Event.Name == event.NamePurchase && h.Source == event.BrowserKey {
			if c := f.serverCustomer(f.orderOf[i], h.Visitor); c != "" {
				f.links[h.Visitor] = append(f.links[h.Visitor], link{i, c})
			}
		}
		if h.Event.Name == event.NameLogout {
			f.logouts[h.Visitor] = append(f.logouts[h.Visitor], i)
		}
	}
}

// serverCustomer is the customer that a server's purchase of the order names first, for a visitor
// whose browser tells of the order too. Where the server names visitors itself it is nobody else's:
// an order's number is no secret.
func (f *fold) serverCustomer(o *order, visitor string) (customer string) {
	named, meant := false, false
	for _, i := range o.purchases {
		h := f.hits[i]
		if h.Source != event.ServerKey {
			continue
		}
		if h.Visitor != "" && !h.Hashed {
			named, meant = true, meant || h.Visitor == visitor
		}
		if customer == "" {
			customer = h.Event.CustomerID
		}
	}
	if named && !meant {
		return ""
	}
	return customer
}

// namePersons says whose each hit and each order is.
func (f *fold) namePersons() {
	latest := map[string]int{} // links of the visitor at or before the hit
	out := map[string]int{}    // logouts likewise
	for i, h := range f.hits {
		v := h.Visitor
		for latest[v] < len(f.links[v]) && f.links[v][latest[v]].hit <= i {
			latest[v]++
		}
		for out[v] < len(f.logouts[v]) && f.logouts[v][out[v]] < i {
			out[v]++
		}
		f.persons[i] = f.personOf(h, latest[v], out[v])
	}
	for _, o := range f.orders {
		switch {
		case o.customer != "":
			o.person = Person{o.customer, true}
		case o.lender != None:
			o.person = f.persons[o.lender]
		}
	}
}

// personOf names the person of a hit, given how many of its visitor's links lie at or
// before it and how many logouts before it.
func (f *fold) personOf(h *Hit, links, logouts int) Person {
	v := h.Visitor
	if f.customerCounts(h) {
		return Person{h.Event.CustomerID, true}
	}
	if links > 0 {
		last := f.links[v][links-1]
		if logouts == 0 || f.logouts[v][logouts-1] < last.hit {
			return Person{last.customer, true}
		}
	} else if all := f.links[v]; len(all) > 0 && within(f.hits[all[0].hit].Time, h.Time, linkLookahead) {
		return Person{all[0].customer, true}
	}
	return Person{v, false}
}
