package api

import (
	"context"
	"math"
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
)

type customersJSON struct {
	Site      string        `json:"site"`
	Timezone  string        `json:"timezone"`
	Currency  string        `json:"currency" doc:"The site's own, ISO 4217."`
	AsOf      string        `json:"as_of" doc:"The instant from which the past is seen."`
	Folding   bool          `json:"folding,omitempty" doc:"Events just accepted are not all counted yet; ask again in a moment."`
	Customers int64         `json:"customers" doc:"With an order of a value above 0, ever."`
	Enough    bool          `json:"enough" doc:"There are enough customers to score them by fifths."`
	Needed    int64         `json:"needed" doc:"How many that takes."`
	Segments  []segmentJSON `json:"segments" doc:"All eleven in their order; none when there are not enough customers."`
	Next      nextJSON      `json:"next" doc:"When customers are expected to order again."`
}

type segmentJSON struct {
	ID         string        `json:"id"`
	Customers  int64         `json:"customers"`
	Share      *float64      `json:"share" doc:"Of all customers."`
	Orders     int64         `json:"orders"`
	NetRevenue string        `json:"net_revenue" doc:"In the site's currency."`
	Currencies []amountJSON  `json:"currencies" doc:"Net revenue in other currencies, which is never added."`
	Recency    daysSinceJSON `json:"recency_days" doc:"Days since the last order."`
}

type daysSinceJSON struct {
	Median *float64 `json:"median" doc:"To a tenth of a day; null without customers."`
}

type nextJSON struct {
	ShopGapDays *float64        `json:"shop_gap_days" doc:"Median time between two orders of a customer, to a tenth of a day; null when nobody has ordered twice."`
	Overdue     int64           `json:"overdue" doc:"Customers whose next order was expected before as_of."`
	Due7Days    int64           `json:"due_7_days" doc:"Within 7 days from as_of on."`
	Due30Days   int64           `json:"due_30_days" doc:"Within 30 days, those within 7 included."`
	Later       int64           `json:"later" doc:"After that."`
	List        []nextOrderJSON `json:"list" doc:"The soonest first, without those overdue by more than one gap; at most 200."`
	LeftOut     int             `json:"left_out,omitempty" doc:"How many more there are."`
}

type nextOrderJSON struct {
	Customer string  `json:"customer" doc:"The shop's id."`
	Orders   int64   `json:"orders"`
	Last     string  `json:"last" doc:"Day of the last order."`
	GapDays  float64 `json:"gap_days" doc:"To a tenth of a day."`
	OwnGap   bool    `json:"own_gap" doc:"The gap is the customer's own, from three orders on; else it is the shop's."`
	Expected string  `json:"expected" doc:"Day of the next order: one gap after the last."`
}

func customerParams() []Param {
	var segments []string
	for _, s := range metric.Segments() {
		segments = append(segments, string(s))
	}
	return []Param{
		siteParam(), asOfParam(),
		{Name: "segment", In: "query", Enum: segments, Description: "Lists next orders of this segment alone."},
	}
}

func (a *API) customers(ctx context.Context, c *call) (reply, error) {
	q, asked, err := a.ask(ctx, c, customerParams())
	if err != nil {
		return reply{}, err
	}
	options := metric.CustomerOptions{Segment: metric.Segment(q.text("segment"))}
	report, err := build(ctx, a, &asked, func(facts metric.Facts, r metric.Request) (metric.CustomerReport, error) {
		return metric.BuildCustomers(ctx, facts, r, options)
	})
	if err != nil {
		return reply{}, err
	}
	out := renderCustomers(&report)
	out.Site, out.Timezone, out.Folding = asked.site.Name, asked.site.Timezone, !asked.settled
	return ok(out), nil
}

func renderCustomers(r *metric.CustomerReport) customersJSON {
	req := &r.Request
	out := customersJSON{
		Currency: req.Currency, AsOf: instant(req.AsOf, req.Zone), Customers: r.Customers,
		Enough: r.Segments != nil, Needed: metric.QuintilesFrom, Segments: make([]segmentJSON, len(r.Segments)),
		Next: renderNext(req, &r.Next),
	}
	for i := range r.Segments {
		s := &r.Segments[i]
		own, others := renderAmounts(req, s.Net)
		out.Segments[i] = segmentJSON{
			ID: string(s.Segment), Customers: s.Customers.Numerator, Share: s.Customers.Value, Orders: s.Orders,
			NetRevenue: own, Currencies: others, Recency: daysSinceJSON{daysOf(s.Recency)},
		}
	}
	return out
}

func renderNext(req *metric.Request, n *metric.NextOrders) nextJSON {
	out := nextJSON{
		ShopGapDays: daysOf(n.ShopGap), Overdue: n.Overdue, Due7Days: n.DueIn7, Due30Days: n.DueIn30, Later: n.Later,
		List: make([]nextOrderJSON, len(n.List)), LeftOut: n.LeftOut,
	}
	date := func(at int64) string { return metric.DateOf(time.UnixMilli(at).In(req.Zone)).String() }
	for i := range n.List {
		o := &n.List[i]
		out.List[i] = nextOrderJSON{o.Customer, o.Orders, date(o.Last), *daysOf(&o.Gap), o.Own, date(o.Expected)}
	}
	return out
}

// daysOf is a time in days of 24 hours, to a tenth; nil for none.
func daysOf(ms *int64) *float64 {
	if ms == nil {
		return nil
	}
	days := math.Round(float64(*ms)/float64(24*time.Hour/time.Millisecond)*10) / 10
	return &days
}
