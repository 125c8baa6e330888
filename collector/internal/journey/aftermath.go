package journey

import (
	"cmp"
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// foundFrictions tells of what only the fold could see stand in the person's way.
func (t *teller) foundFrictions() {
	for n := range t.facts.Frictions {
		fact, i := &t.facts.Frictions[n], t.frictionAt[n]
		found := fact.Name == event.ReasonGatewayLost || fact.Name == event.ReasonExtraCosts
		if !found || fact.CertainAt > t.asOf || t.whose(i) != t.out.Person {
			continue
		}
		item := t.plain(i)
		item.Type, item.Name, item.Reason, item.Stage = ItemFriction, fact.Name, fact.Reason, event.Purchase
		t.add(item, fact.Session)
	}
}

// leftCarts tells of the person's carts whose windows ended without an order, at that time.
func (t *teller) leftCarts() {
	contents := t.contents()
	for n, b := range t.baskets {
		if b.person != t.out.Person || b.into != None || b.order != nil || b.emptied() || b.end > t.asOf {
			continue
		}
		item := Item{
			Time: b.end, Type: ItemCartLeft, Name: string(ItemCartLeft), Surface: string(t.hits[b.opening].Event.Surface),
			Stage: event.Purchase, Recovered: b.recovered, Products: contents[n].left(),
		}
		if w := contents[n].worth; w.currency != "" {
			item.Value = &Amount{w.currency, max(w.value, 0)}
		}
		t.add(item, t.fold.session[b.opening])
	}
}

// content is what an open cart was said to hold.
type content struct {
	worth    worth
	products []event.Item
	milli    []int64 // of each product, in thousandths
}

// contents follows what was put into each cart and taken out again.
func (t *teller) contents() []content {
	all := make([]content, len(t.baskets))
	for i, h := range t.hits {
		n := t.acts(i)
		if n == None {
			continue
		}
		t.appraise(&all[n].worth, i)
		for _, item := range h.Event.Params.Items() {
			switch h.Event.Name {
			case event.NameAddToCart:
				all[n].put(item, item.Milli())
			case event.NameRemoveFromCart:
				all[n].put(item, -item.Milli())
			}
		}
	}
	return all
}

func (c *content) put(item event.Item, milli int64) {
	key := cmp.Or(item.ID, item.Name)
	n := slices.IndexFunc(c.products, func(known event.Item) bool { return cmp.Or(known.ID, known.Name) == key })
	if n < 0 {
		n = len(c.products)
		c.products, c.milli = append(c.products, item), append(c.milli, 0)
	}
	c.milli[n] += milli
}

// left names the products of which some are left.
func (c *content) left() []string {
	var items []event.Item
	for n, item := range c.products {
		if c.milli[n] > 0 {
			items = append(items, item)
		}
	}
	return products(items)
}
