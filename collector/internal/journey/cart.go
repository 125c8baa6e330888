package journey

import "github.com/safar-cx/safar/sdk/event"

// basket is a cart while its events are followed.
type basket struct {
	visitor   string // of its opening
	person    Person // of its opening
	visitors  map[string]bool
	opening   int // hit
	keys      []string
	named     bool   // one of its keys is a cart id
	checkout  int    // hit of its first begin_checkout, or None
	end       int64  // of its window
	order     *order // that completed it
	added     int64  // quantities, in thousandths
	removed   int64
	removals  int
	into      int // the basket that it was merged into, or None
	recovered bool
	fact      int // index of its Cart, None where that is sealed
}

// Cart keys: an event without a cart id belongs to a cart keyed by its visitor, or by its
// customer where there is no visitor.
func idKey(id string) string      { return "i" + id }
func visitorKey(v string) string  { return "v" + v }
func customerKey(c string) string { return "c" + c }

func (b *basket) open(t int64) bool { return b.order == nil && b.into == None && t < b.end }

// emptied says that everything was taken out again.
func (b *basket) emptied() bool { return b.order == nil && b.removals > 0 && b.removed >= b.added }

// aisle is what following carts through time remembers.
type aisle struct {
	seen      map[string]bool  // cart ids that were spoken of
	ofVisitor map[string][]int // baskets that an event of the visitor belonged to
	ofPerson  map[Person][]int // baskets by the person of their opening
	ordered   map[string]int64 // time of the latest order, by cart key
	bought    map[string]int64 // the same by visitor
}

// followCarts replays the hits in order and opens, names, merges and closes carts.
// Purchases act only as orders.
func (f *fold) followCarts() {
	f.lastCart = map[string]int{}
	a := &aisle{seen: map[string]bool{}, ofVisitor: map[string][]int{}, ofPerson: map[Person][]int{}, ordered: map[string]int64{}, bought: map[string]int64{}}
	for i, h := range f.hits {
		if o := f.orderAt[i]; o != nil {
			f.completeCart(a, o)
		}
		switch h.Event.Name {
		case event.NamePurchase:
		case event.NameCartMerged:
			f.cart[i] = f.mergeCarts(a, h)
		default:
			f.cart[i] = f.cartOf(a, i)
			f.inWay[i] = f.hindered(a, i)
		}
	}
}

// cartOf finds or opens the cart that a hit belongs to and notes what it does to it.
func (f *fold) cartOf(a *aisle, i int) int {
	h := f.hits[i]
	var key string
	n := None
	switch id := h.Event.CartID; {
	case id != "":
		f.nameCart(a, id, h.Time, h.Visitor, Person{})
		key = idKey(id)
	case h.Visitor != "":
		n = latestOpen(f, a.ofVisitor, h.Visitor, h.Time)
		key = visitorKey(h.Visitor)
	case h.Event.CustomerID != "":
		key = customerKey(h.Event.CustomerID)
	default:
		return None
	}
	if n == None {
		n = f.cartWith(key)
	}
	if n == None || !f.baskets[n].open(h.Time) {
		if !f.opens(a, h, key) {
			if h.Event.CartID == "" {
				return None
			}
			return n
		}
		n = f.openCart(a, i, key)
	}
	f.touch(a, n, h.Visitor)
	f.baskets[n].take(i, h, f.cartWindow())
	return n
}

// cartWith is the cart that went by a key last, open or not.
func (f *fold) cartWith(key string) int {
	if n, ok := f.lastCart[key]; ok {
		return n
	}
	return None
}

// opens says whether a hit opens a cart under a key. A begin_checkout soon after an order
// is the same checkout shown again.
func (f *fold) opens(a *aisle, h *Hit, key string) bool {
	switch h.Event.Name {
	case event.NameAddToCart:
		return true
	case event.NameBeginCheckout:
		return !soonAfter(a.ordered, key, h.Time) && !soonAfter(a.bought, h.Visitor, h.Time)
	}
	return false
}

func soonAfter(orders map[string]int64, who string, t int64) bool {
	last, ok := orders[who]
	return ok && within(t, last, reopenPause)
}

func (f *fold) openCart(a *aisle, i int, key string) int {
	h := f.hits[i]
	b := &basket{
		visitor: h.Visitor, person: f.persons[i], visitors: map[string]bool{}, opening: i, named: h.Event.CartID != "",
		checkout: None, end: h.Time + f.cartWindow(), into: None,
	}
	n := len(f.baskets)
	f.baskets = append(f.baskets, b)
	f.give(n, key)
	if b.person.ID != "" {
		a.ofPerson[b.person] = append(a.ofPerson[b.person], n)
	}
	return n
}

