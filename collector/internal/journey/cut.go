package journey

import (
	"reflect"
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// Cut parts the past of a household from the rest. What happened before At is settled: its
// facts stay as they are, its hits become sealed, and of these the ones that nothing later can
// depend on may go.
type Cut struct {
	// At is the first instant that is not settled, in Unix milliseconds: a quarter of an hour,
	// since nothing that is counted by the quarter may be cut in two.
	At int64
	// Fates are what becomes of the hits, which stand in the same order.
	Fates []Fate
}

// Fate is what becomes of a hit.
type Fate struct {
	Seal Seal
	Gone bool
}

// quietTime is how long a household must have been silent before a cut, so that nothing is
// open there: what may still be continued, credited or returned to is a day old at most.
const quietTime = 2 * sessionLength

// FindCut looks for the latest place at or before limit where the past of a household may be
// cut. hits are all that is kept of it. It is false where there is none, or nothing to seal
// before it.
//
// The windows of a day or less end in the silence before the cut, and so do carts. What
// reaches further is kept, and kept whole: purchases and what changes them; answers, messages
// and attempts at paying as far as later ones may repeat them; what links visitors to
// customers; carts that have an id, which may be spoken of for ever; and of each visitor the
// visits that tell whether they had come before, and whose they were. No other hit shares an
// identifier with any but its own visitor's, so that without it the same events belong
// together as before.
//
// That later facts come out the same without the hits that go is not only believed: a cut by
// which those that are known already would change is none.
func FindCut(hits []Hit, s Settings, limit int64) (Cut, bool) {
	f := play(hits, s)
	at, found := f.quietPlace(limit)
	if !found {
		return Cut{}, false
	}
	kept := f.lasting(at)
	place := map[*Hit]int{}
	for i, h := range f.hits {
		place[h] = i
	}
	cut := Cut{At: at, Fates: make([]Fate, len(hits))}
	settled := slices.Clone(hits)
	var rest []Hit
	for n := range hits {
		i, ok := place[&hits[n]]
		if !ok || hits[n].Time >= at {
			rest = append(rest, hits[n])
			continue
		}
		settled[n].Seal = f.sealOf(i)
		cut.Fates[n] = Fate{Seal: settled[n].Seal, Gone: !kept[i]}
		if kept[i] {
			rest = append(rest, settled[n])
		}
	}
	return cut, reflect.DeepEqual(Fold(settled, s), Fold(rest, s))
}

// quietPlace is the latest quarter of an hour at or before limit that follows a silence. It is
// false without one after a hit that is not sealed yet.
func (f *fold) quietPlace(limit int64) (at int64, found bool) {
	quiet := max(quietTime, 2*f.cartWindow())
	at = limit - limit%quarterHour
	for i := len(f.hits) - 1; i >= 0; i-- {
		h := f.hits[i]
		if h.Time < at && at-h.Time > quiet {
			return at, slices.ContainsFunc(f.hits[:i+1], func(h *Hit) bool { return h.Seal == Unsealed })
		}
		if h.Time < at {
			at = h.Time - h.Time%quarterHour
		}
	}
	return 0, false
}

// sealOf is the seal of a hit once its time is settled.
func (f *fold) sealOf(i int) Seal {
	if n := f.session[i]; f.hits[i].Seal == SealedVisit || n != None && f.begin[n] == i {
		return SealedVisit
	}
	return Sealed
}

// lasting says which hits before a cut are kept.
func (f *fold) lasting(at int64) []bool {
	end, _ := slices.BinarySearchFunc(f.hits, at, func(h *Hit, at int64) int {
		if h.Time < at {
			return -1
		}
		return 1
	})
	k := keeper{
		fold: f, kept: make([]bool, len(f.hits)), together: map[companions]bool{}, linked: map[string]string{},
		visit: map[string]int{}, delivered: map[string]int{},
		cartsNamed: slices.ContainsFunc(f.hits[:end], func(h *Hit) bool {
			return h.Event.CartID != "" || h.Event.Params.Text("from_cart_id") != ""
		}),
	}
	for i, h := range f.hits[:end] {
		if id := h.Event.Params.Text("message_id"); h.Event.Name == event.NameMessageDelivered && id != "" {
			if _, before := k.delivered[id]; !before {
				k.delivered[id] = i
			}
		}
	}
	for i, h := range f.hits[:end] {
		k.kept[i] = k.lasts(i)
		k.follow(i, h)
	}
	for _, i := range k.visit {
		k.kept[i] = true
	}
	return k.kept
}

// keeper goes through hits in order and decides which of them are kept.
type keeper struct {
	*fold
	kept       []bool
	cartsNamed bool
	together   map[companions]bool
	linked     map[string]string // the customer whom each visitor named last, as far as known
	visit      map[string]int    // the hit that began each visitor's latest visit since then
	delivered  map[string]int    // the delivery of each message
}

// companions are a visitor and a customer as one kind of key shows them.
type companions struct {
	pair
	source event.KeyKind
}

// lasts tells whether a hit is kept for what it is, wherever it stands.
func (k *keeper) lasts(i int) bool {
	h := k.hits[i]
	switch name := h.Event.Name; name {
	case event.NamePurchase, event.NameRefund, event.NameOrderCancelled, event.NameLogout, event.NameSurveyAnswered,
		event.NameReferralVisited, event.NameReferralShared, event.NameCartMerged:
		return true
	case event.NameAddToCart, event.NameRemoveFromCart, event.NameBeginCheckout, event.NameAddPaymentInfo:
		return k.cartsNamed
	case event.NamePaymentFailed:
		if h.Event.Params.Text("attempt_id") != "" {
			return true
		}
	default:
		if id := h.Event.Params.Text("message_id"); isMessage(name) && id != "" {
			n, arrived := k.delivered[id]
			return !arrived || n == i || !slices.Equal(Identifiers(h), Identifiers(k.hits[n]))
		}
	}
	return h.Event.CartID != ""
}

// follow keeps what first tells who somebody is, and of each visitor the latest visit before
// that may change.
func (k *keeper) follow(i int, h *Hit) {
	v, c := h.Visitor, h.Event.CustomerID
	if v == "" {
		return
	}
	if who := (companions{pair{v, c}, h.Source}); c != "" && !k.together[who] {
		k.together[who] = true
		k.kept[i] = true
	}
	last, known := k.linked[v]
	switch {
	case h.Event.Name == event.NameLogout || h.Event.Name == event.NamePurchase:
		k.settleVisit(v)
		delete(k.linked, v)
	case c != "" && (!known || last != c):
		k.settleVisit(v)
		k.linked[v] = c
		k.kept[i] = true
	}
	// Nobody comes back by a day hash, so its visits tell of its own customer at most.
	if k.sealOf(i) == SealedVisit && (!h.Hashed || c != "") {
		k.visit[v] = i
	}
}

// settleVisit keeps the latest visit of a visitor.
func (k *keeper) settleVisit(visitor string) {
	if i, begun := k.visit[visitor]; begun {
		k.kept[i] = true
		delete(k.visit, visitor)
	}
}
