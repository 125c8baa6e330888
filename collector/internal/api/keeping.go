package api

import (
	"context"
	"net/http"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/store"
)

// keepingRoutes say for how long events are kept. What has gone can't come back, so owners alone
// change it.
func (a *API) keepingRoutes() []Route {
	const path = "/api/v1/retention"
	change := writeRoute(http.MethodPut, path, "Says for how long raw events of a site are kept. Those that are older go, and never come back.", keepingForm{}, keepingJSON{}, a.setKeeping)
	change.Permission = account.Own
	return []Route{
		listRoute(account.Details, path, "Tells for how long raw events of a site are kept.", keepingJSON{}, a.keeping),
		change,
	}
}

type keepingForm struct {
	KeepDays int `json:"keep_days" doc:"For how many days raw events are kept; 0 for ever."`
}

type keepingJSON struct {
	keepingForm
	Fewest       int    `json:"fewest" doc:"The fewest days that may be asked for."`
	Most         int    `json:"most" doc:"The most days that may be asked for."`
	SealedBefore string `json:"sealed_before" doc:"Of before this instant events go, or have gone. Empty while all are kept."`
}

func renderKeeping(site store.Site) (keepingJSON, error) {
	zone, err := time.LoadLocation(site.Timezone)
	if err != nil {
		return keepingJSON{}, err
	}
	out := keepingJSON{keepingForm: keepingForm{site.KeepDays}, Fewest: account.FewestKeepDays, Most: account.MostKeepDays}
	if site.SealedBefore != 0 {
		out.SealedBefore = instant(time.UnixMilli(site.SealedBefore), zone)
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

func (a *API) setKeeping(ctx context.Context, c *call) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	var in keepingForm
	if err := readJSON(c, &in); err != nil {
		return reply{}, err
	}
	changed, err := a.setSite(ctx, site.Name, func(spec *account.SiteSpec) { spec.KeepDays = in.KeepDays })
	if err != nil {
		return reply{}, err
	}
	changed.SealedBefore = site.SealedBefore
	out, err := renderKeeping(changed)
	return ok(out), err
}
