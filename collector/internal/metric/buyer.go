package metric

import (
	"cmp"
	"context"
	"slices"
)

// buyer is a customer with orders; those of value 0 are none.
type buyer struct {
	id    string  // the shop's
	times []int64 // of the orders, in order
	net   purse   // value less refunds
}

func (b *buyer) last() int64 { return b.times[len(b.times)-1] }

// gaps are the times between the orders, in order of length.
func (b *buyer) gaps() []int64 {
	var gaps []int64
	for i := range b.times[1:] {
		gaps = append(gaps, b.times[i+1]-b.times[i])
	}
	slices.Sort(gaps)
	return gaps
}

// buyers are all customers who had ordered by as_of, by id.
func (f *finding) buyers(ctx context.Context, src Facts) ([]*buyer, error) {
	known := map[string]*buyer{}
	var all []*buyer
	err := src.List(ctx, List{
		Site: f.Site, Fact: FactOrder, Fields: []Field{FieldCustomer, FieldTime, FieldNet, FieldCurrency},
		Where: []Predicate{IfPriced, IfCustomer}, Bucket: Bucket{From: earliest, To: f.AsOf.UnixMilli() + 1}, AsOf: f.AsOf.UnixMilli(),
	}, func(v []Value) error {
		b := known[v[0].Text]
		if b == nil {
			b = &buyer{id: v[0].Text, net: purse{}}
			known[b.id] = b
			all = append(all, b)
		}
		b.times = append(b.times, v[1].Int)
		b.net[v[3].Text] += v[2].Int
		return nil
	})
	for _, b := range all {
		slices.Sort(b.times)
	}
	slices.SortFunc(all, func(a, b *buyer) int { return cmp.Compare(a.id, b.id) })
	return all, err
}

// earliest lies before every event.
const earliest = -1 << 62
