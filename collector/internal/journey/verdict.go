package journey

import (
	"slices"
	"sort"

	"github.com/safar-cx/safar/sdk/event"
)

// obstacle is something that was seen in a checkout.
type obstacle struct {
	hit          int
	name, reason string
	certainAt    int64
}

// writeHindrances lists the reasons that stood in the way of each checkout, each once.
func (f *fold) writeHindrances() {
	for checkout, seen := range f.obstacles {
		first := len(f.facts.Hindrances)
		for _, o := range seen {
			same := func(h Hindrance) bool { return h.Reason == o.reason }
			n := slices.IndexFunc(f.facts.Hindrances[first:], same)
			if n < 0 {
				f.facts.Hindrances = append(f.facts.Hindrances, Hindrance{checkout, o.reason, o.certainAt})
				continue
			}
			h := &f.facts.Hindrances[first+n]
			h.CertainAt = min(h.CertainAt, o.certainAt)
		}
	}
}

// writeVerdicts puts each abandoned checkout down to one reason.
func (f *fold) writeVerdicts() {
	last := make([]int64, len(f.baskets)) // activity of each cart, in the stage of purchase
	for i, h := range f.hits {
		if n := f.acts(i); n != None && f.StageOf(&h.Event) == event.Purchase {
			last[n] = h.Time
		}
	}
	for n, b := range f.baskets {
		if checkout := f.checkouts[n]; checkout != None && b.order == nil {
			f.judge(checkout, b.end, last[n])
		}
	}
}

// judge writes the verdicts on a checkout that was abandoned at last and settled at end. What
// becomes certain only after that, such as a payment that was lost at the bank, may overturn
// the first one.
func (f *fold) judge(checkout int, end, last int64) {
	seen := slices.DeleteFunc(slices.Clone(f.obstacles[checkout]), func(o obstacle) bool {
		return !within(last, f.hits[o.hit].Time, lastStraw)
	})
	// What the fold found at an event counts as later than what the event says itself, and
	// was noted after it.
	sort.SliceStable(seen, func(i, j int) bool { return seen[i].hit < seen[j].hit })
	verdict := Verdict{Checkout: checkout, Reason: event.ReasonUnknown, Since: end, Until: Never}
	leader := -1
	for _, n := range byCertainty(seen) {
		o := seen[n]
		if leader >= 0 && (o.force() < seen[leader].force() || o.force() == seen[leader].force() && n < leader) {
			continue
		}
		leader = n
		if o.reason == verdict.Reason {
			continue
		}
		if o.certainAt > end {
			verdict.Until = o.certainAt
			f.facts.Verdicts = append(f.facts.Verdicts, verdict)
			verdict.Since = o.certainAt
		}
		verdict.Reason, verdict.Until = o.reason, Never
	}
	f.facts.Verdicts = append(f.facts.Verdicts, verdict)
}

// byCertainty lists the places of obstacles in the order in which they became certain.
func byCertainty(seen []obstacle) []int {
	places := make([]int, len(seen))
	for n := range places {
		places[n] = n
	}
	sort.SliceStable(places, func(i, j int) bool { return seen[places[i]].certainAt < seen[places[j]].certainAt })
	return places
}

// force is how strongly something keeps a shopper from going on; 0 where it names no reason.
type force uint8

const (
	weak     force = iota + 1 // annoys
	strong                    // can be got over, at a cost that many do not pay
	blocking                  // cannot be got over
)

func (o *obstacle) force() force {
	if o.name == event.NameOTPFailed {
		return blocking // who has no code can't go on, whatever it was wanted for
	}
	return forces[o.reason]
}

// forces has no line for ReasonUnknown, which says only that something was in the way.
var forces = map[string]force{
	event.ReasonPaymentDeclined: blocking,
	event.ReasonGatewayLost:     blocking,
	event.ReasonSiteError:       blocking,
	event.ReasonOutOfStock:      blocking,
	event.ReasonNoDelivery:      blocking,

	event.ReasonCouponDenied:    strong,
	event.ReasonFieldError:      strong,
	event.ReasonForcedAccount:   strong,
	event.ReasonNoPaymentMethod: strong,
	event.ReasonExtraCosts:      strong,
	// A price that rose is a cost that came late. The others are what shoppers themselves
	// give as reasons, so a shop that reports one has been told.
	event.ReasonPriceChanged:  strong,
	event.ReasonSlowDelivery:  strong,
	event.ReasonTrust:         strong,
	event.ReasonReturnsPolicy: strong,

	event.ReasonSlowPage:  weak,
	event.ReasonBlockedUI: weak,
	// An abandoned form says that somebody left rather than why: it must not hide the field
	// that would not take the entry. What an alert said is not known.
	event.ReasonTooLong:      weak,
	event.NameAlertDisplayed: weak,
}