// give makes keys the basket's.
func (f *fold) give(n int, keys ...string) {
	f.baskets[n].keys = append(f.baskets[n].keys, keys...)
	for _, key := range keys {
		f.lastCart[key] = n
	}
}

// touch makes a basket the visitor's as well.
func (f *fold) touch(a *aisle, n int, visitor string) {
	if b := f.baskets[n]; visitor != "" && !b.visitors[visitor] {
		b.visitors[visitor] = true
		a.ofVisitor[visitor] = append(a.ofVisitor[visitor], n)
	}
}

// take notes what a hit does to its cart.
func (b *basket) take(i int, h *Hit, window int64) {
	switch h.Event.Name {
	case event.NameAddToCart:
		b.added += quantity(h)
	case event.NameRemoveFromCart:
		b.removed += quantity(h)
		b.removals++
	case event.NameBeginCheckout:
		if b.checkout == None {
			b.checkout = i
			b.end = h.Time + window
		}
	}
}

// nameCart gives an id not seen before to the open cart of the visitor, else of the
// person, if that has none.
func (f *fold) nameCart(a *aisle, id string, t int64, visitor string, person Person) {
	if a.seen[id] {
		return
	}
	a.seen[id] = true
	n := f.openCartOf(a, t, visitor, person)
	if n != None && !f.baskets[n].named {
		f.baskets[n].named = true
		f.give(n, idKey(id))
		f.touch(a, n, visitor)
	}
}

// openCartOf is the latest open cart of a visitor, else of a person.
func (f *fold) openCartOf(a *aisle, t int64, visitor string, person Person) int {
	if n := latestOpen(f, a.ofVisitor, visitor, t); n != None {
		return n
	}
	return latestOpen(f, a.ofPerson, person, t)
}

// latestOpen is the last opened of somebody's carts that are open at t. Carts that have
// closed stay closed, so they are forgotten on the way.
func latestOpen[K comparable](f *fold, of map[K][]int, who K, t int64) int {
	latest, open := None, of[who][:0]
	for _, n := range of[who] {
		if b := f.baskets[n]; b.open(t) {
			open = append(open, n)
			if latest == None || b.opening > f.baskets[latest].opening {
				latest = n
			}
		}
	}
	if len(open) == 0 {
		delete(of, who)
	} else {
		of[who] = open
	}
	return latest
}

// completeCart closes the cart of an order: the one that it names, else the latest open
// one of its visitor, else of its person. Naming a cart that is not open completes none.
func (f *fold) completeCart(a *aisle, o *order) {
	t := f.hits[o.date].Time
	var n int
	if o.cartID != "" {
		f.nameCart(a, o.cartID, t, o.visitor, o.person)
		n = f.cartWith(idKey(o.cartID))
		a.ordered[idKey(o.cartID)] = t
	} else {
		n = f.openCartOf(a, t, o.visitor, o.person)
	}
	switch {
	case o.visitor != "":
		a.ordered[visitorKey(o.visitor)], a.bought[o.visitor] = t, t
	case o.customer != "":
		a.ordered[customerKey(o.customer)] = t
	}
	o.itsCart = n
	for _, i := range o.purchases {
		f.cart[i] = n
	}
	if n == None || !f.baskets[n].open(t) {
		return
	}
	o.basket = n
	f.baskets[n].order = o
	for _, key := range f.baskets[n].keys {
		a.ordered[key] = t
	}
}

// writeCarts turns carts into facts.
func (f *fold) writeCarts() {
	for _, b := range f.baskets {
		if b.into != None {
			continue
		}
		b.fact = None
		if f.sealed(b.opening) {
			continue
		}
		b.fact = len(f.facts.Carts)
		f.facts.Carts = append(f.facts.Carts, Cart{
			Visitor: b.visitor, Person: b.person, Session: f.session[b.opening],
			Opened: f.hits[b.opening].Time, WindowEnd: b.end,
			Surface: string(f.hits[b.opening].Event.Surface), Touchpoint: f.hits[b.opening].Event.Touchpoint,
			Ordered: b.order != nil, Emptied: b.emptied(), Recovered: b.recovered,
		})
	}
}
