package oracle

import (
	"slices"
	"strings"
)

// cart is one shopping cart from its opening to its order or its window's end.
type cart struct {
	keys      []string // "id:", "visitor:" or "customer:" and a name
	visitors  []string // that use it (Reading 20)
	opening   *hit
	events    []*hit // while it was open
	order     *purchase
	recovered bool
	merged    bool // into an earlier one and counted there
}

// keyOf is the key under which an event opens a cart; "" for none.
func keyOf(cartID, visitor, customer string) string {
	switch {
	case cartID != "":
		return "id:" + cartID
	case visitor != "":
		return "visitor:" + visitor
	case customer != "":
		return "customer:" + customer
	}
	return ""
}

// has tells whether a cart goes by a key.
func (c *cart) has(key string) bool { return slices.Contains(c.keys, key) }

// usedBy tells whether a cart is a visitor's.
func (c *cart) usedBy(visitor string) bool {
	return visitor != "" && slices.Contains(c.visitors, visitor)
}

// named tells whether a cart has an id.
func (c *cart) named() bool {
	return slices.ContainsFunc(c.keys, func(k string) bool { return strings.HasPrefix(k, "id:") })
}

// checkout is the cart's first begin_checkout; nil without one.
func (c *cart) checkout() *hit {
	return find(c.events, func(h *hit) bool { return h.Name == "begin_checkout" })
}

// end is the end of the cart's window (Reading 25).
func (w *world) end(c *cart) int64 {
	if b := c.checkout(); b != nil {
		return b.at + w.window
	}
	return c.opening.at + w.window
}

// open is the open cart that was opened last of those that fit (Reading 21).
func (w *world) open(at *hit, fits func(*cart) bool) *cart {
	return findLast(w.carts, func(c *cart) bool {
		return !c.merged && c.order == nil && at.at < w.end(c) && fits(c)
	})
}

func (w *world) openByKey(at *hit, key string) *cart {
	return w.open(at, func(c *cart) bool { return key != "" && c.has(key) })
}

func (w *world) openOf(at *hit, visitor string) *cart {
	return w.open(at, func(c *cart) bool { return c.usedBy(visitor) })
}

// byName is the open cart of an id. An id not seen before names own, if that has no id.
func (w *world) byName(at *hit, id string, own *cart, seen map[string]bool) *cart {
	c := w.openByKey(at, "id:"+id)
	if c == nil && !seen[id] && own != nil && !own.named() {
		own.keys = append(own.keys, "id:"+id)
		c = own
	}
	return c
}

// known is the cart of an id that was opened last, open or not (Reading 19).
func (w *world) known(id string) *cart {
	return findLast(w.carts, func(c *cart) bool { return id != "" && !c.merged && c.has("id:"+id) })
}

// buildCarts walks through the events once, in order, orders at their own time (Reading 22).
func (w *world) buildCarts() {
	seen := map[string]bool{} // cart ids
	for _, h := range w.hits {
		switch {
		case h.Name == "cart_merged":
			w.merge(h, seen)
			seen[h.CartID], seen[h.text("from_cart_id")] = true, true
		case h.Name != "purchase":
			w.use(h, seen)
			seen[h.CartID] = true
		case h.purchase.at == h:
			w.complete(h.purchase, seen)
			seen[h.purchase.cartID] = true
		}
	}
}

// use puts an event into the cart that it belongs to, opening one where it may.
func (w *world) use(h *hit, seen map[string]bool) {
	key := keyOf(h.CartID, h.visitor, h.CustomerID)
	var c *cart
	switch {
	case h.CartID != "":
		c = w.byName(h, h.CartID, w.openOf(h, h.visitor), seen)
	case isFamily(h) && w.openCheckout(h) != nil:
		c = w.openCheckout(h)
	case h.visitor != "":
		c = w.openOf(h, h.visitor)
	default:
		c = w.openByKey(h, key)
	}
	if c == nil && key != "" && w.opens(h, key) {
		c = &cart{keys: []string{key}, opening: h}
		w.carts = append(w.carts, c)
	}
	if c == nil {
		h.cart = w.known(h.CartID)
		return
	}
	c.take(h)
}

// take puts an event into an open cart.
func (c *cart) take(h *hit) {
	h.cart = c
	c.events = append(c.events, h)
	c.visitors = append(c.visitors, h.visitor)
}

// opens tells whether an event opens a cart where none is open (Reading 23).
func (w *world) opens(h *hit, key string) bool {
	if h.Name != "begin_checkout" {
		return h.Name == "add_to_cart"
	}
	return nil == find(w.purchases, func(o *purchase) bool {
		mine := o.visitor != "" && o.visitor == h.visitor || key == keyOf(o.cartID, "", "") ||
			key == keyOf("", o.visitor, o.customer) || o.cart != nil && o.cart.order == o && o.cart.has(key)
		return mine && o.at.before(h) && h.within(o.at, halfHour)
	})
}

// complete finds the cart that an order completes.
func (w *world) complete(o *purchase, seen map[string]bool) {
	own := w.openOf(o.at, o.visitor)
	if own == nil {
		own = w.open(o.at, func(c *cart) bool { return o.person.id != "" && c.opening.person == o.person })
	}
	o.cart = own
	if o.cartID != "" {
		o.cart = w.byName(o.at, o.cartID, own, seen)
	}
	if o.cart != nil {
		o.cart.order = o
	} else {
		o.cart = w.known(o.cartID)
	}
	for _, h := range o.events {
		h.cart = o.cart
	}
}

// merge does what a cart_merged says (Readings 26 and 27).
func (w *world) merge(h *hit, seen map[string]bool) {
	into := w.openByKey(h, keyOf(h.CartID, "", ""))
	from := w.openByKey(h, keyOf(h.text("from_cart_id"), "", ""))
	if h.text("from_cart_id") == "" {
		from = w.open(h, func(c *cart) bool { return c != into && c.usedBy(h.visitor) })
	}
	switch {
	case h.CartID == "" || from == nil || from == into || into == nil && seen[h.CartID]:
		return
	case into == nil:
		from.keys = append(from.keys, "id:"+h.CartID)
	case from.opening.before(into.opening):
		w.join(from, into)
	default:
		w.join(into, from)
		from = into
	}
	from.take(h)
}

// join makes two carts the one that was opened earlier.
func (w *world) join(older, younger *cart) {
	older.keys = append(older.keys, younger.keys...)
	older.visitors = append(older.visitors, younger.visitors...)
	older.events = append(older.events, younger.events...)
	slices.SortStableFunc(older.events, order)
	younger.merged = true
	for _, h := range w.hits {
		if h.cart == younger {
			h.cart = older
		}
	}
}

// emptied tells whether everything that was put into a cart was taken out again (Reading 24).
func (c *cart) emptied() bool {
	left := int64(0) // thousandths
	for _, h := range c.events {
		sign := one(h.Name == "add_to_cart") - one(h.Name == "remove_from_cart")
		for _, it := range h.Params.Items() {
			left += sign * it.Milli()
		}
		if len(h.Params.Items()) == 0 {
			left += sign * 1000
		}
	}
	return c.order == nil && named(c.events, "remove_from_cart") && left <= 0
}

// recover finds the cart that each order brings back.
func (w *world) recover() {
	for _, o := range w.purchases {
		c := findLast(w.carts, func(c *cart) bool {
			return !c.merged && c.order == nil && !c.emptied() && !c.recovered &&
				c.opening.before(o.at) && o.at.within(c.opening, 7*day) &&
				(c.usedBy(o.visitor) || o.person.id != "" && c.opening.person == o.person)
		})
		if c != nil {
			c.recovered = true
		}
	}
}
