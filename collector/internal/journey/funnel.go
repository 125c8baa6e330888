package journey

import "github.com/safar-cx/safar/sdk/event"

// Step is how far a visit got on the way to an order.
type Step uint8

// The steps, in their order. Their numbers are stored.
const (
	StepVisit Step = iota
	StepViewItem
	StepAddToCart
	StepBeginCheckout
	StepShipping
	StepPayment
	StepOrder
)

// stepOf is the step that a hit takes by itself, StepVisit for all others. Orders are no
// hits: see walkFunnel.
func stepOf(h *Hit) Step {
	switch h.Event.Name {
	case event.NameViewItem:
		return StepViewItem
	case event.NameAddToCart:
		return StepAddToCart
	case event.NameBeginCheckout:
		return StepBeginCheckout
	case event.NameAddShippingInfo:
		return StepShipping
	case event.NameAddPaymentInfo:
		return StepPayment
	}
	return StepVisit
}

// progress is how far a session has come: with steps skipped, and one after the other.
type progress struct{ reached, closed Step }

func (p *progress) take(s Step) {
	p.reached = max(p.reached, s)
	if s == p.closed+1 {
		p.closed = s
	}
}

// walkFunnel follows each session's events and orders through time and notes how far it got,
// and how far it had got before each of them.
func (f *fold) walkFunnel() {
	walks := make([]walk, len(f.facts.Sessions))
	for n, turn := range f.turns() {
		s := &f.facts.Sessions[n]
		walks[n] = newWalk(Passage{Session: n, Cart: None, Start: s.Start, Turn: turn, Step: StepVisit})
	}
	for i, h := range f.hits {
		if o := f.orderAt[i]; o != nil && !o.cancelled && o.session != None {
			walks[o.session].take(StepOrder, h.Time)
		}
		if n := f.session[i]; n != None {
			f.before[i] = walks[n].progress
			walks[n].take(stepOf(h), h.Time)
		}
	}
	for n := range walks {
		s := &f.facts.Sessions[n]
		s.Reached, s.Closed = walks[n].reached, walks[n].closed
		f.facts.Passages = append(f.facts.Passages, walks[n].timed()...)
	}
}

// walkCarts does the same for carts, with the events of each while it was open and the order
// that completed it, cancelled or not. Carts have been written.
func (f *fold) walkCarts() {
	walks := make([]walk, len(f.facts.Carts))
	for n := range walks {
		c := &f.facts.Carts[n]
		walks[n] = newWalk(Passage{Session: c.Session, Cart: n, Start: c.Opened, Step: StepAddToCart})
	}
	for i, h := range f.hits {
		if o := f.orderAt[i]; o != nil && o.basket != None && f.baskets[o.basket].fact != None {
			walks[f.baskets[o.basket].fact].take(StepOrder, h.Time)
		}
		if n := f.acts(i); n != None && f.baskets[n].fact != None && stepOf(h) > StepAddToCart {
			walks[f.baskets[n].fact].take(stepOf(h), h.Time)
		}
	}
	for n := range walks {
		c := &f.facts.Carts[n]
		c.Reached, c.Closed = walks[n].reached, walks[n].closed
		f.facts.Passages = append(f.facts.Passages, walks[n].timed()...)
	}
}
