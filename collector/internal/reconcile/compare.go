package reconcile

import (
	"cmp"
	"slices"
)

// Range is a span of time: from its first instant to just before its last, in Unix milliseconds.
type Range struct{ From, To int64 }

func (r Range) has(o *Order) bool { return o.Time >= r.From && o.Time < r.To }

// Compare holds the orders of a range against each other. The shop's are its whole export.
// Ours are those of the range, and whatever we have at any time of those that Names lists.
func Compare(shop, safar []Order, in Range) Report {
	c := comparison{in: in, ours: map[string][]*Order{}, taken: map[*Order]bool{}}
	for i := range safar {
		o := &safar[i]
		c.ours[o.ID] = append(c.ours[o.ID], o)
	}
	theirs := make([]*Order, len(shop))
	for i := range shop {
		theirs[i] = &shop[i]
	}
	slices.SortStableFunc(theirs, func(a, b *Order) int { return cmp.Compare(a.Time, b.Time) })
	seen := map[string]bool{}
	for _, o := range theirs {
		c.compare(o, c.nearest(o), seen[o.ID])
		seen[o.ID] = true
	}
	for i := range safar {
		if o := &safar[i]; in.has(o) && !o.Cancelled {
			c.report.Safar = count(c.report.Safar, o)
			if !c.taken[o] {
				c.differ(MissingThere, nil, o)
			}
		}
	}
	slices.SortStableFunc(c.report.Differences, func(a, b Difference) int {
		return cmp.Or(cmp.Compare(a.time(), b.time()), cmp.Compare(a.ID, b.ID))
	})
	return c.report
}

// Names are the ids under which ours are to be looked up beyond the range.
func Names(shop []Order, in Range) []string {
	var names []string
	for i := range shop {
		if o := &shop[i]; in.has(o) && !o.Cancelled {
			names = append(names, o.ID)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

type comparison struct {
	in     Range
	ours   map[string][]*Order
	taken  map[*Order]bool // of ours, by one of the shop's
	report Report
}

// nearest is our order of that id that is nearest in time and not taken yet, nil for none.
func (c *comparison) nearest(shop *Order) *Order {
	var best *Order
	for _, o := range c.ours[shop.ID] {
		if !c.taken[o] && (best == nil || apart(o, shop) < apart(best, shop)) {
			best = o
		}
	}
	return best
}

func apart(a, b *Order) int64 { return max(a.Time-b.Time, b.Time-a.Time) }

// compare notes what two sides say of an order; again says that the export had it before.
func (c *comparison) compare(shop, safar *Order, again bool) {
	inRange := c.in.has(shop)
	if safar != nil {
		c.taken[safar] = true
		inRange = inRange || c.in.has(safar)
	}
	if !inRange {
		return
	}
	if safar == nil && again {
		c.differ(Twice, shop, nil)
		return
	}
	if c.in.has(shop) && !shop.Cancelled {
		c.report.Shop = count(c.report.Shop, shop)
	}
	stands := safar != nil && !safar.Cancelled
	switch {
	case !stands && shop.Cancelled:
	case safar == nil:
		c.differ(MissingHere, shop, nil)
	case stands == shop.Cancelled:
		c.differ(Cancelled, shop, safar)
	case shop.Currency != safar.Currency:
		c.differ(Currency, shop, safar)
	default:
		c.amounts(shop, safar)
	}
}

// amounts compares what was paid and what was given back.
func (c *comparison) amounts(shop, safar *Order) {
	value, refunded := differ(shop.Value, safar.Value), differ(shop.Refunded, safar.Refunded)
	if value {
		c.differ(Value, shop, safar)
	}
	if refunded {
		c.differ(Refunded, shop, safar)
	}
	if !value && !refunded {
		c.report.Matched++
	}
}

func differ(a, b *int64) bool { return a != nil && b != nil && *a != *b }

func (c *comparison) differ(kind Kind, shop, safar *Order) {
	d := Difference{Kind: kind, Shop: shop, Safar: safar}
	if safar != nil {
		d.ID = safar.ID
	} else {
		d.ID = shop.ID
	}
	c.report.Differences = append(c.report.Differences, d)
}

// count adds an order to the sums, which stay sorted by currency.
func count(sums []Sum, o *Order) []Sum {
	n, found := slices.BinarySearchFunc(sums, o.Currency, func(s Sum, currency string) int { return cmp.Compare(s.Currency, currency) })
	if !found {
		sums = slices.Insert(sums, n, Sum{Currency: o.Currency})
	}
	sums[n].Orders++
	if o.Value != nil {
		sums[n].Minor += *o.Value
	}
	return sums
}
