package sqlite

import (
	"fmt"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// The tables of products.

func handlings() table {
	return table{
		name: "handling", span: "f.time >= b.lo AND f.time < b.hi", member: visit(),
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
func (w *factWriter) writeGoods(f *journey.Facts, sessions, carts, orders *rowIDs, whence []origin) {
	w.insert("handling", len(f.Handlings), func(i int) (int64, []any) {
		h := &f.Handlings[i]
		return h.Time, []any{
			w.unit, w.site, sessions.of(h.Session), h.Surface, h.Product, h.Name, h.Category,
			h.Deed, h.Time, h.Count, h.Quantity, h.ThenAdded,
		}
	})
	w.insert("order_item", len(f.OrderItems), func(i int) (int64, []any) {
		item := &f.OrderItems[i]
		o := &f.Orders[item.Order]
		return o.Time, []any{
			w.unit, w.site, whence[item.Order].session, o.Surface, orders.of(item.Order), item.Product, item.Name, item.Category,
			o.Time, item.Quantity, item.Revenue, o.Currency,
		}
	})
	begun := checkoutsOf(f)
	for i := range f.CartItems {
		item := &f.CartItems[i]
		c := &f.Carts[item.Cart]
		hash := w.put("cart_item", c.Opened, []any{
			w.unit, w.site, sessions.of(c.Session), c.Surface, carts.of(item.Cart), item.Product, item.Name, item.Category,
			item.Left, c.Opened, c.WindowEnd, c.Ordered, c.Emptied,
		})
		w.digest.also(begun[item.Cart], hash)
	}
	for i := range f.Orders {
		for _, category := range f.Orders[i].Categories {
			w.put("category", f.Orders[i].Time, []any{w.unit, orders.of(i), carts.of(journey.None), category})
		}
	}
	for i := range f.Carts {
		for _, category := range f.Carts[i].Categories {
			hash := w.put("category", f.Carts[i].Opened, []any{w.unit, orders.of(journey.None), carts.of(i), category})
			w.digest.also(begun[i], hash)
		}
	}
}

// checkoutsOf are the instants at which the checkouts of carts are counted: their products are
// asked for there as well.
func checkoutsOf(f *journey.Facts) map[int][]int64 {
	begun := map[int][]int64{}
	for i := range f.Checkouts {
		c := &f.Checkouts[i]
		begun[c.Cart] = append(begun[c.Cart], c.Begun)
	}
	return begun
}
