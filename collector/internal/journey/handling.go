package journey

import (
	"math"

	"github.com/safar-cx/safar/sdk/event"
)

// Deed is what a visitor does with a product. Its numbers are stored.
type Deed uint8

// The deeds.
const (
	Viewed  Deed = iota + 1 // view_item
	Added                   // add_to_cart
	Removed                 // remove_from_cart
)

// Handling is what a visit did with a product in a quarter of an hour.
type Handling struct {
	Ware     // as spelled last
	Deed     Deed
	Time     int64 // beginning of the quarter hour
	Session  int
	Count    int64 // events that list the product
	Quantity int64 // thousandths
	// Before is the time of the last handling of the same visit, product and deed before this
	// one, Earliest where there is none: a visit is new in a span of time whose beginning lies
	// after it.
	Before int64
	// ThenAdded says that the visit also put the product into a cart, whenever that was.
	ThenAdded bool
}

// Earliest is a time before all others.
const Earliest = math.MinInt64

// writeHandlings counts what was done with products.
func (f *fold) writeHandlings() {
	type course struct {
		session int
		product string
		deed    Deed
	}
	last := map[course]int{} // the handling of each that is under way
	for i, h := range f.hits {
		deed := deedOf(h)
		if deed == 0 {
			continue
		}
		time := h.Time - h.Time%quarterHour
		for _, l := range lots(h.Event.Params.Items()) {
			c := course{f.session[i], l.Product, deed}
			n, known := last[c]
			if !known || f.facts.Handlings[n].Time != time {
				fact := Handling{Ware: l.Ware, Deed: deed, Time: time, Session: c.session, Before: Earliest}
				if known {
					fact.Before = f.facts.Handlings[n].Time
				}
				n = len(f.facts.Handlings)
				last[c] = n
				f.facts.Handlings = append(f.facts.Handlings, fact)
			}
			now := &f.facts.Handlings[n]
			now.spell(l.Ware, now.Ware)
			now.Count++
			now.Quantity += l.quantity
		}
	}
	for n := range f.facts.Handlings {
		h := &f.facts.Handlings[n]
		if h.Session == None {
			h.Before = Earliest // of no visit; what others did is not before it
			continue
		}
		_, h.ThenAdded = last[course{h.Session, h.Product, Added}]
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
