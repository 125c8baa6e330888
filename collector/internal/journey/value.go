package journey

import (
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// worth is what lies in a cart, in minor units: as an event stated it, else what was added
// less what was removed.
type worth struct {
	currency string
	value    int64
	stated   bool
}

// appraiseCheckouts says what lay in the cart of each checkout. Who emptied it left nothing.
func (f *fold) appraiseCheckouts() {
	carts := make([]worth, len(f.baskets))
	for i := range f.hits {
		if n := f.acts(i); n != None {
			f.appraise(&carts[n], i)
		}
	}
	for n, b := range f.baskets {
		if f.checkouts[n] == None {
			continue
		}
		c := &f.facts.Checkouts[f.checkouts[n]]
		c.Currency = carts[n].currency
		if c.Currency == "" {
			c.Currency = f.Currency
		}
		if !b.emptied() {
			c.Value = max(carts[n].value, 0)
		}
	}
}

// appraise notes what a hit says of its cart's worth. Sums are of one currency: that of the
// first amount.
func (f *fold) appraise(w *worth, i int) {
	h := f.hits[i]
	currency := f.currency(h)
	switch h.Event.Name {
	case event.NameViewCart, event.NameBeginCheckout, event.NameAddShippingInfo, event.NameAddPaymentInfo:
		if value, ok := f.amount(h, "value", currency); ok {
			*w = worth{currency, value, true}
		}
	case event.NameAddToCart, event.NameRemoveFromCart:
		value, ok := f.worthOf(h, currency)
		if !ok || w.stated || w.currency != "" && w.currency != currency {
			return
		}
		if h.Event.Name == event.NameRemoveFromCart {
			value = -value
		}
		w.currency, w.value = currency, w.value+value
	}
}

// worthOf is what a hit says its goods are worth: its value, else its items'.
func (f *fold) worthOf(h *Hit, currency string) (int64, bool) {
	if value, ok := f.amount(h, "value", currency); ok {
		return value, true
	}
	items := h.Event.Params.Items()
	if !slices.ContainsFunc(items, func(item event.Item) bool { return item.Price != "" }) {
		return 0, false
	}
	return f.priced(items, currency), true
}
