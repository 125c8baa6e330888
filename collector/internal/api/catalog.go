package api

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/metric"
)

type catalogJSON struct {
	Metrics []definitionJSON `json:"metrics"`
}

type definitionJSON struct {
	ID          string            `json:"id"`
	Stage       string            `json:"stage"`
	Unit        string            `json:"unit"`
	Better      string            `json:"better" doc:"The direction a merchant wants: up, down or neither."`
	Names       map[string]string `json:"names" doc:"By language: en, fa, ar."`
	Definition  string            `json:"definition" doc:"The sentence to show beside the number, in English."`
	Definitions map[string]string `json:"definitions" doc:"The same sentence by language: en, fa, ar."`
	Dimensions  []string          `json:"dimensions" doc:"By which it may be grouped and filtered."`
	Additive    bool              `json:"additive" doc:"Numerators and denominators of days add up to those of the range."`
	Day         string            `json:"day" doc:"Which event's day it is counted on."`
	MinInterval string            `json:"min_interval,omitempty" doc:"The shortest steps of a series; missing allows all."`
}

func (a *API) catalog(_ context.Context, c *call) (reply, error) {
	if err := newQuery(c, nil).failed(); err != nil {
		return reply{}, err
	}
	all := metric.All()
	out := catalogJSON{Metrics: make([]definitionJSON, len(all))}
	for i := range all {
		out.Metrics[i] = renderDefinition(&all[i])
	}
	return ok(out), nil
}

func renderDefinition(d *metric.Definition) definitionJSON {
	out := definitionJSON{
		ID: d.ID, Stage: string(d.Stage), Unit: string(d.Unit), Better: string(d.Better),
		Names: d.Name, Definition: d.Definition["en"], Definitions: d.Definition, Dimensions: []string{},
		Additive: d.Additive, Day: d.Day, MinInterval: string(d.MinInterval),
	}
	for _, dimension := range d.Dimensions {
		out.Dimensions = append(out.Dimensions, string(dimension))
	}
	return out
}
