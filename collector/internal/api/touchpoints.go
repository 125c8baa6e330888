package api

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/metric"
)

type touchpointsJSON struct {
	headJSON
	Touchpoints []touchpointJSON `json:"touchpoints" doc:"Most events first, at most 200."`
	LeftOut     int              `json:"left_out,omitempty" doc:"How many more there are."`
}

type touchpointJSON struct {
	Touchpoint string  `json:"touchpoint"`
	Label      *string `json:"label" doc:"What the merchant calls it; null for nothing."`
	Stage      string  `json:"stage" doc:"The merchant's, else that of most of its events; impressions and clicks decide only where there are no others."`
	Surface    string  `json:"surface" doc:"Of most of its events."`
	contactsJSON
	Low      *float64      `json:"low" doc:"Lower end of the 95% interval of ctr."`
	High     *float64      `json:"high" doc:"Upper end of the 95% interval of ctr."`
	Goal     *progressJSON `json:"goal" doc:"What the merchant wants it to come to in the range; null for nothing."`
	Previous *contactsJSON `json:"previous,omitempty" doc:"The same over the compared period."`
}

type progressJSON struct {
	aimJSON
	Progress *float64 `json:"progress" doc:"How much of it is reached, 1 and above for all of it; null where it can't be said."`
}

type contactsJSON struct {
	Events      int64    `json:"events"`
	Sessions    int64    `json:"sessions"`
	Impressions int64    `json:"impressions" doc:"Of promotions and advertisements as well."`
	Clicks      int64    `json:"clicks" doc:"On promotions and advertisements as well."`
	CTR         *float64 `json:"ctr" doc:"Clicks divided by impressions; null without impressions."`

	Orders     int64        `json:"orders" doc:"Credited to visits that met it; a visit may meet several, so they must not be added up."`
	Revenue    string       `json:"revenue" doc:"Of these orders, in the site's currency."`
	Currencies []amountJSON `json:"currencies,omitempty" doc:"Revenue in other currencies, which are never added."`
}

func (a *API) touchpoints(ctx context.Context, c *call) (reply, error) {
	_, asked, err := a.ask(ctx, c, findingParams())
	if err != nil {
		return reply{}, err
	}
	report, err := build(ctx, a, &asked, func(facts metric.Facts, r metric.Request) (metric.TouchpointReport, error) {
		return metric.BuildTouchpoints(ctx, facts, r)
	})
	if err != nil {
		return reply{}, err
	}
	out := renderTouchpoints(&report)
	if err := a.name(ctx, asked.site, &report, out.Touchpoints); err != nil {
		return reply{}, err
	}
	out.headJSON = asked.head(&report.Request, report.Compared)
	return ok(out), nil
}

func renderTouchpoints(r *metric.TouchpointReport) touchpointsJSON {
	out := touchpointsJSON{Touchpoints: make([]touchpointJSON, len(r.Touchpoints)), LeftOut: r.LeftOut}
	for i := range r.Touchpoints {
		t := &r.Touchpoints[i]
		j := touchpointJSON{
			Touchpoint: t.Name, Stage: string(t.Stage), Surface: string(t.Surface),
			contactsJSON: renderContacts(&r.Request, &t.Contacts), Low: t.Low, High: t.High,
		}
		if t.Previous != nil {
			previous := renderContacts(&r.Request, t.Previous)
			j.Previous = &previous
		}
		out.Touchpoints[i] = j
	}
	return out
}

func renderContacts(req *metric.Request, c *metric.Contacts) contactsJSON {
	own, others := renderAmounts(req, c.Revenue)
	return contactsJSON{
		Events: c.Events, Sessions: c.Sessions,
		Impressions: *c.CTR.Denominator, Clicks: c.CTR.Numerator, CTR: c.CTR.Value,
		Orders: c.Orders, Revenue: own, Currencies: others,
	}
}
