package rules

func orderRules() []rule {
	return []rule{
		{
			name: "one order a transaction", says: "All purchases of a transaction_id are one order.",
			script: "order_told_twice", file: journeyDir + "order.go",
			old: "if len(same) == 0 || h.Time-",
			new: "if true || h.Time-",
		},
		{
			name: "ids are text", says: "Transaction ids are compared as text.",
			script: "order_told_twice", file: journeyDir + "order.go",
			old: "\t\tt := e.Params.Text(\"transaction_id\")\n",
			new: "\t\tt := e.Params.Text(\"transaction_id\")\n\t\tfor len(t) > 0 && t[0] == '0' {\n\t\t\tt = t[1:]\n\t\t}\n",
		},
		{
			name: "30 days are one order", says: "A purchase exactly 30 days after the first is the same order.",
			script: "transaction_reused", file: journeyDir + "order.go",
			old: ".Time > orderEpisode {",
			new: ".Time >= orderEpisode {",
		},
		{
			name: "later it is another", says: "A purchase more than 30 days after the first is another order.",
			script: "transaction_reused", file: journeyDir + "window.go",
			old: "orderEpisode   = int64(30 * 24 * time.Hour",
			new: "orderEpisode   = int64(300 * 24 * time.Hour",
		},
		{
			name: "server over browser", says: "The time and the figures are those of the server's purchase.",
			script: "order_told_twice", file: journeyDir + "order.go",
			old: "for _, server := range []bool{true, false} {",
			new: "for _, server := range []bool{false, true} {",
		},
		{
			name: "the earliest figures", says: "Of several purchases of the server the earliest counts.",
			script: "order_told_twice", file: journeyDir + "order.go",
			old: "if o.date == None {",
			new: "if o.date == None || server {",
		},
		{
			name: "the server's customer", says: "The customer is that of the server's earliest purchase that has one.",
			script: "order_told_twice", file: journeyDir + "order.go",
			old: `if o.customer == "" && f.customerCounts(h) {`,
			new: `if f.customerCounts(h) {`,
		},
		{
			name: "the first cart", says: "The cart is that of the earliest purchase that has one.",
			script: "order_told_twice", file: journeyDir + "order.go",
			old: `if o.cartID == "" {`,
			new: `if true {`,
		},
		{
			name: "numbers are no secrets", says: "Whoever names an order of another visitor's does not become its customer.",
			script: "numbers_are_no_secrets", file: journeyDir + "link.go",
			old: "if named && !meant {",
			new: "if named && !meant && false {",
		},
		{
			name: "person of an order", says: "Without a customer of its own it is the person's whose purchase lends the visitor.",
			script: "late_login", file: journeyDir + "link.go",
			old: "case o.lender != None:",
			new: "case false:",
		},
		{
			name: "goods alone", says: "An order's value is without tax and shipping.",
			script: "order_told_twice", file: journeyDir + "order.go",
			old: "value, _ := f.amount(date, \"value\", f.currency(date))\n",
			new: "value, _ := f.amount(date, \"value\", f.currency(date))\n\ttax, _ := f.amount(date, \"tax\", f.currency(date))\n\tvalue += tax\n",
		},
		{
			name: "orders of the server", says: "With orders: server a browser's purchase is no order.",
			script: "orders_of_the_server", file: journeyDir + "order.go",
			old: "return h.Source == event.ServerKey || !f.ServerOrders",
			new: "return true",
		},
		{
			name: "a browser lends its visitor", says: "It lends its visitor all the same.",
			script: "orders_of_the_server", file: journeyDir + "order.go",
			old: `if o.visitor == "" && h.Visitor != "" {`,
			new: `if o.visitor == "" && h.Visitor != "" && f.counted(h) {`,
		},
		{
			name: "a browser lends its cart", says: "It lends its cart all the same.",
			script: "orders_of_the_server", file: journeyDir + "order.go",
			old: `if o.cartID == "" {`,
			new: `if o.cartID == "" && f.counted(h) {`,
		},
		{
			name: "a browser lends nothing else", says: "It lends no referral code.",
			script: "orders_of_the_server", file: journeyDir + "order.go",
			old: `if o.code == "" && f.counted(h) {`,
			new: `if o.code == "" {`,
		},
		{
			name: "cancelled orders are none", says: "order_cancelled takes an order out of every order metric.",
			script: "cancelled_order", file: journeyDir + "order.go",
			old: "if o.cancelled {\n\t\t\tcontinue",
			new: "if false {\n\t\t\tcontinue",
		},
		{
			name: "cancelled orders leave their session", says: "order_cancelled takes an order out of its session.",
			script: "cancelled_order", file: journeyDir + "session.go",
			old: "if o.session != None && !o.cancelled {",
			new: "if o.session != None {",
		},
	}
}

