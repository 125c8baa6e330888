package metric

import (
	"cmp"
	"slices"
)

// NextOrders tell when customers are expected to order again.
type NextOrders struct {
	// ShopGap is the median time between two orders of a customer, over all customers, in
	// milliseconds; nil when nobody has ordered twice.
	ShopGap *int64
	// Overdue counts the customers whose next order was expected before as_of; DueIn7 and
	// DueIn30 those for whom it is within so many days from as_of on, DueIn7 being among
	// DueIn30; Later those after that.
	Overdue, DueIn7, DueIn30, Later int64
	// List are those whose next order is not overdue by more than one gap, the soonest first;
	// LeftOut counts the others like that.
	List    []NextOrder
	LeftOut int
}

// NextOrder is a customer's next order, as expected. Times are Unix milliseconds.
type NextOrder struct {
	Customer string // the shop's id
	Orders   int64  // so far
	Last     int64  // when the last of them was placed
	// Gap is the customer's own median gap between orders, in milliseconds, or the shop's.
	Gap int64
	Own bool
	// Expected is one gap after the last order.
	Expected int64
}

const (
	ownGapFrom    = 3   // orders from which on a customer has a gap of their own
	maxNextOrders = 200 // as many are listed
)

// nextOrders expects an order of each customer; listed says which may be listed.
func nextOrders(buyers []*buyer, asOf int64, listed func(*buyer) bool) NextOrders {
	var next NextOrders
	var gaps []int64
	for _, b := range buyers {
		gaps = append(gaps, b.gaps()...)
	}
	slices.Sort(gaps)
	shop, ok := middle(gaps)
	if !ok {
		return next
	}
	next.ShopGap = &shop
	for _, b := range buyers {
		n := NextOrder{Customer: b.id, Orders: int64(len(b.times)), Last: b.last(), Gap: shop}
		if len(b.times) >= ownGapFrom {
			n.Gap, n.Own = middle(b.gaps())
		}
		n.Expected = n.Last + n.Gap
		next.count(n.Expected - asOf)
		if asOf-n.Expected <= n.Gap && listed(b) {
			next.List = append(next.List, n)
		}
	}
	slices.SortStableFunc(next.List, func(a, b NextOrder) int { return cmp.Compare(a.Expected, b.Expected) })
	next.LeftOut = max(0, len(next.List)-maxNextOrders)
	next.List = next.List[:len(next.List)-next.LeftOut]
	return next
}

// count takes up an order that is due in so many milliseconds.
func (n *NextOrders) count(due int64) {
	switch {
	case due < 0:
		n.Overdue++
	case due < 7*dayMS:
		n.DueIn7++
		n.DueIn30++
	case due < 30*dayMS:
		n.DueIn30++
	default:
		n.Later++
	}
}
