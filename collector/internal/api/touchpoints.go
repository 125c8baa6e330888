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
	Touchpoint string `json:"touchpoint"`
	Stage      string `json:"stage" doc:"Of most of its events; impressions and clicks decide only where there are no others."`
	Surface    string `json:"surface" doc:"Of most of its events."`
	contactsJSON
	Low      *float64      `json:"low" doc:"Lower end of the 95% interval of ctr."`
	High     *float64      `json:"high" doc:"Upper end of the 95% interval of ctr."`
	Previous *contactsJSON `json:"previous,omitempty" doc:"The same over the compared period."`
}

type contactsJSON struct {
	Events      int64    `json:"events"`
	Sessions    int64    `json:"sessions"`
	Impressions int64    `json:"impressions" doc:"Of promotions and advertisements as well."`
	Clicks      int64    `json:"clicks" doc:"On promotions and advertisements as well."`
	CTR         *float64 `json:"ctr" doc:"Clicks divided by impressions; null without impressions."`
}

func (a *API) touchpoints(ctx context.Context, c *call) (reply, error) {
	_, asked, err := a.ask(ctx, c, findingParams())
	if err != nil {
		return reply{}, err
	}
	report, err := metric.BuildTouchpoints(ctx, a.facts, asked.request)
	if err != nil {
		return reply{}, err
	}
	out := renderTouchpoints(&report)
	out.headJSON = asked.head(&report.Request, report.Compared)
	return ok(out), nil
}

func renderTouchpoints(r *metric.TouchpointReport) touchpointsJSON {
	out := touchpointsJSON{Touchpoints: make([]touchpointJSON, len(r.Touchpoints)), LeftOut: r.LeftOut}
	for i := range r.Touchpoints {
		t := &r.Touchpoints[i]
		j := touchpointJSON{
			Touchpoint: t.Name, Stage: string(t.Stage), Surface: string(t.Surface),
			contactsJSON: renderContacts(&t.Contacts), Low: t.Low, High: t.High,
		}
		if t.Previous != nil {
			previous := renderContacts(t.Previous)
			j.Previous = &previous
		}
		out.Touchpoints[i] = j
	}
	return out
}

func renderContacts(c *metric.Contacts) contactsJSON {
	return contactsJSON{
		Events: c.Events, Sessions: c.Sessions,
		Impressions: *c.CTR.Denominator, Clicks: c.CTR.Numerator, CTR: c.CTR.Value,
	}
}
