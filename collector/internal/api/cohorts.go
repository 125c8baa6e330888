package api

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/sdk/event"
)

type cohortsJSON struct {
	headJSON
	Period  string       `json:"period" doc:"month or week."`
	Cohorts []cohortJSON `json:"cohorts" doc:"One for each period of the range that has begun by as_of."`
}

type cohortJSON struct {
	Start     string     `json:"start" doc:"First day of the period of these customers' first orders."`
	Customers int64      `json:"customers" doc:"Whose first order ever lies in it, and in the range."`
	Cells     []cellJSON `json:"cells" doc:"That period and all after it up to that of as_of."`
}

type cellJSON struct {
	Period     int64            `json:"period" doc:"Periods since the first order."`
	Start      string           `json:"start"`
	Customers  int64            `json:"customers" doc:"Of the cohort, with an order in this period."`
	Share      *float64         `json:"share" doc:"Their share of the cohort; null when nobody is in it."`
	Orders     int64            `json:"orders"`
	NetRevenue string           `json:"net_revenue" doc:"Of these orders, in the site's currency."`
	Cumulative string           `json:"cumulative" doc:"Net revenue of all periods so far."`
	Currencies []cellAmountJSON `json:"currencies,omitempty" doc:"The same in other currencies, which are never added."`
	Over       bool             `json:"over" doc:"false for the period of as_of, which is still running."`
}

type cellAmountJSON struct {
	Currency   string `json:"currency"`
	NetRevenue string `json:"net_revenue"`
	Cumulative string `json:"cumulative"`
}

func cohortParams() []Param {
	params := append([]Param{siteParam()}, rangeParams()...)
	return append(params,
		Param{Name: "period", In: "query", Enum: []string{string(metric.Month), string(metric.Week)}, Description: "What customers are gathered by, and followed in. Defaults to month."},
		calendarParam(), weekStartParam(), filterParam(), asOfParam())
}

func (a *API) cohorts(ctx context.Context, c *call) (reply, error) {
	q, asked, err := a.ask(ctx, c, cohortParams())
	if err != nil {
		return reply{}, err
	}
	options := metric.CohortOptions{Period: metric.Interval(q.text("period"))}
	report, err := build(ctx, a, &asked, func(facts metric.Facts, r metric.Request) (metric.CohortReport, error) {
		return metric.BuildCohorts(ctx, facts, r, options)
	})
	if err != nil {
		return reply{}, err
	}
	out := renderCohorts(&report)
	out.headJSON = asked.head(&report.Request, nil)
	return ok(out), nil
}

func renderCohorts(r *metric.CohortReport) cohortsJSON {
	out := cohortsJSON{Period: string(r.Period), Cohorts: make([]cohortJSON, len(r.Cohorts))}
	for i := range r.Cohorts {
		c := &r.Cohorts[i]
		cohort := cohortJSON{Start: c.Start.String(), Customers: c.Customers, Cells: make([]cellJSON, len(c.Cells))}
		for n := range c.Cells {
			cohort.Cells[n] = renderCell(&r.Request, int64(n), &c.Cells[n])
		}
		out.Cohorts[i] = cohort
	}
	return out
}

func renderCell(req *metric.Request, n int64, c *metric.CohortCell) cellJSON {
	cell := cellJSON{
		Period: n, Start: c.Start.String(), Customers: c.Customers.Numerator, Share: c.Customers.Value, Orders: c.Orders, Over: c.Over,
	}
	net := map[string]int64{}
	for _, a := range c.Net {
		net[a.Currency] = a.Minor
	}
	// No net is below zero, so what has come in by now is in the sum.
	for i, a := range c.Cumulative {
		digits := req.Digits(a.Currency)
		value := cellAmountJSON{a.Currency, event.FormatAmount(net[a.Currency], digits), event.FormatAmount(a.Minor, digits)}
		if i == 0 {
			cell.NetRevenue, cell.Cumulative = value.NetRevenue, value.Cumulative
			continue
		}
		cell.Currencies = append(cell.Currencies, value)
	}
	return cell
}
