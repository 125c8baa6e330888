package journey

import (
	"sort"

	"github.com/safar-cx/safar/sdk/event"
)

// order is a transaction while its events are gathered.
type order struct {
	transaction string
	reused      bool
	purchases   []int // hits, in order
	date        int   // the hit that dates it and whose figures hold: see settleOrder
	lender      int   // the hit that lends the visitor, or None
	visitor     string
	customer    string
	person      Person
	cartID      string
	code        string
	cancelled   bool
	refunds     []int
	basket      int // the cart that it completed, or None
	itsCart     int // that cart, else the one that it names, open or not, or None
	session     int
}

// gatherOrders groups purchases, refunds and cancellations by transaction. A purchase more
// than 30 days after the first one of its transaction begins another order.
func (f *fold) gatherOrders() {
	f.orderAt = map[int]*order{}
	f.shown = map[pair]bool{}
	byTransaction := map[string][]*order{}
	for i, h := range f.hits {
		e := &h.Event
		if h.Source == event.ServerKey && e.CustomerID != "" && h.Visitor != "" {
			f.shown[pair{h.Visitor, e.CustomerID}] = true
		}
		if e.Name != event.NamePurchase {
			continue
		}
		t := e.Params.Text("transaction_id")
		same := byTransaction[t]
		if len(same) == 0 || h.Time-f.hits[same[len(same)-1].purchases[0]].Time > orderEpisode {
			same = append(same, &order{transaction: t, reused: len(same) > 0, basket: None, itsCart: None, session: None, lender: None, date: None})
			byTransaction[t] = same
		}
		o := same[len(same)-1]
		o.purchases = append(o.purchases, i)
		f.orderOf[i] = o
	}
	for i := range f.hits {
		if o := f.orderOf[i]; o != nil && o.purchases[0] == i {
			f.settleOrder(o)
		}
	}
	sort.Slice(f.orders, func(i, j int) bool { return f.orders[i].date < f.orders[j].date })
	f.changeOrders(byTransaction)
}

// changeOrders gives refunds and cancellations to their orders: the latest of the
// transaction that is dated before them, else its first, since they may arrive early.
func (f *fold) changeOrders(byTransaction map[string][]*order) {
	seen := map[refundID]bool{}
	for i, h := range f.hits {
		name := h.Event.Name
		if name != event.NameRefund && name != event.NameOrderCancelled {
			continue
		}
		var meant *order
		for _, o := range byTransaction[h.Event.Params.Text("transaction_id")] {
			if o.date != None && (meant == nil || o.date < i) {
				meant = o
			}
		}
		switch {
		case meant == nil:
		case name == event.NameRefund:
			f.addRefund(meant, i, seen)
		default:
			meant.cancelled = true
		}
		f.orderOf[i] = meant
	}
}

// refundID names a refund: a shop's numbers are its own within a transaction.
type refundID struct{ transaction, id string }

// addRefund gives an order a refund in its currency, each refund_id once.
func (f *fold) addRefund(o *order, i int, seen map[refundID]bool) {
	p := f.hits[i].Event.Params
	if c := p.Text("currency"); c != "" && c != f.currency(f.hits[o.date]) {
		return
	}
	if id := (refundID{o.transaction, p.Text("refund_id")}); id.id != "" {
		if seen[id] {
			return
		}
		seen[id] = true
	}
	o.refunds = append(o.refunds, i)
}

// settleOrder fills in what the purchases of an order say together. Its time and its figures are
// those of the server's earliest, which no browser moves, else of the earliest. One that does not
// count, a browser's where the site believes its server alone, lends visitor and cart.
func (f *fold) settleOrder(o *order) {
	for _, server := range []bool{true, false} {
		for _, i := range o.purchases {
			h := f.hits[i]
			if (h.Source == event.ServerKey) != server || !f.counted(h) {
				continue
			}
			if o.date == None {
				o.date = i
			}
			if o.customer == "" && f.customerCounts(h) {
				o.customer = h.Event.CustomerID
			}
		}
	}
	for _, i := range o.purchases {
		h := f.hits[i]
		if o.visitor == "" && h.Visitor != "" {
			o.visitor, o.lender = h.Visitor, i
		}
		if o.cartID == "" {
			o.cartID = h.Event.CartID
		}
		if o.code == "" && f.counted(h) {
			o.code = h.Event.Params.Text("referral_code")
		}
	}
	if o.date != None {
		f.orders = append(f.orders, o)
		f.orderAt[o.date] = o
	}
}

// counted says whether a purchase may be an order by itself.
func (f *fold) counted(h *Hit) bool { return h.Source == event.ServerKey || !f.ServerOrders }

// writeOrders turns the orders that stand into facts.
func (f *fold) writeOrders() {
	for _, o := range f.orders {
		if o.cancelled {
			continue
		}
		date := f.hits[o.date]
		currency := f.currency(date)
		value := f.valueOf(o)
		refunded, refunds := f.refunded(o, currency, value)
		fact := Order{
			Transaction: o.transaction, Time: date.Time, Source: uint8(date.Source), EventID: date.Event.ID,
			Person: o.person, Session: o.session, Cart: o.basket, Surface: f.orderSurface(o),
			Currency: currency, Value: value, Refunded: refunded, Refunds: refunds,
			Coupon: date.Event.Params.Text("coupon"), PaymentType: f.paidWith(o),
			Reused: o.reused, ReferralCodes: f.referralCodes(o), Sealed: f.sealed(o.date),
		}
		for _, i := range o.purchases {
			fact.ByServer = fact.ByServer || f.hits[i].Source == event.ServerKey
			fact.ByBrowser = fact.ByBrowser || f.hits[i].Source == event.BrowserKey
		}
		if o.basket != None {
			fact.Cart = f.baskets[o.basket].fact
		}
		f.facts.Orders = append(f.facts.Orders, fact)
	}
}

// valueOf is an order's value in minor units of its currency.
func (f *fold) valueOf(o *order) int64 {
	date := f.hits[o.date]
	value, _ := f.amount(date, "value", f.currency(date))
	return value
}

// refunded adds up an order's refunds, at most to the order's value.
func (f *fold) refunded(o *order, currency string, value int64) (sum int64, count int) {
	for _, i := range o.refunds {
		h := f.hits[i]
		amount, stated := f.amount(h, "value", currency)
		switch {
		case stated:
		case len(h.Event.Params.Items()) > 0:
			amount = max(0, f.itemsAmount(h, f.hits[o.date], currency))
		default:
			amount = value
		}
		sum += min(amount, value-sum)
		count++
	}
	return sum, count
}

// orderSurface is that of the earliest counted purchase that states one, else its session's.
func (f *fold) orderSurface(o *order) string {
	for _, i := range o.purchases {
		if s := f.hits[i].Event.Surface; f.counted(f.hits[i]) && s != "" && s != event.SurfaceOther {
			return string(s)
		}
	}
	if o.session != None {
		return f.facts.Sessions[o.session].Surface
	}
	return string(event.SurfaceOther)
}
