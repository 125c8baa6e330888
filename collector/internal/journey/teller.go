package journey

import (
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// teller tells of one person in one fold.
type teller struct {
	owners
	home    int
	asOf    int64
	out     *Timeline
	met     bool // a hit was the person's
	entries []entry
	undone  map[*order]bool // orders whose cancellation was told
}

func (t *teller) tell() {
	t.undone = map[*order]bool{}
	begun := map[int]int{}
	for n, i := range t.begin {
		begun[i] = n
	}
	for i := range t.hits {
		if n, ok := begun[i]; ok && t.facts.Sessions[n].Person == t.out.Person {
			t.session(n)
		}
		if o := t.orderAt[i]; o != nil && o.person == t.out.Person {
			t.order(o)
		}
		if t.whose(i) == t.out.Person {
			t.hit(i)
		}
	}
	t.foundFrictions()
	t.leftCarts()
}

// add puts an item into the visit of a session, None for none.
func (t *teller) add(item Item, session int) {
	t.entries = append(t.entries, entry{item, visit{t.home, session}})
}

// lived widens the span of the person's events.
func (t *teller) lived(time int64) {
	if !t.met {
		t.met, t.out.First, t.out.Last = true, time, time
	}
	t.out.First, t.out.Last = min(t.out.First, time), max(t.out.Last, time)
}

func (t *teller) session(n int) {
	s := &t.facts.Sessions[n]
	t.out.Sessions++
	t.add(Item{
		Time: s.Start, Type: ItemSession, Name: string(ItemSession), Surface: s.Surface, Path: s.Landing,
		Channel: s.Channel, Source: s.Source, Medium: s.Medium, Campaign: s.Campaign,
		Device: s.Device, PageViews: s.PageViews, EngagedMS: s.EngagedMS,
	}, n)
}

func (t *teller) order(o *order) {
	item := t.plain(o.date)
	item.Type, item.Cancelled, item.Transaction = ItemOrder, o.cancelled, o.transaction
	item.Surface, item.Products = t.orderSurface(o), products(t.hits[o.date].Event.Params.Items())
	value := t.orderValue(o)
	item.Value = &value
	t.add(item, o.session)
	if o.cancelled {
		return
	}
	t.out.Orders++
	n := slices.IndexFunc(t.out.Revenue, func(a Amount) bool { return a.Currency == value.Currency })
	if n < 0 {
		n = len(t.out.Revenue)
		t.out.Revenue = append(t.out.Revenue, Amount{Currency: value.Currency})
	}
	t.out.Revenue[n].Minor += value.Minor
}

// hit tells what one event says by itself.
func (t *teller) hit(i int) {
	h := t.hits[i]
	t.lived(h.Time)
	t.out.Hashed = h.Hashed && !t.out.Person.Customer
	item := t.plain(i)
	switch name := h.Event.Name; {
	case t.orderOf[i] != nil && t.orderOf[i].date != None:
		if !t.change(&item, i) {
			return // a copy of the purchase, or a change that changes nothing
		}
	case name == event.NameUserEngagement, name == event.NameWebVitals:
		return // they measure, and nobody did them
	case isMessage(name):
		item.Type, item.Campaign = ItemMessage, h.Event.Params.Text("campaign")
	case name == event.NameSurveyAnswered, name == event.NameReviewSubmitted:
		item.answered(h)
	case event.IsFriction(&h.Event):
		item.hindered(&h.Event)
	}
	in := t.fold.session[i]
	if item.Type == ItemRefund || item.Type == ItemCancelled {
		in = None // the shop did it, whatever visit it is credited to
	}
	t.add(item, in)
}

// plain is the item of an event as any event has it.
func (t *teller) plain(i int) Item {
	h := t.hits[i]
	item := Item{
		Time: h.Time, Type: ItemEvent, Name: h.Event.Name, Surface: string(h.Event.Surface), Touchpoint: h.Event.Touchpoint,
		Stage: t.StageOf(&h.Event), Path: h.Landing, Products: products(h.Event.Params.Items()),
	}
	currency := t.currency(h)
	if minor, ok := t.amount(h, "value", currency); ok {
		item.Value = &Amount{currency, minor}
	}
	return item
}

// change makes an item tell of a refund or a cancellation, each once.
func (t *teller) change(item *Item, i int) bool {
	o := t.orderOf[i]
	item.Transaction = o.transaction
	if n := slices.Index(o.refunds, i); n >= 0 {
		item.Type, item.Value = ItemRefund, t.refundValue(o, n)
		return true
	}
	if t.hits[i].Event.Name == event.NameOrderCancelled && !t.undone[o] {
		t.undone[o] = true
		item.Type = ItemCancelled
		return true
	}
	return false
}

func (t *teller) orderValue(o *order) Amount {
	currency := t.currency(t.hits[o.date])
	value, _ := t.amount(t.hits[o.date], "value", currency)
	return Amount{currency, value}
}

// refundValue is what an order's refund number n gave back, after those before it.
func (t *teller) refundValue(o *order, n int) *Amount {
	value := t.orderValue(o)
	so := *o
	so.refunds = o.refunds[:n]
	before, _ := t.refunded(&so, value.Currency, value.Minor)
	so.refunds = o.refunds[:n+1]
	with, _ := t.refunded(&so, value.Currency, value.Minor)
	return &Amount{value.Currency, with - before}
}
