package journey

// OrderItem is a product in an order.
type OrderItem struct {
	Order int
	Ware
	Quantity int64 // thousandths
	Revenue  int64 // minor units of the order's currency, see revenue
}

// writeOrderItems lists the products of the orders that stand: those of the purchase whose
// figures hold. Orders have been written.
func (f *fold) writeOrderItems() {
	n := 0
	for _, o := range f.orders {
		if o.cancelled {
			continue
		}
		fact := &f.facts.Orders[n]
		items := f.hits[o.date].Event.Params.Items()
		fact.Categories = addCategories(nil, items)
		for _, l := range lots(items) {
			f.facts.OrderItems = append(f.facts.OrderItems, OrderItem{
				Order: n, Ware: l.Ware, Quantity: l.quantity, Revenue: f.revenue(l.lines, fact.Currency),
			})
		}
		n++
	}
}
