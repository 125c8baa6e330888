package api

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/sdk/event"
)

type frictionJSON struct {
	headJSON
	Checkouts    int64            `json:"checkouts" doc:"Begun in the range and matured."`
	Abandoned    int64            `json:"abandoned" doc:"Of these, not completed."`
	Pending      int64            `json:"pending" doc:"Left out because their windows had not ended at as_of."`
	MaturedUntil string           `json:"matured_until,omitempty" doc:"Checkouts up to this time are settled; missing when all are."`
	Previous     *abandonmentJSON `json:"previous,omitempty" doc:"The same over the compared period."`
	AOV          *string          `json:"aov" doc:"Average order value of the range in the site's currency; null without orders."`
	Reasons      []reasonJSON     `json:"reasons" doc:"Most at risk first. A checkout may be among several: they must not be added up."`
	Unknown      blameJSON        `json:"unknown" doc:"Abandoned checkouts that are put down to no reason."`
	Refusals     []refusalJSON    `json:"refusals" doc:"Fields that refused digits, those of most people first, at most 100. A checkout may be among several."`
	LeftOut      int              `json:"refusals_left_out,omitempty" doc:"How many more there are."`
}

type abandonmentJSON struct {
	Checkouts   int64    `json:"checkouts"`
	Abandoned   int64    `json:"abandoned"`
	Abandonment *float64 `json:"abandonment"`
}

type reasonJSON struct {
	Reason string `json:"reason"`
	tollJSON
	Leading           int64            `json:"leading" doc:"Abandoned checkouts that are put down to this reason and no other."`
	LeadingLeftBehind string           `json:"leading_left_behind" doc:"What lay in their carts, in the site's currency."`
	Previous          *abandonmentJSON `json:"previous,omitempty" doc:"The same over the compared period."`
}

type refusalJSON struct {
	Form   string `json:"form" doc:"By the name that the page gives it; empty where it gives none."`
	Field  string `json:"field" doc:"Likewise."`
	Digits string `json:"digits" doc:"Of what was typed: latin, persian or arabic."`
	refusedJSON
	tollJSON
	Previous *refusedJSON `json:"previous,omitempty" doc:"The same over the compared period."`
}

type refusedJSON struct {
	Times  int64 `json:"times" doc:"How often it was refused in the range, in a checkout or not."`
	People int64 `json:"people" doc:"How many people's entries were refused."`
}

// tollJSON is what came of the checkouts in which something was seen.
type tollJSON struct {
	abandonmentJSON
	Low                  *float64     `json:"low" doc:"Lower end of the 95% interval of abandonment."`
	High                 *float64     `json:"high" doc:"Upper end of the 95% interval of abandonment."`
	AbandonmentWithout   *float64     `json:"abandonment_without" doc:"Of the checkouts without it; null when there are none."`
	LeftBehind           string       `json:"left_behind" doc:"What lay in the carts abandoned with it, in the site's currency."`
	LeftBehindCurrencies []amountJSON `json:"left_behind_currencies" doc:"The same in other currencies, which are never added."`
	AtRisk               *riskJSON    `json:"at_risk" doc:"Revenue at risk; null when there is nothing to compare with or to weigh by."`
}

type amountJSON struct {
	Currency string `json:"currency"`
	Value    string `json:"value"`
}

type riskJSON struct {
	Value string `json:"value"`
	Low   string `json:"low" doc:"Lower end of the 95% interval, not below zero."`
	High  string `json:"high"`
}

type blameJSON struct {
	Leading    int64  `json:"leading"`
	LeftBehind string `json:"left_behind" doc:"What lay in their carts, in the site's currency."`
}

func (a *API) friction(ctx context.Context, c *call) (reply, error) {
	_, asked, err := a.ask(ctx, c, findingParams())
	if err != nil {
		return reply{}, err
	}
	report, err := build(ctx, a, &asked, func(facts metric.Facts, r metric.Request) (metric.FrictionReport, error) {
		return metric.BuildFriction(ctx, facts, r)
	})
	if err != nil {
		return reply{}, err
	}
	out := renderFriction(&report)
	out.headJSON = asked.head(&report.Request, report.Compared)
	return ok(out), nil
}

func renderFriction(r *metric.FrictionReport) frictionJSON {
	req := &r.Request
	own := func(minor int64) string { return event.FormatAmount(minor, req.Digits(req.Currency)) }
	out := frictionJSON{
		Checkouts: *r.Abandonment.Denominator, Abandoned: r.Abandonment.Numerator, Pending: r.Pending,
		Previous: renderAbandonment(r.Previous),
		Reasons:  make([]reasonJSON, len(r.Reasons)),
		Refusals: make([]refusalJSON, len(r.Refusals)),
		LeftOut:  r.RefusalsLeftOut,
		Unknown:  blameJSON{r.Unknown.Checkouts, own(r.Unknown.Left)},
	}
	if !r.MaturedUntil.IsZero() {
		out.MaturedUntil = instant(r.MaturedUntil, req.Zone)
	}
	if r.AOV.Amount != "" {
		out.AOV = &r.AOV.Amount
	}
	for i := range r.Reasons {
		reason := &r.Reasons[i]
		out.Reasons[i] = reasonJSON{
			Reason: reason.Reason, tollJSON: renderToll(req, &reason.Toll),
			Leading: reason.Checkouts, LeadingLeftBehind: own(reason.Blame.Left),
			Previous: renderAbandonment(reason.Previous),
		}
	}
	for i := range r.Refusals {
		refusal := &r.Refusals[i]
		out.Refusals[i] = refusalJSON{
			Form: refusal.Form, Field: refusal.Field, Digits: refusal.Digits,
			refusedJSON: refusedJSON(refusal.RefusalCounts), tollJSON: renderToll(req, &refusal.Toll),
			Previous: (*refusedJSON)(refusal.Previous),
		}
	}
	return out
}

func renderToll(req *metric.Request, t *metric.Toll) tollJSON {
	out := tollJSON{
		abandonmentJSON: *renderAbandonment(&t.With), Low: t.Low, High: t.High, AbandonmentWithout: t.Without.Value,
	}
	out.LeftBehind, out.LeftBehindCurrencies = renderAmounts(req, t.LeftBehind)
	if risk := t.AtRisk; risk != nil {
		own := func(minor int64) string { return event.FormatAmount(minor, req.Digits(req.Currency)) }
		out.AtRisk = &riskJSON{own(risk.Value), own(risk.Low), own(risk.High)}
	}
	return out
}

// renderAmounts writes money, the site's own currency first, and the others apart.
func renderAmounts(req *metric.Request, amounts []metric.Amount) (own string, others []amountJSON) {
	others = []amountJSON{}
	for i, a := range amounts {
		value := event.FormatAmount(a.Minor, req.Digits(a.Currency))
		if i == 0 {
			own = value
			continue
		}
		others = append(others, amountJSON{a.Currency, value})
	}
	return own, others
}

func renderAbandonment(f *metric.Figure) *abandonmentJSON {
	if f == nil {
		return nil
	}
	return &abandonmentJSON{*f.Denominator, f.Numerator, f.Value}
}
