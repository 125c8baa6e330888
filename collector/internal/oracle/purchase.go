package oracle

import (
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// purchase is an order: what the purchase events of one transaction say together.
type purchase struct {
	events      []*hit
	transaction string
	at          *hit // the earliest counted purchase event: its time
	visitor     string
	customer    string
	cartID      string
	code        string // referral code
	person      person
	figures     *hit // the event whose figures count
	currency    string
	value       int64 // minor units
	refunded    int64 // minor units
	refunds     int
	cancelled   bool
	cart        *cart    // that it belongs to: completed by it, or named and not open
	session     *session // that it is credited to
}

// groupPurchases puts the purchase events of each transaction together (Reading 10).
func (w *world) groupPurchases() {
	for _, h := range w.hits {
		if h.Name != "purchase" {
			continue
		}
		id := h.text("transaction_id")
		h.purchase = findLast(w.purchases, func(o *purchase) bool {
			return o.transaction == id && h.at-o.events[0].at <= 30*day
		})
		if h.purchase == nil {
			h.purchase = &purchase{transaction: id}
			w.purchases = append(w.purchases, h.purchase)
		}
		h.purchase.events = append(h.purchase.events, h)
	}
}

// readPurchases reads every order from its events and drops those that no event counts for.
func (w *world) readPurchases() {
	server := func(h *hit) bool { return h.kind == event.ServerKey }
	for _, o := range w.purchases {
		pick := func(fits func(*hit) bool) *hit {
			if h := find(o.events, fits); h != nil {
				return h
			}
			return &hit{}
		}
		counted := func(h *hit) bool { return server(h) || !w.site.ServerOrders }
		if o.at = find(o.events, counted); o.at == nil {
			continue
		}
		if o.figures = find(o.events, server); o.figures == nil {
			o.figures = o.at
		}
		lender := pick(func(h *hit) bool { return h.visitor != "" })
		o.visitor, o.person = lender.visitor, lender.person
		o.cartID = pick(func(h *hit) bool { return h.CartID != "" }).CartID
		o.code = pick(func(h *hit) bool { return counted(h) && h.text("referral_code") != "" }).text("referral_code")
		if o.customer = pick(hasServerCustomer).CustomerID; o.customer == "" {
			o.customer = pick(func(h *hit) bool { return counted(h) && w.counts(h) }).CustomerID
		}
		if o.customer != "" {
			o.person = person{o.customer, true}
		}
		if o.currency = o.figures.text("currency"); o.currency == "" {
			o.currency = w.site.Currency
		}
		o.value, _ = o.figures.Params.Amount("value", o.digits())
	}
	w.purchases = slices.DeleteFunc(w.purchases, func(o *purchase) bool { return o.at == nil })
}

func (o *purchase) digits() int {
	n, _ := event.MinorDigits(o.currency)
	return n
}

// settle applies refunds and cancellations to their orders (Readings 11 to 13).
func (w *world) settle() {
	type name struct{ transaction, refund string }
	seen := map[name]bool{}
	for _, h := range w.hits {
		if h.Name != "refund" && h.Name != "order_cancelled" {
			continue
		}
		id := h.text("transaction_id")
		o := findLast(w.purchases, func(o *purchase) bool { return o.transaction == id && !h.before(o.at) })
		if o == nil {
			o = find(w.purchases, func(o *purchase) bool { return o.transaction == id })
		}
		if o == nil {
			continue
		}
		if h.Name == "order_cancelled" {
			o.cancelled = true
			continue
		}
		is, currency := name{id, h.text("refund_id")}, h.text("currency")
		if is.refund != "" && seen[is] || currency != "" && currency != o.currency {
			continue
		}
		seen[is] = true
		o.refunds++
		o.refunded = min(o.value, o.refunded+o.refund(h))
	}
}

// refund is what one refund gives back: its value, else its items', else all (Reading 12).
func (o *purchase) refund(h *hit) int64 {
	value, ok := h.Params.Amount("value", o.digits())
	items := h.Params.Items()
	if ok || len(items) == 0 {
		if !ok {
			value = o.value
		}
		return value
	}
	for _, it := range items {
		price, ok := it.PriceAmount(o.digits())
		if !ok {
			bought := find(o.figures.Params.Items(), func(b event.Item) bool { return b.ID == it.ID })
			price, _ = bought.PriceAmount(o.digits())
		}
		value += price * it.Milli() / 1000
	}
	return value
}
