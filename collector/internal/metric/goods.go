package metric

import "strings"

// What a store knows of products. Quantities are in thousandths, since cheese is sold by
// weight.
const (
	// FactHandling is a number of events of one visit that view a product, add it to a cart or
	// take it out, within a quarter of an hour.
	FactHandling Fact = "handling"
	// FactOrderItem is a product in an order, on the day of the order.
	FactOrderItem Fact = "order_item"
	// FactCartItem is a product that was put into a cart, or stood in it when its checkout
	// began, on the day the cart was opened.
	FactCartItem Fact = "cart_item"

	FieldQuantity Field = "quantity" // of a handling or an order item; of a cart item what was added less what was taken out
	FieldRevenue  Field = "revenue"  // of an order item: minor units

	IfViewed    Predicate = "viewed"     // handling: the product was looked at
	IfAdded     Predicate = "added"      // handling: it was put into a cart
	IfRemoved   Predicate = "removed"    // handling: it was taken out of one
	IfThenAdded Predicate = "then_added" // handling: its visit put the product into a cart, whenever that was
	IfOrderedIt Predicate = "ordered_it" // cart item: the cart was ordered
	IfLeft      Predicate = "left"       // cart item: more was added than taken out

	// ByProduct is what a product is known by. Carts, checkouts, orders and their customers
	// may have any number of products.
	ByProduct Dimension = "product"
	// ByCategory is the category of a product, likewise.
	ByCategory Dimension = "category"
	// BySpelling is a product with name and category as it was spelled, see Spell. Handlings,
	// order items and cart items have it.
	BySpelling Dimension = "spelling"
)

// unitSeparator stands between the parts of a spelling. Like all control characters it is
// in no event.
const unitSeparator = "\x1f"

// Spell is the value of BySpelling.
func Spell(product, name, category string) string {
	return product + unitSeparator + name + unitSeparator + category
}

// spelled takes a spelling apart.
func spelled(spelling string) (product, name, category string) {
	product, rest, _ := strings.Cut(spelling, unitSeparator)
	name, category, _ = strings.Cut(rest, unitSeparator)
	return product, name, category
}
