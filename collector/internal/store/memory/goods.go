package memory

import (
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// ware are the dimensions of a fact about one product.
func ware(w journey.Ware, surface string) map[metric.Dimension]string {
	return map[metric.Dimension]string{
		metric.ByProduct: w.Product, metric.ByCategory: w.Category, metric.BySpelling: metric.Spell(w.Product, w.Name, w.Category),
		metric.BySurface: surface,
	}
}

func (v *view) handlingRow(h *journey.Handling) row {
	r := row{
		session: h.Session, own: ware(h.Ware, h.Surface),
		fields: map[metric.Field]any{metric.FieldCount: h.Count, metric.FieldQuantity: h.Quantity},
		predicates: map[metric.Predicate]bool{
			metric.IfViewed: h.Deed == journey.Viewed, metric.IfAdded: h.Deed == journey.Added, metric.IfRemoved: h.Deed == journey.Removed,
			metric.IfThenAdded: h.ThenAdded,
		},
	}
	if h.Session != journey.None {
		r.fields[metric.FieldSession] = h.Session
	}
	return r
}

func (v *view) orderItemRow(item *journey.OrderItem) row {
	o := &v.Orders[item.Order]
	return row{
		session: o.Session, currency: o.Currency, own: ware(item.Ware, o.Surface),
		fields: map[metric.Field]any{metric.FieldQuantity: item.Quantity, metric.FieldRevenue: item.Revenue},
	}
}

func (v *view) cartItemRow(item *journey.CartItem) row {
	c := &v.Carts[item.Cart]
	return row{
		session: c.Session, own: ware(item.Ware, c.Surface), fields: map[metric.Field]any{metric.FieldQuantity: item.Left},
		predicates: map[metric.Predicate]bool{
			metric.IfMatured: c.WindowEnd <= v.asOf, metric.IfNotEmptied: !c.Emptied, metric.IfNotOrdered: !c.Ordered,
			metric.IfOrderedIt: c.Ordered, metric.IfLeft: item.Left > 0,
		},
	}
}

// wares are the products and categories of an order.
func (v *view) wares(order int) map[metric.Dimension][]string {
	var products []string
	for _, item := range v.OrderItems {
		if item.Order == order {
			products = append(products, item.Product)
		}
	}
	return several(products, v.Orders[order].Categories)
}

// contents are those of a cart.
func (v *view) contents(cart int) map[metric.Dimension][]string {
	var products []string
	for _, item := range v.CartItems {
		if item.Cart == cart {
			products = append(products, item.Product)
		}
	}
	return several(products, v.Carts[cart].Categories)
}

func several(products, categories []string) map[metric.Dimension][]string {
	orNotSet := func(values []string) []string {
		if len(values) == 0 {
			return []string{metric.NotSet}
		}
		return values
	}
	return map[metric.Dimension][]string{metric.ByProduct: orNotSet(products), metric.ByCategory: orNotSet(categories)}
}
