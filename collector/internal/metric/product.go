package metric

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// maxProducts is how many are listed.
const maxProducts = 200

// ProductOrder says which products are listed first. Each is by a number, most first.
type ProductOrder string

// The orders. Equal products are listed by their views, then by what they are known by.
const (
	MostViewed  ProductOrder = "views"
	MostAdded   ProductOrder = "added"
	MostBought  ProductOrder = "bought"
	MostLeft    ProductOrder = "left"
	MostRevenue ProductOrder = "revenue" // in the site's currency
)

// ProductOrders are all of them.
func ProductOrders() []ProductOrder {
	return []ProductOrder{MostViewed, MostAdded, MostBought, MostLeft, MostRevenue}
}

// ProductReport lists what happened to products in a range.
type ProductReport struct {
	Request  Request
	Compared *Range
	// Products are those of which there is anything to tell in the range; LeftOut counts the
	// ones beyond those listed.
	Products []Product
	LeftOut  int
}

// Product is one product.
type Product struct {
	// ID is what it is known by: the item's id, else its name.
	ID string
	// Name and Category are as most of the range's orders and carts with it spell them; of what
	// these do not state, as most of what visits did with it does. Of equally frequent
	// spellings it is the first by the alphabet, "" where none is stated.
	Name, Category string
	ProductCounts
	// ViewToCart is, of the visits that viewed it in the range, those that put it into a cart.
	ViewToCart Figure
	// CartToOrder is, of the matured carts with it, those that were ordered.
	CartToOrder Figure
	// Previous is the same over the compared period; nil without one.
	Previous *ProductCounts
}

// ProductCounts are what happened to a product. Quantities are in thousandths.
type ProductCounts struct {
	Views, ViewVisits  int64 // events that list it, and their visits
	Added, AddedVisits int64 // quantity put into carts, and the visits that did
	Removed            int64 // quantity taken out of carts
	Bought, Orders     int64 // quantity in orders, and these
	// Revenue is what these orders paid for it, by currency; the site's first, even when it is
	// nothing.
	Revenue []Amount
	// LeftBehind is the quantity left in matured carts that were neither ordered nor emptied,
	// LeftCarts are these.
	LeftBehind, LeftCarts int64
}

// The measures of each product.
const (
	productViews = iota
	productViewVisits
	productViewVisitsAdded
	productAdded
	productAddedVisits
	productRemoved
	productBought
	productOrders
	productRevenue
	productLeft
	productLeftCarts
	productCarts
	productOrderedCarts
)

// BuildProducts answers a request with two or three queries. The order defaults to MostViewed. Its
// errors are those of Build.
func BuildProducts(ctx context.Context, src Source, req Request, order ProductOrder) (ProductReport, error) {
	order = cmp.Or(order, MostViewed)
	if !slices.Contains(ProductOrders(), order) {
		return ProductReport{}, &RequestError{BadRequest, "sort", fmt.Sprintf("products can't be sorted by %q", order),
			"known: views, added, bought, left, revenue"}
	}
	f, err := newFinding(req)
	if err != nil {
		return ProductReport{}, err
	}
	found, err := f.measure(ctx, src, ByProduct, productMeasures())
	if err != nil {
		return ProductReport{}, err
	}
	out := ProductReport{Request: f.Request, Compared: f.compared}
	for _, id := range found.groups {
		if p := f.product(id, found); p.told() {
			out.Products = append(out.Products, p)
		}
	}
	slices.SortStableFunc(out.Products, func(a, b Product) int {
		return cmp.Or(cmp.Compare(b.rank(order), a.rank(order)), cmp.Compare(b.Views, a.Views))
	})
	out.LeftOut = max(0, len(out.Products)-maxProducts)
	out.Products = out.Products[:len(out.Products)-out.LeftOut]
	out.LeftOut += int(found.folded)
	return out, f.nameProducts(ctx, src, out.Products)
}

func productMeasures() []Measure {
	handled := func(where ...Predicate) Measure { return Measure{Fact: FactHandling, Where: where} }
	counted := func(m Measure, field Field) Measure { m.Field = field; return m }
	visits := func(m Measure) Measure { m.Field, m.Distinct = FieldSession, true; return m }
	items := Measure{Fact: FactOrderItem}
	inCarts := Measure{Fact: FactCartItem, Where: []Predicate{IfMatured}}
	left := inCarts.where(IfNotOrdered, IfNotEmptied)
	return []Measure{
		productViews:           counted(handled(IfViewed), FieldCount),
		productViewVisits:      visits(handled(IfViewed)),
		productViewVisitsAdded: visits(handled(IfViewed, IfThenAdded)),
		productAdded:           counted(handled(IfAdded), FieldQuantity),
		productAddedVisits:     visits(handled(IfAdded)),
		productRemoved:         counted(handled(IfRemoved), FieldQuantity),
		productBought:          counted(items, FieldQuantity),
		productOrders:          items,
		productRevenue:         items.sum(FieldRevenue),
		productLeft:            counted(left, FieldQuantity),
		productLeftCarts:       left.where(IfLeft),
		productCarts:           inCarts,
		productOrderedCarts:    inCarts.where(IfOrderedIt),
	}
}

func (f *finding) product(id string, found *sums) Product {
	at := func(measure int) int64 { return found.at(measure, inRange, id) }
	p := Product{
		ID: id, ProductCounts: f.productCounts(id, found, inRange),
		ViewToCart:  share(at(productViewVisitsAdded), at(productViewVisits)),
		CartToOrder: share(at(productOrderedCarts), at(productCarts)),
	}
	if f.compared != nil {
		previous := f.productCounts(id, found, inCompared)
		p.Previous = &previous
	}
	return p
}

func (f *finding) productCounts(id string, found *sums, bucket int) ProductCounts {
	at := func(measure int) int64 { return found.at(measure, bucket, id) }
	revenue := func(currency string) int64 { return found.of[sumKey{productRevenue, bucket, id, currency}].value }
	c := ProductCounts{
		Views: at(productViews), ViewVisits: at(productViewVisits), Added: at(productAdded), AddedVisits: at(productAddedVisits),
		Removed: at(productRemoved), Bought: at(productBought), Orders: at(productOrders),
		Revenue:    []Amount{{f.Currency, revenue(f.Currency)}},
		LeftBehind: at(productLeft), LeftCarts: at(productLeftCarts),
	}
	for _, currency := range found.currencies {
		if minor := revenue(currency); currency != f.Currency && minor != 0 {
			c.Revenue = append(c.Revenue, Amount{currency, minor})
		}
	}
	return c
}

// told tells whether there is anything to tell of a product in the range.
func (p *Product) told() bool {
	return p.Views > 0 || p.Added > 0 || p.Removed > 0 || p.Orders > 0 || *p.CartToOrder.Denominator > 0
}

// rank is the number by which products are sorted.
func (p *Product) rank(order ProductOrder) int64 {
	switch order {
	case MostAdded:
		return p.Added
	case MostBought:
		return p.Bought
	case MostLeft:
		return p.LeftBehind
	case MostRevenue:
		return p.Revenue[0].Minor
	}
	return p.Views
}
