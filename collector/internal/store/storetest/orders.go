package storetest

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/collector/internal/store/memory"
)

// Orders is what the suite needs of a store that lists orders.
type Orders interface {
	Orders(ctx context.Context, q store.OrderQuery) (orders, withdrawn []journey.Order, err error)
}

// compareOrders asks both stores for the orders of a range and for some by name.
func compareOrders(ctx context.Context, s Orders, want *memory.Store, r metric.Request, rng *rand.Rand) string {
	q := store.OrderQuery{Site: r.Site, From: r.From.Start(r.Zone).UnixMilli(), To: r.To.Add(1).Start(r.Zone).UnixMilli(), AsOf: r.AsOf.UnixMilli()}
	for _, h := range want.Hits {
		if name := h.Event.Params.Text("transaction_id"); name != "" && rng.IntN(2) == 0 && !slices.Contains(q.Named, name) {
			q.Named = append(q.Named, name)
		}
	}
	orders, withdrawn, err := s.Orders(ctx, q)
	if err != nil {
		return err.Error()
	}
	expected, gone, err := want.Orders(ctx, q)
	if err != nil {
		return err.Error()
	}
	for _, pair := range [][2][]journey.Order{{orders, expected}, {withdrawn, gone}} {
		if got, want := worths(pair[0]), worths(pair[1]); !reflect.DeepEqual(got, want) {
			return fmt.Sprintf("orders are\n%+v, want\n%+v", got, want)
		}
	}
	return ""
}

// worths are orders without whose they are, in order.
func worths(orders []journey.Order) []journey.Order {
	list := make([]journey.Order, len(orders))
	for i, o := range orders {
		list[i] = journey.Order{
			Transaction: o.Transaction, Time: o.Time, Source: o.Source, EventID: o.EventID, Currency: o.Currency, Value: o.Value,
			Refunded: o.Refunded, Refunds: o.Refunds, ByBrowser: o.ByBrowser, ByServer: o.ByServer, Reused: o.Reused,
		}
	}
	slices.SortFunc(list, func(a, b journey.Order) int {
		return cmp.Or(cmp.Compare(a.Time, b.Time), cmp.Compare(a.Source, b.Source), cmp.Compare(a.EventID, b.EventID))
	})
	return list
}
