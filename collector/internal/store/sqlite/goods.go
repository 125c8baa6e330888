package sqlite

import (
	"database/sql"
	"fmt"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// The tables of products.

func handlings() table {
	return table{
		name: "handling", span: "f.time >= b.lo AND f.time < b.hi",
		fields: map[metric.Field]string{
			metric.FieldCount: "f.count", metric.FieldQuantity: "f.quantity", metric.FieldSession: "f.session",
		},
		predicates: map[metric.Predicate]string{
			metric.IfViewed:    fmt.Sprintf("f.deed = %d", journey.Viewed),
			metric.IfAdded:     fmt.Sprintf("f.deed = %d", journey.Added),
			metric.IfRemoved:   fmt.Sprintf("f.deed = %d", journey.Removed),
			metric.IfThenAdded: "f.then_added",
		},
		dimensions: ware(),
	}
}

func orderItems() table {
	return table{
		name: "order_item", span: "f.time >= b.lo AND f.time < b.hi",
		fields:     map[metric.Field]string{metric.FieldQuantity: "f.quantity", metric.FieldRevenue: "f.revenue"},
		dimensions: ware(),
	}
}

func cartItems() table {
	return table{
		name: "cart_item", span: "f.opened >= b.lo AND f.opened < b.hi",
		fields: map[metric.Field]string{metric.FieldQuantity: "f.quantity"},
		predicates: map[metric.Predicate]string{
			metric.IfMatured:    "f.window_end <= :asof",
			metric.IfNotEmptied: "NOT f.emptied",
			metric.IfNotOrdered: "NOT f.ordered",
			metric.IfOrderedIt:  "f.ordered",
			metric.IfLeft:       "f.quantity > 0",
		},
		dimensions: ware(),
	}
}

// ware are the dimensions of a fact about one product.
func ware() map[metric.Dimension]string {
	return onSurface(map[metric.Dimension]string{
		metric.ByProduct: "f.product", metric.ByCategory: "f.category",
		metric.BySpelling: "f.product || char(31) || f.name || char(31) || f.category",
	})
}

// wares says where the products and categories of orders are, by the id of their rows.
func wares() map[metric.Dimension]many {
	return map[metric.Dimension]many{
		metric.ByProduct:  {name: "order_item", is: "v.placed = f.id", column: "v.product", none: metric.NotSet},
		metric.ByCategory: {name: "category", is: "v.placed = f.id", column: "v.name", none: metric.NotSet},
	}
}

// contents says where the products and categories of carts are, by a column with their id.
func contents(cart string) map[metric.Dimension]many {
	return map[metric.Dimension]many{
		metric.ByProduct:  {name: "cart_item", is: "v.cart = " + cart, column: "v.product", none: metric.NotSet},
		metric.ByCategory: {name: "category", is: "v.cart = " + cart, column: "v.name", none: metric.NotSet},
	}
}

// writeGoods stores what happened to products.
func (w *factWriter) writeGoods(f *journey.Facts, sessions, carts, orders rowIDs) {
	w.insert("handling", len(f.Handlings), func(i int) []any {
		h := &f.Handlings[i]
		return []any{
			w.unit, w.site, sessions.of(h.Session), h.Surface, h.Product, h.Name, h.Category,
			h.Deed, h.Time, h.Count, h.Quantity, h.ThenAdded,
		}
	})
	w.insert("order_item", len(f.OrderItems), func(i int) []any {
		item := &f.OrderItems[i]
		o := &f.Orders[item.Order]
		return []any{
			w.unit, w.site, sessions.of(o.Session), o.Surface, orders.of(item.Order), item.Product, item.Name, item.Category,
			o.Time, item.Quantity, item.Revenue, o.Currency,
		}
	})
	w.insert("cart_item", len(f.CartItems), func(i int) []any {
		item := &f.CartItems[i]
		c := &f.Carts[item.Cart]
		return []any{
			w.unit, w.site, sessions.of(c.Session), c.Surface, carts.of(item.Cart), item.Product, item.Name, item.Category,
			item.Left, c.Opened, c.WindowEnd, c.Ordered, c.Emptied,
		}
	})
	for i := range f.Orders {
		w.writeCategories(f.Orders[i].Categories, orders.of(i), carts.of(journey.None))
	}
	for i := range f.Carts {
		w.writeCategories(f.Carts[i].Categories, orders.of(journey.None), carts.of(i))
	}
}

func (w *factWriter) writeCategories(categories []string, order, cart sql.NullInt64) {
	w.insert("category", len(categories), func(i int) []any { return []any{w.unit, order, cart, categories[i]} })
}
