package journey

import "github.com/safar-cx/safar/sdk/event"

// Deed is what a visitor does with a product. Its numbers are stored.
type Deed uint8

// The deeds.
const (
	Viewed  Deed = iota + 1 // view_item
	Added                   // add_to_cart
	Removed                 // remove_from_cart
)

// Handling is what a visit did with a product on a surface in a quarter of an hour.
type Handling struct {
	Ware     // as spelled last
	Deed     Deed
	Time     int64 // beginning of the quarter hour
	Session  int
	Surface  string
	Count    int64 // events that list the product
	Quantity int64 // thousandths
	// ThenAdded says that the visit put the product into a cart, whenever that was.
	ThenAdded bool
}

// writeHandlings counts what was done with products.
func (f *fold) writeHandlings() {
	type cell struct {
		product string
		deed    Deed
		time    int64
		session int
		surface string
	}
	type taker struct {
		session int
		product string
	}
	known := map[cell]int{}
	takes := map[taker]bool{}
	for i, h := range f.hits {
		deed := deedOf(h)
		if deed == 0 || f.sealed(i) {
			continue
		}
		for _, l := range lots(h.Event.Params.Items()) {
			c := cell{l.Product, deed, h.Time - h.Time%quarterHour, f.session[i], string(h.Event.Surface)}
			n, ok := known[c]
			if !ok {
				n = len(f.facts.Handlings)
				known[c] = n
				f.facts.Handlings = append(f.facts.Handlings, Handling{
					Ware: l.Ware, Deed: deed, Time: c.time, Session: c.session, Surface: c.surface,
				})
			}
			now := &f.facts.Handlings[n]
			now.spell(l.Ware, now.Ware)
			now.Count++
			now.Quantity += l.quantity
			if deed == Added {
				takes[taker{c.session, c.product}] = true
			}
		}
	}
	for n := range f.facts.Handlings {
		h := &f.facts.Handlings[n]
		h.ThenAdded = h.Session != None && takes[taker{h.Session, h.Product}]
	}
}

// deedOf is what a hit does with its products, 0 for nothing that counts.
func deedOf(h *Hit) Deed {
	switch h.Event.Name {
	case event.NameViewItem:
		return Viewed
	case event.NameAddToCart:
		return Added
	case event.NameRemoveFromCart:
		return Removed
	}
	return 0
}
