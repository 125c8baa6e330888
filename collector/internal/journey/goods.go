package journey

import (
	"cmp"
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// Ware is a product as an event spells it.
type Ware struct {
	Product  string // what it is known by: the item's id, else its name
	Name     string
	Category string
}

// lot is all that some items say of one product.
type lot struct {
	Ware
	quantity int64 // thousandths
	lines    []event.Item
}

// lots puts items of the same product together, in the order in which products come first.
// What is not stated at first may be stated by a later item. Items of no product are left out.
func lots(items []event.Item) []lot {
	var all []lot
	for _, item := range items {
		product := cmp.Or(item.ID, item.Name)
		if product == "" {
			continue
		}
		n := slices.IndexFunc(all, func(l lot) bool { return l.Product == product })
		if n < 0 {
			n = len(all)
			all = append(all, lot{Ware: Ware{Product: product}})
		}
		l := &all[n]
		l.spell(Ware{Name: l.Name, Category: l.Category}, Ware{Name: item.Name, Category: item.Category})
		l.quantity += item.Milli()
		l.lines = append(l.lines, item)
	}
	return all
}

// spell takes up name and category, of several spellings the first that states them.
func (w *Ware) spell(spellings ...Ware) {
	w.Name, w.Category = "", ""
	for _, s := range spellings {
		w.Name, w.Category = cmp.Or(w.Name, s.Name), cmp.Or(w.Category, s.Category)
	}
}

// addCategories adds the categories of items to those already there, each once.
func addCategories(known []string, items []event.Item) []string {
	for _, item := range items {
		if item.Category != "" && !slices.Contains(known, item.Category) {
			known = append(known, item.Category)
		}
	}
	return known
}

// revenue is what lines were sold for in minor units: of each its price less discount, times
// quantity. Lines that take something off have a price below zero.
func (f *fold) revenue(lines []event.Item, currency string) int64 {
	return f.total(lines, currency, func(i *event.Item, digits int) (int64, bool) {
		price, ok := i.PriceAmount(digits)
		discount, less := i.DiscountAmount(digits)
		if i.Price == "" || i.Discount == "" {
			return price, ok
		}
		return price - discount, ok && less
	})
}