func refundRules() []rule {
	return []rule{
		{
			name: "a refund_id once", says: "The same refund_id counts once.",
			script: "refund_on_the_orders_day", file: journeyDir + "order.go",
			old: "if seen[id] {",
			new: "if false {",
		},
		{
			name: "refunded in full", says: "Without value and items a refund is of all.",
			script: "refund_on_the_orders_day", file: journeyDir + "order.go",
			old: "default:\n\t\t\tamount = value\n",
			new: "default:\n\t\t\tamount = 0\n",
		},
		{
			name: "refunded by item", says: "A refund with items and no value is of their price times quantity.",
			script: "refund_of_items", file: journeyDir + "order.go",
			old: "case len(h.Event.Params.Items()) > 0:",
			new: "case false:",
		},
		{
			name: "at the price bought at", says: "An item without a price is refunded at the one that it was bought at.",
			script: "refund_of_items", file: journeyDir + "items.go",
			old: `if item.Price == "" {`,
			new: `if item.Price == "-" {`,
		},
		{
			name: "at the price stated", says: "An item with a price is refunded at that.",
			script: "refund_of_items", file: journeyDir + "items.go",
			old: `if item.Price == "" {`,
			new: `if true {`,
		},
		{
			name: "never less than nothing", says: "Items that come to less than nothing give nothing back.",
			script: "refund_of_items", file: journeyDir + "order.go",
			old: "amount = max(0, f.itemsAmount(",
			new: "amount = max(-1_000_000, f.itemsAmount(",
		},
		{
			name: "refunds without an id", says: "Without refund_id each refund counts.",
			script: "refund_of_items", file: journeyDir + "order.go",
			old: `id.id != "" {`,
			new: `id.id != "-" {`,
		},
		{
			name: "no more than the value", says: "Refunds are at most the order's value in all.",
			script: "refund_on_the_orders_day", file: journeyDir + "order.go",
			old: "sum += min(amount, value-sum)",
			new: "sum += amount",
		},
		{
			name: "in the order's currency", says: "A refund in another currency does not count.",
			script: "refund_on_the_orders_day", file: journeyDir + "order.go",
			old: `c != "" && c != f.currency(f.hits[o.date]) {`,
			new: `c == "-" {`,
		},
		{
			name: "refunds wait", says: "A refund may come before its order.",
			script: "refund_before_its_order", file: journeyDir + "order.go",
			old: "if o.date != None && (meant == nil || o.date < i) {",
			new: "if o.date != None && o.date < i {",
		},
		{
			name: "refund of a reused id", says: "A refund belongs to the latest order of its transaction before it.",
			script: "transaction_reused", file: journeyDir + "order.go",
			old: "if o.date != None && (meant == nil || o.date < i) {",
			new: "if o.date != None && meant == nil {",
		},
		{
			name: "on the order's day", says: "A refund counts on its order's day.",
			script: "refund_on_the_orders_day", file: metricDir + "purchase.go",
			old: "Numerator:  Measure{Fact: FactOrder, Field: FieldNet, ByCurrency: true},",
			new: "Numerator:  Measure{Fact: FactOrder, Field: FieldValue, ByCurrency: true},",
		},
	}
}

func moneyRules() []rule {
	return []rule{
		{
			name: "no digits", says: "A rial has no smaller coin.",
			script: "smallest_coins", file: eventDir + "currency.go",
			old: "return 0, true",
			new: "return 2, true",
		},
		{
			name: "three digits", says: "A dinar has a thousand fils.",
			script: "smallest_coins", file: eventDir + "currency.go",
			old: "return 3, true",
			new: "return 2, true",
		},
		{
			name: "half to even", says: "Excess digits are rounded half to even.",
			script: "smallest_coins", file: eventDir + "amount.go",
			old: "half == 5 && (others || value%2 == 1)",
			new: "half == 5",
		},
		{
			name: "rounded, not cut", says: "Excess digits are rounded and not cut off.",
			script: "smallest_coins", file: eventDir + "amount.go",
			old: "if half > 5 || half == 5 && (others || value%2 == 1) {",
			new: "if false {",
		},
		{
			name: "currencies apart", says: "Currencies are never added.",
			script: "smallest_coins", file: metricDir + "purchase.go",
			old: "Numerator:  Measure{Fact: FactOrder, Field: FieldValue, ByCurrency: true},",
			new: "Numerator:  Measure{Fact: FactOrder, Field: FieldValue},",
		},
	}
}
