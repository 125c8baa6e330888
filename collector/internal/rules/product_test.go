package rules

// productRules are of products: those of orders, carts and checkouts, and what happened to them.
func productRules() []rule {
	return []rule{
		{
			name: "products of the figures", says: "The products of an order are the items of the purchase that gives its figures.",
			script: "products_of_an_order", file: journeyDir + "orderitem.go",
			old: "f.hits[o.date]", new: "f.hits[o.purchases[0]]",
		},
		{
			name: "what a product is known by", says: "A product is known by its id, else by its name.",
			script: "products_of_an_order", file: journeyDir + "goods.go",
			old: "cmp.Or(item.ID, item.Name)", new: "cmp.Or(item.Name, item.ID)",
		},
		{
			name: "an order once in a group", says: "An order that lists a product twice is in its group once.",
			script: "products_of_an_order", file: journeyDir + "goods.go",
			old: "if n < 0 {", new: "if n < len(items) {",
		},
		{
			name: "all of its products", says: "An order with several products is in the group of each.",
			script: "products_of_an_order", file: journeyDir + "orderitem.go",
			old: "range lots(items) {", new: "range lots(items[:min(1, len(items))]) {",
		},
		{
			name: "all of its categories", says: "And in the group of each of their categories.",
			script: "products_of_an_order", file: journeyDir + "orderitem.go",
			old: "addCategories(nil, items)", new: "addCategories(nil, items[:min(1, len(items))])",
		},
		{
			name: "a category once", says: "Once, however many of them are of it.",
			script: "products_of_an_order", file: journeyDir + "goods.go",
			old: `item.Category != "" && !slices.Contains(known, item.Category)`, new: `item.Category != ""`,
		},
		{
			name: "an order without products", says: "One without any is not set.", disk: true,
			script: "products_of_an_order", file: sqliteDir + "goods.go",
			old: `is: "v.placed = f.id", column: "v.product", none: metric.NotSet`, new: `is: "v.placed = f.id", column: "v.product", none: metric.NoSession`,
		},
		{
			name: "stood in it at the checkout", says: "The products of a cart are also those that stood in it when its checkout began.",
			script: "products_of_a_cart", file: journeyDir + "cartitem.go",
			old: "name != event.NameRemoveFromCart && name != event.NameBeginCheckout {", new: "name != event.NameRemoveFromCart {",
		},
		{
			name: "taken out alone", says: "What was only taken out of a cart is none of its products.",
			script: "products_of_a_cart", file: journeyDir + "cartitem.go",
			old: "left[p] -= l.quantity\n\t\t\t\tcontinue", new: "left[p] -= l.quantity",
		},
		{
			name: "products while it was open", says: "Nor is what was said of it after its order.",
			script: "products_of_a_cart", file: journeyDir + "cartitem.go",
			old: "basket := f.acts(i)", new: "basket := f.cart[i]",
		},
		{
			name: "categories of a cart", says: "Its categories are those of its products.",
			script: "products_of_a_cart", file: journeyDir + "cartitem.go",
			old: "if name != event.NameRemoveFromCart {", new: "if cart >= 0 {",
		},
		{
			name: "products of a checkout", says: "The products of a checkout are those of its cart.", disk: true,
			script: "products_of_a_cart", file: sqliteDir + "vocabulary.go",
			old: `contents("f.cart")`, new: `contents("f.id")`,
		},
		{
			name: "one view", says: "An event that lists a product twice is one view of it.",
			script: "products", file: journeyDir + "goods.go",
			old: "if n < 0 {", new: "if n < len(items) {",
		},
		{
			name: "quantities of products", says: "What was added and taken out are quantities.",
			script: "products", file: journeyDir + "handling.go",
			old: "now.Quantity += l.quantity", new: "now.Quantity += 1000",
		},
		{
			name: "quantities bought", says: "So is what was bought.",
			script: "products", file: journeyDir + "orderitem.go",
			old: "Quantity: l.quantity,", new: "Quantity: 1000,",
		},
		{
			name: "less discount", says: "Revenue is the price less the item's discount,",
			script: "products", file: journeyDir + "goods.go",
			old: "return price - discount, ok && less", new: "return price - 0*discount, ok && less",
		},
		{
			name: "times quantity", says: "times the quantity.",
			script: "products", file: journeyDir + "items.go",
			old: "big.NewInt(items[i].Milli())", new: "big.NewInt(1000)",
		},
		{
			name: "left after taking out", says: "What is left behind is what was added less what was taken out,",
			script: "products", file: journeyDir + "cartitem.go",
			old: "left[p] -= l.quantity", new: "left[p] -= 0",
		},
		{
			name: "not less than nothing left", says: "not below zero.",
			script: "products", file: journeyDir + "cartitem.go",
			old: "max(left[p], 0)", new: "left[p]",
		},
		{
			name: "ordered is not left", says: "What was ordered is not left behind,",
			script: "products", file: metricDir + "product.go",
			old: "inCarts.where(IfNotOrdered, IfNotEmptied)", new: "inCarts.where(IfNotEmptied)",
		},
		{
			name: "emptied is not left", says: "nor is anything in a cart that was emptied,",
			script: "products", file: metricDir + "product.go",
			old: "inCarts.where(IfNotOrdered, IfNotEmptied)", new: "inCarts.where(IfNotOrdered)",
		},
		{
			name: "left when matured", says: "or in one that may still be ordered.",
			script: "products", file: metricDir + "product.go",
			old: "Fact: FactCartItem, Where: []Predicate{IfMatured}", new: "Fact: FactCartItem",
		},
		{
			name: "day of what was left", says: "What is left behind is of the day on which the cart was opened.", disk: true,
			script: "products", file: sqliteDir + "goods.go",
			old: "f.opened >= b.lo AND f.opened < b.hi", new: "f.window_end >= b.lo AND f.window_end < b.hi",
		},
		{
			name: "day of what was added", says: "What was added is of the day on which it was.", disk: true,
			script: "products", file: sqliteDir + "goods.go",
			old: "name: \"handling\", span: \"f.time >= b.lo AND f.time < b.hi\"", new: "name: \"handling\", span: \"f.time >= b.lo - 86400000 AND f.time < b.hi\"",
		},
		{
			name: "nothing off without a price", says: "An item without a price comes to nothing, whatever its discount.",
			script: "fractions_of_a_coin", file: journeyDir + "goods.go",
			old: `i.Price == "" || i.Discount == ""`, new: `i.Discount == ""`,
		},
		{
			name: "rounded once", says: "What items come to is rounded once all of them are added up, below zero as above.",
			script: "fractions_of_a_coin", file: journeyDir + "items.go",
			old: "extra := extraDigits", new: "extra := 0",
		},
	}
}
