package api

import (
	"context"
	"strconv"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/sdk/event"
)

type channelsJSON struct {
	headJSON
	By         string        `json:"by" doc:"What touches are told apart by: channel, source, medium or campaign."`
	WindowDays int           `json:"window_days" doc:"In how many days before an order visits count as its touches."`
	Rows       []channelJSON `json:"rows" doc:"Most sessions first, then most revenue by last touch, at most 200."`
	LeftOut    int           `json:"left_out,omitempty" doc:"How many more there are."`
}

type channelJSON struct {
	Key string `json:"key" doc:"(none): orders without any visit. (not set): visits without this property."`
	arrivalsJSON
	Impressions    int64         `json:"impressions" doc:"As advertisements report."`
	Clicks         int64         `json:"clicks" doc:"As advertisements report."`
	Cost           *string       `json:"cost" doc:"Of advertisements, in the site's currency; null where none was reported."`
	CostCurrencies []amountJSON  `json:"cost_currencies" doc:"The same in other currencies, which are never added."`
	CostPerOrder   *perOrderJSON `json:"cost_per_order" doc:"Cost divided by orders, within the site's currency; null without a cost."`
	Return         *returnJSON   `json:"return_on_ad_spend" doc:"Revenue divided by cost, within the site's currency; null without a cost."`
	Previous       *arrivalsJSON `json:"previous,omitempty" doc:"The same over the compared period."`
}

type arrivalsJSON struct {
	Sessions int64     `json:"sessions"`
	Visitors int64     `json:"visitors"`
	First    salesJSON `json:"first" doc:"Orders whose first touch this was."`
	Last     salesJSON `json:"last" doc:"Orders whose last touch this was."`
}

type salesJSON struct {
	Orders     int64      `json:"orders" doc:"In all currencies."`
	Revenue    string     `json:"revenue" doc:"In the site's currency."`
	Currencies []saleJSON `json:"currencies" doc:"What of it is in other currencies, which are never added."`
}

type saleJSON struct {
	Currency string `json:"currency"`
	Orders   int64  `json:"orders"`
	Revenue  string `json:"revenue"`
}

type perOrderJSON struct {
	First *string `json:"first" doc:"By first touch; null without orders."`
	Last  *string `json:"last" doc:"By last touch; null without orders."`
}

type returnJSON struct {
	First *float64 `json:"first" doc:"By first touch."`
	Last  *float64 `json:"last" doc:"By last touch."`
}

func channelParams() []Param {
	return append(findingParams(),
		Param{Name: "by", In: "query", Enum: []string{string(metric.ByChannel), string(metric.BySource), string(metric.ByMedium), string(metric.ByCampaign)},
			Description: "What touches are told apart by. Defaults to channel."},
		Param{Name: "window", In: "query", Description: "In how many days before an order visits count as its touches: 1 to 365. Defaults to 30."},
	)
}

func (a *API) channels(ctx context.Context, c *call) (reply, error) {
	q, asked, err := a.ask(ctx, c, channelParams())
	if err != nil {
		return reply{}, err
	}
	options := metric.ChannelOptions{By: metric.Dimension(q.text("by"))}
	if text := q.text("window"); text != "" {
		days, err := strconv.Atoi(text)
		if err != nil || days == 0 {
			return reply{}, badParameter("window", "it is no number of days", "Send 1 to 365.")
		}
		options.Window = days
	}
	report, err := build(ctx, a, &asked, func(facts metric.Facts, r metric.Request) (metric.ChannelReport, error) {
		return metric.BuildChannels(ctx, facts, r, options)
	})
	if err != nil {
		return reply{}, err
	}
	out := renderChannels(&report)
	out.headJSON = asked.head(&report.Request, report.Compared)
	return ok(out), nil
}

func renderChannels(r *metric.ChannelReport) channelsJSON {
	req := &r.Request
	out := channelsJSON{By: string(r.By), WindowDays: r.Window, Rows: make([]channelJSON, len(r.Channels)), LeftOut: r.LeftOut}
	for i := range r.Channels {
		c := &r.Channels[i]
		own, others := renderAmounts(req, c.Cost)
		row := channelJSON{
			Key: c.Key, arrivalsJSON: renderArrivals(req, &c.Arrivals),
			Impressions: c.Impressions, Clicks: c.Clicks, CostCurrencies: others,
		}
		if c.CostOfFirst != nil {
			row.Cost = &own
			row.CostPerOrder = &perOrderJSON{amountOf(c.CostOfFirst), amountOf(c.CostOfLast)}
			row.Return = &returnJSON{c.ReturnOfFirst.Value, c.ReturnOfLast.Value}
		}
		if c.Previous != nil {
			previous := renderArrivals(req, c.Previous)
			row.Previous = &previous
		}
		out.Rows[i] = row
	}
	return out
}

func renderArrivals(req *metric.Request, a *metric.Arrivals) arrivalsJSON {
	return arrivalsJSON{a.Sessions, a.Visitors, renderSales(req, a.First), renderSales(req, a.Last)}
}

// renderSales writes sales, of which the site's currency is the first.
func renderSales(req *metric.Request, s metric.Sales) salesJSON {
	out := salesJSON{Orders: s.Orders(), Currencies: []saleJSON{}}
	for i, sale := range s {
		revenue := event.FormatAmount(sale.Revenue, req.Digits(sale.Currency))
		if i == 0 {
			out.Revenue = revenue
			continue
		}
		out.Currencies = append(out.Currencies, saleJSON{sale.Currency, sale.Orders, revenue})
	}
	return out
}

// amountOf is an amount of money, nil where there is none.
func amountOf(f *metric.Figure) *string {
	if f.Value == nil {
		return nil
	}
	return &f.Amount
}
