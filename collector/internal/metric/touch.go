package metric

import "context"

// Touch is a visit that may have led to an order. The visits of the order's person that began in
// the Window before it, or with it, are, and the one that the order is credited to. The first
// is the one that began first, the last the one that began last; of those that began together it
// goes by the ids of their visitors. Visits whose channel is direct count only where there is no
// other.
type Touch struct {
	// By is ByChannel, BySource, ByMedium or ByCampaign: what orders are split by is the touch's.
	By Dimension
	// Window is in milliseconds; a visit exactly as long before the order is too early.
	Window int64
	Last   bool // the last one, not the first
}

// touched sums the orders of the range and the compared one by their first or last touch.
func (f *finding) touched(ctx context.Context, src Source, touch Touch) (*sums, error) {
	q := f.query("", []Measure{
		touchedOrders:  {Fact: FactOrder, ByCurrency: true},
		touchedRevenue: Measure{Fact: FactOrder}.sum(FieldValue),
	})
	q.Touch = &touch
	return f.ask(ctx, src, q)
}

// The measures of touches.
const (
	touchedOrders = iota
	touchedRevenue
)

// touchedSales are the orders of a touch, by currency.
func (f *finding) touchedSales(s *sums, bucket int, key string) Sales {
	sale := func(currency string) Sale {
		return Sale{
			currency, s.of[sumKey{touchedOrders, bucket, key, currency}].value,
			s.of[sumKey{touchedRevenue, bucket, key, currency}].value,
		}
	}
	all := Sales{sale(f.Currency)}
	for _, currency := range s.currencies {
		if other := sale(currency); currency != f.Currency && other.Orders > 0 {
			all = append(all, other)
		}
	}
	return all
}
