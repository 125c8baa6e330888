package oracle

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"github.com/safar-cx/safar/sdk/event"
)

// purchase is an order: what the purchase events of one transaction say together.
type purchase struct {
	hit                       // placed, with the visitor, customer, person and cart of them all
	events             []*hit // the earliest first
	placed             *hit   // the one that dates it and whose figures count (Reading 72)
	referral, currency string // the code that it carries; that of its value
	surface            string // that its purchases state, "" for none
	digits             int    // of the currency
	value, refunded    int64  // minor units
	refunds            int
	cancelled          bool
}

// groupPurchases puts the purchase events of each transaction together (Reading 10).
func (w *world) groupPurchases() {
	for _, h := range where(w.hits, named("purchase")) {
		same := func(o *purchase) bool { return o.transaction() == h.transaction() && h.at <= o.at+30*day }
		if h.purchase = findLast(w.purchases, same); h.purchase == nil {
			h.purchase = &purchase{hit: *h}
			w.purchases = append(w.purchases, h.purchase)
		}
		h.purchase.events = append(h.purchase.events, h)
	}
}

// readPurchases reads every order from its events and drops those that no event counts for.
func (w *world) readPurchases() {
	for _, o := range w.purchases {
		counted := where(o.events, func(h *hit) bool { return fromServer(h) || !w.site.ServerOrders })
		serverFirst := append(where(counted, fromServer), counted...)
		if len(counted) > 0 {
			o.placed, o.hit = serverFirst[0], *serverFirst[0]
		}
		o.visitor = said(o.events, func(h *hit) string { return h.visitor })
		o.customer = said(serverFirst, claim)
		o.person = cmp.Or(o.customer, said(o.events, func(h *hit) string { return h.person }))
		o.cartID = said(o.events, func(h *hit) string { return h.cartID })
		o.referral = said(counted, func(h *hit) string { return h.text("referral_code") })
		elsewhere := func(h *hit) string { return strings.TrimPrefix(string(h.Surface), string(event.SurfaceOther)) }
		o.surface = said(counted, elsewhere)
		o.currency = cmp.Or(o.text("currency"), w.site.Currency)
		o.digits, _ = event.MinorDigits(o.currency)
		o.value, _ = o.Params.Amount("value", o.digits)
	}
	w.purchases = where(w.purchases, func(o *purchase) bool { return o.placed != nil })
	slices.SortStableFunc(w.purchases, func(a, b *purchase) int { return order(&a.hit, &b.hit) })
}

// settle applies refunds and cancellations to their orders (Readings 11 to 13).
func (w *world) settle() {
	seen := map[string]bool{}
	for _, h := range where(w.hits, named("refund", "order_cancelled")) {
		same := func(o *purchase) bool { return o.transaction() == h.transaction() }
		earlier := findLast(w.purchases, func(o *purchase) bool { return same(o) && !h.before(&o.hit) })
		o := cmp.Or(earlier, find(w.purchases, same))
		if o == nil {
			continue
		}
		h.purchase = o
		id := name(h.transaction(), h.text("refund_id"))
		switch {
		case h.Name == "order_cancelled":
			o.cancelled = true
		case !seen[id] && cmp.Or(h.text("currency"), o.currency) == o.currency:
			seen[id] = id != ""
			o.refunds++
			o.refunded = min(o.value, o.refunded+o.refund(h))
		}
	}
}

// refund is what one refund gives back: its value, else its items', else all (Reading 12).
func (o *purchase) refund(h *hit) int64 {
	sum, stated := h.Params.Amount("value", o.digits)
	items := h.items()
	switch {
	case stated:
		return sum
	case len(items) == 0:
		return o.value
	}
	for i, it := range items {
		bought := find(o.placed.items(), func(b event.Item) bool { return b.ID == it.ID })
		items[i].Price, items[i].Discount = cmp.Or(it.Price, bought.Price), ""
	}
	return max(0, total(items, o.digits))
}

// total is what items come to, exact and rounded once, half to even (Reading 62).
func total(items []event.Item, digits int) int64 {
	sum, half := new(big.Rat), big.NewRat(1, 2)
	for _, it := range where(items, func(it event.Item) bool { return it.Price != "" }) {
		price, discount := new(big.Rat), new(big.Rat)
		_ = price.UnmarshalText([]byte(it.Price))
		_ = discount.UnmarshalText([]byte(cmp.Or(it.Discount, "0")))
		sum.Add(sum, price.Mul(price.Sub(price, discount), big.NewRat(it.Milli(), 1000)))
	}
	sum.Mul(sum, new(big.Rat).SetInt(new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(digits)), nil)))
	whole := new(big.Int).Div(sum.Num(), sum.Denom()) // rounded down
	rest := sum.Sub(sum, new(big.Rat).SetInt(whole))
	return whole.Int64() + one[rest.Cmp(half) > 0 || rest.Cmp(half) == 0 && whole.Bit(0) == 1]
}
