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
	so := make([]progress, len(f.facts.Sessions))
	for i, h := range f.hits {
		if o := f.orderAt[i]; o != nil && !o.cancelled && o.session != None {
			so[o.session].take(StepOrder)
		}
		if n := f.session[i]; n != None {
			f.before[i] = so[n]
			so[n].take(stepOf(h))
		}
	}
	for n, p := range so {
		f.facts.Sessions[n].Reached, f.facts.Sessions[n].Closed = p.reached, p.closed
	}
}
