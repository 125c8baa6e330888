package oracle

import "github.com/safar-cx/safar/sdk/event"

// isFamily tells whether an event has one of the friction names of the wire format.
func isFamily(h *hit) bool {
	n := event.Lookup(h.Name)
	return n != nil && n.Friction != event.NoFriction
}

// openCheckout is the cart of the visitor's latest open checkout (Reading 28).
func (w *world) openCheckout(at *hit) (found *cart) {
	for _, c := range w.carts {
		b := c.checkout()
		same := func(o *cart) bool { return o == c && c.usedBy(at.visitor) }
		if b != nil && w.open(at, same) != nil && (found == nil || found.checkout().before(b)) {
			found = c
		}
	}
	return found
}

// hasFriction tells whether a checkout saw friction between its beginning and its order,
// else its window's end. A cart's events end there by themselves (Reading 29).
func (w *world) hasFriction(c *cart) bool {
	return extraCosts(c) || nil != find(c.events, func(h *hit) bool {
		return !h.before(c.checkout()) && (event.IsFriction(&h.Event) || w.gatewayLost(h))
	})
}

// gatewayLost tells whether an event is a redirect to a payment gateway from which nobody
// came back (Reading 30).
func (w *world) gatewayLost(h *hit) bool {
	return h.Name == "payment_redirected" && h.at+halfHour <= w.asOf &&
		nil == find(w.hits, func(o *hit) bool {
			back := o.Name == "payment_returned" || o.Name == "payment_failed" ||
				o.purchase != nil && o.purchase.at == o
			return back && o.cart == h.cart && o.within(h, halfHour)
		})
}

// extraCosts tells whether the last total shown is 5% or more above the first (Reading 31).
func extraCosts(c *cart) bool {
	total := func(h *hit) int64 {
		digits, _ := event.MinorDigits(h.text("currency"))
		n, _ := h.Params.Amount("total", digits)
		return n
	}
	shown := func(h *hit) bool { return h.Name == "price_shown" && h.Params.Has("total") }
	first := find(c.events, shown)
	if first == nil {
		return false
	}
	last := findLast(c.events, func(h *hit) bool {
		return shown(h) && h.text("currency") == first.text("currency")
	})
	return !last.before(c.checkout()) && total(last) > total(first) && total(last)*100 >= total(first)*105
}
