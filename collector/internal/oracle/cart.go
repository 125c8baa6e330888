package oracle

import (
	"cmp"
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// cart is one shopping cart from its opening to its order or its window's end.
type cart struct {
	keys      []string // names of carts, of a visitor or a customer
	events    []*hit   // while it was open, its opening first
	order     *purchase
	recovered bool
	unit      *unit
	check     *unit // of its checkout; nil without one
}

func (c *cart) opening() *hit  { return c.events[0] }
func (c *cart) checkout() *hit { return find(c.events, named("begin_checkout")) } // nil without one

// has tells whether a cart goes by a name or is that visitor's (Reading 20).
func (c *cart) has(name string) bool {
	return name != "" && (slices.Contains(c.keys, name) || some(c.events, func(h *hit) bool { return h.visitor == name }))
}

// end is the end of the cart's window (Reading 25).
func (w *world) end(c *cart) int64 {
	return cmp.Or(c.checkout(), c.opening()).at + cmp.Or(w.site.CartWindow.Milliseconds(), day)
}

// open is the cart that was opened last of those that are open at an event and fit (Reading 21).
func (w *world) open(at *hit, fits func(*cart) bool) *cart {
	return findLast(w.carts, func(c *cart) bool { return c.order == nil && at.at < w.end(c) && fits(c) })
}

func (w *world) openBy(at *hit, name string) *cart {
	return w.open(at, func(c *cart) bool { return c.has(name) })
}

// buildCarts walks through the events once, in order, orders at their own time (Reading 22).
func (w *world) buildCarts() {
	w.cartIDs = map[string]bool{"": true} // no id is never a new one
	for _, h := range w.hits {
		switch {
		case h.Name == "cart_merged":
			w.merge(h)
		case h.Name != "purchase":
			w.use(h)
		case h.purchase.placed == h:
			o := h.purchase
			if c := w.use(&o.hit); c != nil {
				c.order = o
			}
			for _, h := range o.events {
				h.cart = o.cart
			}
		}
	}
}

// use puts an event or order into the open cart that it belongs to, opening one where it may.
// What names a cart that is not open belongs to the one of that id opened last (Reading 19).
func (w *world) use(h *hit) *cart {
	own := w.openBy(h, h.visitor)
	if own == nil && h.Name == "purchase" && h.person != "" {
		own = w.open(h, func(c *cart) bool { return c.opening().person == h.person })
	}
	if own != nil && !w.cartIDs[h.cartID] && !some(own.keys, func(key string) bool { return isName(key, "cart") }) {
		own.keys = append(own.keys, h.cartID)
	}
	w.cartIDs[h.cartID] = true
	key, c := cmp.Or(h.cartID, h.visitor, h.customer), cmp.Or(w.openCheckout(h), own)
	if own == nil || h.cartID != "" {
		c = w.openBy(h, key)
	}
	if c == nil && key != "" && w.opens(h, key) {
		c = &cart{keys: []string{key}}
		w.carts = append(w.carts, c)
	}
	if c != nil {
		c.events = append(c.events, h)
	}
	h.cart = cmp.Or(c, findLast(w.carts, func(c *cart) bool { return c.has(h.cartID) }))
	return c
}

// opens tells whether an event opens a cart where none is open (Reading 23).
func (w *world) opens(h *hit, key string) bool {
	return h.Name == "add_to_cart" || h.Name == "begin_checkout" && !some(w.purchases, func(o *purchase) bool {
		mine := o.visitor != "" && o.visitor == h.visitor || key == o.cartID || key == cmp.Or(o.visitor, o.customer) ||
			o.cart != nil && o.cart.order == o && slices.Contains(o.cart.keys, key)
		return mine && o.before(h) && h.within(&o.hit, halfHour)
	})
}

// merge does what a cart_merged says (Readings 26 and 27).
func (w *world) merge(h *hit) {
	id, seen := name("cart", h.text("from_cart_id")), w.cartIDs[h.cartID]
	w.cartIDs[h.cartID], w.cartIDs[id] = true, true
	into, from := w.openBy(h, h.cartID), w.openBy(h, id)
	if id == "" {
		from = w.open(h, func(c *cart) bool { return c != into && c.has(h.visitor) })
	}
	if h.cartID == "" || from == nil || from == into || into == nil && seen {
		return
	}
	if into == nil || from.opening().before(into.opening()) {
		into, from = from, cmp.Or(into, &cart{keys: []string{h.cartID}}) // an id and nothing else
	}
	into.keys = append(into.keys, from.keys...)
	into.events = append(into.events, append(from.events, h)...)
	slices.SortStableFunc(into.events, order)
	w.carts = slices.DeleteFunc(w.carts, func(c *cart) bool { return c == from })
	for _, o := range into.events {
		o.cart = into
	}
}

// emptied tells whether everything that was put into a cart was taken out again (Reading 24).
func (c *cart) emptied() bool {
	left := int64(0) // thousandths
	for _, h := range c.events {
		items := h.items()
		if len(items) == 0 {
			items = []event.Item{{}} // one of something
		}
		for _, it := range items {
			left += it.Milli() * (one[h.Name == "add_to_cart"] - one[h.Name == "remove_from_cart"])
		}
	}
	return c.order == nil && left <= 0 && some(c.events, named("remove_from_cart"))
}

// recover finds the cart that each order brings back (Reading 39).
func (w *world) recover() {
	for _, o := range w.purchases {
		back := findLast(w.carts, func(c *cart) bool {
			mine := c.has(o.visitor) || o.person != "" && c.opening().person == o.person
			return mine && c.order == nil && !c.emptied() && !c.recovered &&
				c.opening().before(&o.hit) && o.within(c.opening(), 7*day)
		})
		cmp.Or(back, &cart{}).recovered = true
	}
}

// openCheckout is the cart of the visitor's latest open checkout, for friction that names none (Reading 28).
func (w *world) openCheckout(h *hit) *cart {
	n := event.Lookup(h.Name)
	friction := n != nil && n.Friction != event.NoFriction && h.cartID == ""
	begun := findLast(w.hits, func(b *hit) bool {
		return friction && b.Name == "begin_checkout" && b.cart != nil && b.cart.checkout() == b &&
			w.open(h, func(c *cart) bool { return c == b.cart && c.has(h.visitor) }) != nil
	})
	return cmp.Or(begun, &hit{}).cart
}
