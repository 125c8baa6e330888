package journey

import "github.com/safar-cx/safar/sdk/event"

// hindered is the cart in whose way a hit of a friction name is: the one that it names,
// else its visitor's checkout begun last, else the cart that it belongs to.
func (f *fold) hindered(a *aisle, i int) int {
	h := f.hits[i]
	if n := event.Lookup(h.Event.Name); n == nil || n.Friction == event.NoFriction {
		return None
	}
	if h.Event.CartID != "" {
		return f.cart[i]
	}
	latest := None
	for _, n := range a.ofVisitor[h.Visitor] {
		if b := f.baskets[n]; b.open(h.Time) && b.checkout != None && (latest == None || b.checkout > f.baskets[latest].checkout) {
			latest = n
		}
	}
	if latest == None {
		return f.cart[i]
	}
	return latest
}

// writeCheckouts turns the first begin_checkout of each cart into a fact.
func (f *fold) writeCheckouts() {
	f.checkouts = make([]int, len(f.baskets))
	for n, b := range f.baskets {
		f.checkouts[n] = None
		if b.into != None || b.checkout == None || b.fact == None {
			continue
		}
		f.checkouts[n] = len(f.facts.Checkouts)
		f.obstacles = append(f.obstacles, nil)
		f.stumbled = append(f.stumbled, nil)
		f.facts.Checkouts = append(f.facts.Checkouts, Checkout{
			Cart: b.fact, Session: f.session[b.checkout], Begun: f.hits[b.checkout].Time,
			WindowEnd: b.end, Completed: b.order != nil, FrictionAt: Never,
			Surface: string(f.hits[b.checkout].Event.Surface), PaymentType: f.chosen(n, len(f.hits)),
		})
	}
}

// writeFrictions lists what stood in shoppers' ways: the events that say so, and what only
// shows afterwards.
func (f *fold) writeFrictions() {
	followed := f.paymentsFollowed()
	shown := make([]prices, len(f.baskets))
	for i, h := range f.hits {
		e := &h.Event
		if event.IsFriction(e) {
			f.addFriction(i, e.Name, event.Reason(e), h.Time)
		}
		switch e.Name {
		case event.NamePaymentRedirected:
			if f.inWay[i] != None && !followed[i] {
				f.addFriction(i, event.ReasonGatewayLost, event.ReasonGatewayLost, h.Time+gatewayLost)
			}
		case event.NamePriceShown:
			if b := f.lane(i); b != None {
				f.showPrice(&shown[b], i)
			}
		}
	}
	for n, p := range shown {
		if p.last > p.first && 100*p.last >= 105*p.first {
			f.addFriction(p.at, event.ReasonExtraCosts, event.ReasonExtraCosts, f.leaves(n))
		}
	}
}

// addFriction writes a fact and notes it in the checkout that it was seen in.
func (f *fold) addFriction(i int, name, reason string, certainAt int64) {
	if f.sealed(i) {
		return
	}
	h := f.hits[i]
	fact := Friction{
		Name: name, Reason: reason, Time: h.Time, CertainAt: certainAt, Session: f.session[i], Checkout: None,
		Step: f.before[i].reached, Closed: f.before[i].closed,
	}
	if b := f.lane(i); b != None && f.checkouts[b] != None && i > f.baskets[b].checkout {
		fact.Checkout = f.checkouts[b]
		c := &f.facts.Checkouts[fact.Checkout]
		c.FrictionAt = min(c.FrictionAt, certainAt)
		f.obstacles[fact.Checkout] = append(f.obstacles[fact.Checkout], obstacle{i, name, reason, certainAt})
	}
	f.refusal(i, fact.Checkout)
	f.facts.Frictions = append(f.facts.Frictions, fact)
	f.frictionAt = append(f.frictionAt, i)
}

// lane is the cart in whose way a hit is, as long as that is open: until its order, else
// its window's end.
func (f *fold) lane(i int) int { return f.whileOpen(f.inWay[i], i) }

// acts is the cart that a hit acts in, as long as that is open. A hit in the way of a cart
// acts in that one.
func (f *fold) acts(i int) int {
	if f.inWay[i] != None {
		return f.lane(i)
	}
	return f.whileOpen(f.cart[i], i)
}

// whileOpen is what a cart of a hit came to be, None when that was over by then.
func (f *fold) whileOpen(n, i int) int {
	if n == None {
		return None
	}
	n = f.merged(n)
	b := f.baskets[n]
	if f.hits[i].Time >= b.end || b.order != nil && i >= b.order.date {
		return None
	}
	return n
}

// paymentsFollowed says of each payment_redirected whether a return, a failure or an order
// of the same cart came in the 30 minutes after it.
func (f *fold) paymentsFollowed() map[int]bool {
	followed := map[int]bool{}
	next := map[int]int64{} // earliest sign of life after the hit, by cart
	for i := len(f.hits) - 1; i >= 0; i-- {
		h := f.hits[i]
		if o := f.orderAt[i]; o != nil && o.itsCart != None {
			next[f.merged(o.itsCart)] = h.Time
		}
		if f.inWay[i] == None {
			continue
		}
		b := f.merged(f.inWay[i])
		switch h.Event.Name {
		case event.NamePaymentReturned, event.NamePaymentFailed:
			next[b] = h.Time
		case event.NamePaymentRedirected:
			t, ok := next[b]
			followed[i] = ok && within(t, h.Time, gatewayLost)
		}
	}
	return followed
}

// leaves is when a cart's shopper left: with the order, else at the window's end.
func (f *fold) leaves(n int) int64 {
	if o := f.baskets[n].order; o != nil {
		return f.hits[o.date].Time
	}
	return f.baskets[n].end
}

// prices are the first and the last total that a cart's visitor was shown.
type prices struct {
	first, last int64
	currency    string
	at          int // hit of the last
}

func (f *fold) showPrice(p *prices, i int) {
	currency := f.currency(f.hits[i])
	total, ok := f.amount(f.hits[i], "total", currency)
	if !ok || p.currency != "" && p.currency != currency {
		return
	}
	if p.currency == "" {
		p.first, p.currency = total, currency
	}
	p.last, p.at = total, i
}
