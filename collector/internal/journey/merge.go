package journey

// mergeCarts does what a cart_merged says: it joins two open carts into one opened at the
// earlier time that keeps both keys. An id not seen before only becomes a name of the
// other cart. It returns the cart that comes out, None when nothing was done.
func (f *fold) mergeCarts(a *aisle, h *Hit) int {
	from := f.mergedFrom(a, h)
	id := h.Event.CartID
	fresh := id != "" && !a.seen[id]
	a.seen[id] = true
	a.seen[h.Event.Params.Text("from_cart_id")] = true
	switch {
	case id == "" || from == None:
		return None
	case fresh:
		f.baskets[from].named = true
		f.give(from, idKey(id))
		f.touch(a, from, h.Visitor)
		return from
	}
	to := f.cartWith(idKey(id))
	if to == None || to == from || !f.baskets[to].open(h.Time) {
		return None
	}
	kept := f.joinCarts(a, to, from)
	f.touch(a, kept, h.Visitor)
	return kept
}

// mergedFrom is the open cart that a cart_merged takes in: the one it names, else its
// visitor's own, which is the latest but the target.
func (f *fold) mergedFrom(a *aisle, h *Hit) int {
	if id := h.Event.Params.Text("from_cart_id"); id != "" {
		if n := f.cartWith(idKey(id)); n != None && f.baskets[n].open(h.Time) {
			return n
		}
		return None
	}
	target, own := f.cartWith(idKey(h.Event.CartID)), None
	for _, n := range a.ofVisitor[h.Visitor] {
		if b := f.baskets[n]; n != target && b.open(h.Time) && (own == None || b.opening > f.baskets[own].opening) {
			own = n
		}
	}
	return own
}

// joinCarts makes one of two open carts and returns the one that was opened first.
func (f *fold) joinCarts(a *aisle, one, other int) int {
	kept, lost := one, other
	if f.baskets[lost].opening < f.baskets[kept].opening {
		kept, lost = lost, kept
	}
	keep, gone := f.baskets[kept], f.baskets[lost]
	gone.into = kept
	f.give(kept, gone.keys...)
	for visitor := range gone.visitors {
		f.touch(a, kept, visitor)
	}
	keep.named = keep.named || gone.named
	keep.added += gone.added
	keep.removed += gone.removed
	keep.removals += gone.removals
	if gone.checkout != None && (keep.checkout == None || gone.checkout < keep.checkout) {
		keep.checkout = gone.checkout
	}
	keep.end = f.windowEnd(keep)
	return kept
}

// windowEnd is one window after the first begin_checkout, else after the opening.
func (f *fold) windowEnd(b *basket) int64 {
	if b.checkout != None {
		return f.hits[b.checkout].Time + f.cartWindow()
	}
	return f.hits[b.opening].Time + f.cartWindow()
}

// merged follows a basket to the one that it became.
func (f *fold) merged(n int) int {
	for f.baskets[n].into != None {
		n = f.baskets[n].into
	}
	return n
}
