package api

import (
	"context"
	"fmt"
	"net/http"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/notebook"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// settingRoutes are what merchants say of touchpoints.
func (a *API) settingRoutes() []Route {
	const all, one = "/api/v1/touchpoints/settings", "/api/v1/touchpoints/settings/{touchpoint}"
	name := Param{Name: "touchpoint", In: "path", Description: "The touchpoint as events carry it, escaped as a part of a path."}
	return []Route{
		listRoute(account.Sums, all, "Lists what was said of touchpoints.", settingsJSON{}, a.settings),
		writeRoute(http.MethodPut, one, "Says what a touchpoint is called, which stage its events belong to and what it is to come to.",
			settingForm{}, settingJSON{}, a.setSetting, name).with(notebook.TooMany),
		removeRoute(one, "Forgets what was said of a touchpoint; its events are kept.", a.removeSetting, name),
	}
}

type settingsJSON struct {
	Touchpoints []settingJSON `json:"touchpoints" doc:"By touchpoint."`
}

// settingForm is what is said of a touchpoint.
type settingForm struct {
	Label string   `json:"label" doc:"What people read, at most 80 characters; empty for none."`
	Stage string   `json:"stage" doc:"Stage of all its events, the past ones too; empty for that of each event."`
	Goal  *aimJSON `json:"goal" doc:"What it is to come to; null for nothing."`
}

type aimJSON struct {
	Of    string `json:"of" doc:"clicks, ctr, sessions, orders or revenue."`
	Value string `json:"value" doc:"Decimal, above 0: a ratio from 0 to 1, or with % at its end; money in major units of the site's currency."`
}

type settingJSON struct {
	Touchpoint string `json:"touchpoint"`
	settingForm
}

func renderSetting(t store.Touchpoint) settingJSON {
	out := settingJSON{t.Name, settingForm{Label: t.Label, Stage: string(t.Stage)}}
	if t.Goal != (metric.TouchpointGoal{}) {
		out.Goal = &aimJSON{string(t.Goal.Of), t.Goal.Value}
	}
	return out
}

func (a *API) settings(ctx context.Context, c *call) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	list, err := a.notebook.Touchpoints(ctx, site)
	if err != nil {
		return reply{}, err
	}
	out := settingsJSON{Touchpoints: make([]settingJSON, len(list))}
	for i, t := range list {
		out.Touchpoints[i] = renderSetting(t)
	}
	return ok(out), nil
}

func (a *API) setSetting(ctx context.Context, c *call) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	var in settingForm
	if err := readJSON(c, &in); err != nil {
		return reply{}, err
	}
	said := store.Touchpoint{Name: c.PathValue("touchpoint"), Label: in.Label, Stage: event.Stage(in.Stage)}
	if in.Goal != nil {
		if *in.Goal == (aimJSON{}) {
			return reply{}, &notebook.EntryError{Code: notebook.InvalidField, Field: "goal", Message: "it is empty", Hint: "send what it is of and its value, or null for no goal"}
		}
		said.Goal = metric.TouchpointGoal{Of: metric.Aim(in.Goal.Of), Value: in.Goal.Value}
	}
	kept, err := a.notebook.SetTouchpoint(ctx, site, said)
	return ok(renderSetting(kept)), err
}

func (a *API) removeSetting(ctx context.Context, c *call) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	return done(), missing(a.notebook.RemoveTouchpoint(ctx, site, c.PathValue("touchpoint")), "Nothing was said of this touchpoint.")
}

// name puts what the merchant said beside the touchpoints of a report.
func (a *API) name(ctx context.Context, site store.Site, r *metric.TouchpointReport, touchpoints []touchpointJSON) error {
	list, err := a.notebook.Touchpoints(ctx, site)
	if err != nil {
		return fmt.Errorf("read settings of touchpoints: %w", err)
	}
	said := make(map[string]store.Touchpoint, len(list))
	for _, t := range list {
		said[t.Name] = t
	}
	for i := range touchpoints {
		j, t := &touchpoints[i], said[touchpoints[i].Touchpoint]
		if t.Label != "" {
			j.Label = &t.Label
		}
		if t.Goal != (metric.TouchpointGoal{}) {
			progress := t.Goal.Progress(&r.Touchpoints[i].Contacts, r.Request.Digits(r.Request.Currency))
			j.Goal = &progressJSON{aimJSON{string(t.Goal.Of), t.Goal.Value}, progress}
		}
	}
	return nil
}
