package journey

import "github.com/safar-cx/safar/sdk/event"

// CartItem is a product that was put into a cart, or stood in it when its checkout began.
type CartItem struct {
	Cart int
	Ware       // as spelled last
	Left int64 // thousandths: added less taken out, not below zero
}

// writeCartItems lists the products of carts, as told by the events of a cart while it was
// open. Carts have been written.
func (f *fold) writeCartItems() {
	type place struct {
		cart    int
		product string
	}
	in := map[place]int{}
	left := map[place]int64{}
	for i, h := range f.hits {
		name := h.Event.Name
		if name != event.NameAddToCart && name != event.NameRemoveFromCart && name != event.NameBeginCheckout {
			continue
		}
		basket := f.acts(i)
		if basket == None || f.baskets[basket].fact == None {
			continue
		}
		items := h.Event.Params.Items()
		cart := f.baskets[basket].fact
		if name != event.NameRemoveFromCart {
			f.facts.Carts[cart].Categories = addCategories(f.facts.Carts[cart].Categories, items)
		}
		for _, l := range lots(items) {
			p := place{cart, l.Product}
			switch name {
			case event.NameAddToCart:
				left[p] += l.quantity
			case event.NameRemoveFromCart:
				left[p] -= l.quantity
				continue
			}
			n, known := in[p]
			if !known {
				n = len(f.facts.CartItems)
				in[p] = n
				f.facts.CartItems = append(f.facts.CartItems, CartItem{Cart: cart, Ware: l.Ware})
			}
			now := &f.facts.CartItems[n]
			now.spell(l.Ware, now.Ware)
		}
	}
	for p, n := range in {
		f.facts.CartItems[n].Left = max(left[p], 0)
	}
}
