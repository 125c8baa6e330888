package api

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

func (a *API) goalRoutes() []Route {
	const all, one = "/api/v1/goals", "/api/v1/goals/{metric}"
	id := Param{Name: "metric", In: "path", Description: "Id of the metric."}
	return []Route{
		listRoute(account.Sums, all, "Lists what metrics are to come to.", goalsJSON{}, a.listGoals),
		writeRoute(http.MethodPut, one, "Says what a metric is to come to.", goalForm{}, goalJSON{}, a.setGoal, id).with(metric.UnknownMetric),
		removeRoute(one, "Forgets the goal of a metric.", a.removeGoal, id),
	}
}

type goalsJSON struct {
	Goals []goalJSON `json:"goals" doc:"By metric."`
}

type goalForm struct {
	Value string `json:"value" doc:"Decimal, in the unit of the metric: a ratio from 0 to 1, or with % at its end; money in major units."`
}

type goalJSON struct {
	Metric string `json:"metric"`
	Value  string `json:"value" doc:"Decimal, in the unit of the metric."`
	Unit   string `json:"unit"`
}

func renderGoal(g store.Goal) goalJSON {
	out := goalJSON{Metric: g.Metric, Value: g.Value}
	if d := metric.Find(g.Metric); d != nil { // a catalogue of another version may have it not
		out.Unit = string(d.Unit)
	}
	return out
}

func (a *API) listGoals(ctx context.Context, c *call) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	list, err := a.notebook.Goals(ctx, site)
	if err != nil {
		return reply{}, err
	}
	out := goalsJSON{Goals: make([]goalJSON, len(list))}
	for i, g := range list {
		out.Goals[i] = renderGoal(g)
	}
	return ok(out), nil
}

func (a *API) setGoal(ctx context.Context, c *call) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	var in goalForm
	if err := readJSON(c, &in); err != nil {
		return reply{}, err
	}
	goal, err := a.notebook.SetGoal(ctx, site, c.PathValue("metric"), in.Value)
	return ok(renderGoal(goal)), err
}

func (a *API) removeGoal(ctx context.Context, c *call) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	return done(), missing(a.notebook.RemoveGoal(ctx, site, c.PathValue("metric")), "The metric has no goal.")
}

// setGoals puts a site's goals beside the metrics of a report, and how much of them is
// reached. They are for the whole: a group has none.
func (a *API) setGoals(ctx context.Context, site store.Site, results []metric.Result, metrics []metricJSON) error {
	goals, err := a.notebook.Goals(ctx, site)
	if err != nil {
		return fmt.Errorf("read goals: %w", err)
	}
	for _, g := range goals {
		for i := range metrics {
			m := &metrics[i]
			if m.ID != g.Metric {
				continue
			}
			m.Goal = json.Number(g.Value)
			if m.Unit == string(metric.Money) {
				m.Goal = g.Value
			}
			m.Progress = results[i].Definition.Progress(&results[i].Figure, g.Value)
		}
	}
	return nil
}
