package memory

import (
	"context"
	"slices"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
)

// Orders lists the orders of a range in order, then further ones of the transactions named,
// and apart from these the named ones that were taken back.
func (s *Store) Orders(_ context.Context, q store.OrderQuery) (orders, withdrawn []journey.Order, err error) {
	seen := slices.DeleteFunc(slices.Clone(s.Hits), func(h journey.Hit) bool { return h.Time > q.AsOf })
	all := journey.Fold(seen, s.Settings).Orders
	found := map[string]bool{}
	for _, o := range all {
		if o.Time >= q.From && o.Time < q.To {
			orders = append(orders, o)
			found[o.Transaction] = true
		}
	}
	missing := func(o journey.Order) bool { return slices.Contains(q.Named, o.Transaction) && !found[o.Transaction] }
	for _, o := range all {
		if missing(o) {
			orders = append(orders, o)
		}
	}
	for _, o := range orders {
		found[o.Transaction] = true
	}
	for _, o := range journey.Withdrawn(seen, s.Settings) {
		if missing(o) {
			withdrawn = append(withdrawn, o)
		}
	}
	return orders, withdrawn, nil
}
