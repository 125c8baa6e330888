package journey

import (
	"sort"

	"github.com/safar-cx/safar/sdk/event"
)

// creditHits gives each hit that is no part of a session the session it belongs to.
func (f *fold) creditHits() {
	for i, h := range f.hits {
		if f.session[i] != None || h.Seal != Unsealed {
			continue
		}
		visitor := f.visitorOf(i)
		switch h.Event.Name {
		case event.NameAdClick, event.NameMessageClicked:
			f.session[i] = f.sessionAfter(visitor, h.Time)
		default:
			f.session[i] = f.sessionBefore(visitor, i)
		}
	}
}

// creditOrders gives each order its session: the one with the latest begin_checkout of its
// cart in the 24 hours before, else its visitor's.
func (f *fold) creditOrders() {
	begun := map[int][]int{} // begin_checkout hits with a session, by basket
	for i, h := range f.hits {
		if b := f.cart[i]; b != None && f.session[i] != None && h.Event.Name == event.NameBeginCheckout {
			b = f.merged(b)
			begun[b] = append(begun[b], i)
		}
	}
	for _, o := range f.orders {
		if o.itsCart != None {
			o.itsCart = f.merged(o.itsCart)
		}
		if f.sealed(o.date) {
			continue
		}
		o.session = f.checkoutSession(begun[o.itsCart], o.date)
		if o.session == None {
			o.session = f.sessionBefore(f.orderVisitor(o), o.date)
		}
	}
}

func (f *fold) checkoutSession(begun []int, date int) int {
	for n := len(begun) - 1; n >= 0; n-- {
		if i := begun[n]; i < date {
			if within(f.hits[date].Time, f.hits[i].Time, checkoutCredit) {
				return f.session[i]
			}
			return None
		}
	}
	return None
}

// visitorOf is a hit's visitor, else that of its transaction, else of its cart's opening,
// else of the latest session begun before it with the customer.
func (f *fold) visitorOf(i int) string {
	h := f.hits[i]
	if h.Visitor != "" {
		return h.Visitor
	}
	if o := f.orderOf[i]; o != nil && o.visitor != "" {
		return o.visitor
	}
	if b := f.cart[i]; b != None {
		if v := f.baskets[f.merged(b)].visitor; v != "" {
			return v
		}
	}
	return f.customersVisitor(h.Event.CustomerID, i)
}

func (f *fold) orderVisitor(o *order) string {
	if o.visitor != "" {
		return o.visitor
	}
	if o.itsCart != None {
		if v := f.baskets[o.itsCart].visitor; v != "" {
			return v
		}
	}
	return f.customersVisitor(o.customer, o.date)
}

// customersVisitor is the visitor of the latest session begun before a hit whose first
// event is the customer's.
func (f *fold) customersVisitor(customer string, hit int) string {
	if customer == "" {
		return ""
	}
	begun := f.begunBy[customer]
	n := sort.SearchInts(begun, hit)
	if n == 0 {
		return ""
	}
	return f.hits[begun[n-1]].Visitor
}

// sessionBefore is the visitor's latest session begun at or before a hit, if it was still
// warm.
func (f *fold) sessionBefore(visitor string, hit int) int {
	visits := f.visits[visitor]
	n := sort.Search(len(visits), func(n int) bool { return f.begin[visits[n]] > hit })
	if n == 0 || f.hits[hit].Time-f.facts.Sessions[visits[n-1]].End >= creditWindow {
		return None
	}
	return visits[n-1]
}

// sessionAfter is the visitor's first session that begins within five minutes after t.
func (f *fold) sessionAfter(visitor string, t int64) int {
	visits := f.visits[visitor]
	n := sort.Search(len(visits), func(n int) bool { return f.facts.Sessions[visits[n]].Start >= t })
	if n == len(visits) || !within(f.facts.Sessions[visits[n]].Start, t, arrivalWindow) {
		return None
	}
	return visits[n]
}
