package api

import (
	"context"
	"net/http"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

// keepingRoutes say for how long what is kept. What has gone can't come back, so owners alone
// change it.
func (a *API) keepingRoutes() []Route {
	const path = "/api/v1/retention"
	change := writeRoute(http.MethodPut, path, "Says for how long raw events of a site are kept, and for how long anything is. What is older goes, and never comes back.", keepingForm{}, keepingJSON{}, a.setKeeping)
	change.Permission = account.Own
	return []Route{
		listRoute(account.Details, path, "Tells for how long raw events of a site are kept, and for how long anything is.", keepingJSON{}, a.keeping),
		listRoute(account.Details, path+"/preview", "Counts what would go if orders and answers were kept for so many days, and changes nothing.", olderJSON{}, a.older,
			Param{Name: "keep_orders_days", In: "query", Description: "For how many days, from 30 to 10950. Required."}),
		change,
	}
}

type keepingForm struct {
	KeepDays       int `json:"keep_days" doc:"For how many days raw events are kept; 0 for ever. Left out, it stays."`
	KeepOrdersDays int `json:"keep_orders_days" doc:"For how many days anything is kept, orders, answers and figures too; 0 for ever. Not below keep_days. Left out, it stays."`
}

type keepingJSON struct {
	keepingForm
	Fewest       int    `json:"fewest" doc:"The fewest days that may be asked for."`
	Most         int    `json:"most" doc:"The most days that may be asked for of raw events."`
	MostOrders   int    `json:"most_orders" doc:"The most days that may be asked for of orders and answers."`
	SealedBefore string `json:"sealed_before" doc:"Of before this instant events go, or have gone. Empty while all are kept."`
	KeptFrom     string `json:"kept_from" doc:"The first date of which everything but raw events is kept. Empty while nothing has gone for good."`
}

type olderJSON struct {
	Before  string `json:"before" doc:"The date before which all would go."`
	Visits  int64  `json:"visits"`
	Orders  int64  `json:"orders"`
	Answers int64  `json:"answers" doc:"To surveys."`
}

func renderKeeping(site store.Site) (keepingJSON, error) {
	zone, err := time.LoadLocation(site.Timezone)
	if err != nil {
		return keepingJSON{}, err
	}
	out := keepingJSON{
		keepingForm: keepingForm{site.KeepDays, site.KeepOrdersDays},
		Fewest:      account.FewestKeepDays, Most: account.MostKeepDays, MostOrders: account.MostKeepOrdersDays,
	}
	if site.SealedBefore != 0 {
		out.SealedBefore = instant(time.UnixMilli(site.SealedBefore), zone)
	}
	if first, limited := firstKept(site, zone); limited {
		out.KeptFrom = first.String()
	}
	return out, nil
}

func (a *API) keeping(_ context.Context, c *call) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	out, err := renderKeeping(site)
	return ok(out), err
}

func (a *API) older(ctx context.Context, c *call) (reply, error) {
	const days = "keep_orders_days"
	q := newQuery(c, []Param{siteParam(), {Name: days, In: "query"}})
	if q.text(days) == "" {
		q.refuse(days, "it is missing", "Send for how many days, such as 3650.")
	}
	keep := q.number(days, 0, account.FewestKeepDays, account.MostKeepOrdersDays)
	if err := q.failed(); err != nil {
		return reply{}, err
	}
	zone, err := time.LoadLocation(c.Site.Timezone)
	if err != nil {
		return reply{}, err
	}
	before := metric.DateOf(a.now().In(zone)).Add(-keep)
	older, err := a.customerData.Older(ctx, c.Site.ID, before.Start(zone).UnixMilli())
	if err != nil {
		return reply{}, err
	}
	return ok(olderJSON{before.String(), older.Visits, older.Orders, older.Answers}), nil
}

func (a *API) setKeeping(ctx context.Context, c *call) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	in := keepingForm{site.KeepDays, site.KeepOrdersDays}
	if err := readJSON(c, &in); err != nil {
		return reply{}, err
	}
	changed, err := a.setSite(ctx, site.Name, func(spec *account.SiteSpec) {
		spec.KeepDays, spec.KeepOrdersDays = in.KeepDays, in.KeepOrdersDays
	})
	if err != nil {
		return reply{}, err
	}
	out, err := renderKeeping(changed)
	return ok(out), err
}
