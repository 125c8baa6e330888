package api

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/metric"
)

type funnelJSON struct {
	headJSON
	Mode  string     `json:"mode"`
	Unit  string     `json:"unit" doc:"What is counted: session, cart or person."`
	Steps []stepJSON `json:"steps"`
}

type stepJSON struct {
	ID          string        `json:"id" doc:"session (of carts: cart), then the events that make the steps."`
	Count       int64         `json:"count" doc:"Units that got there."`
	Share       *float64      `json:"share" doc:"Of the first step; null without units."`
	Continued   *float64      `json:"continued" doc:"Of the step before; null for the first, and where nobody got to the one before."`
	Low         *float64      `json:"low" doc:"Lower end of the 95% interval of continued."`
	High        *float64      `json:"high" doc:"Upper end of the 95% interval of continued."`
	Lost        int64         `json:"lost" doc:"Got there and no further; 0 for the last."`
	Seconds     *paceJSON     `json:"seconds" doc:"Time from the step before; null for the first, and where nobody's is known."`
	Previous    *stepPastJSON `json:"previous,omitempty" doc:"The same over the compared period."`
	Significant bool          `json:"significant" doc:"The interval of the difference to the previous continued excludes zero."`
	Frictions   []seenJSON    `json:"frictions" doc:"The ten reasons that most sessions met with while this step was the furthest they had got to. A session may have met with several. Empty but for unit session."`
}

type paceJSON struct {
	Count  int64   `json:"count" doc:"Units whose time is known."`
	Median float64 `json:"median" doc:"Seconds that half of them did not exceed."`
	P90    float64 `json:"p90" doc:"Seconds that nine of ten did not exceed."`
}

type stepPastJSON struct {
	Count     int64    `json:"count"`
	Continued *float64 `json:"continued"`
}

type seenJSON struct {
	Reason   string `json:"reason"`
	Sessions int64  `json:"sessions"`
}

// maxReasons is how many reasons are told of a step.
const maxReasons = 10

func modes() []string { return []string{string(metric.Reached), string(metric.Closed)} }

func funnelUnits() []string {
	var units []string
	for _, u := range metric.FunnelUnits() {
		units = append(units, string(u))
	}
	return units
}

func funnelParams() []Param {
	return append(findingParams(), Param{
		Name: "unit", In: "query", Enum: funnelUnits(),
		Description: "What is followed: session, a visit; cart, from the cart to its order; person, all visits of the range of one person. Defaults to session.",
	}, Param{
		Name: "mode", In: "query", Enum: modes(),
		Description: "What it takes to get to a step: reached, it or a later one; closed, all up to it one after the other. Defaults to reached.",
	})
}

func (a *API) funnel(ctx context.Context, c *call) (reply, error) {
	q, asked, err := a.ask(ctx, c, funnelParams())
	if err != nil {
		return reply{}, err
	}
	o := metric.FunnelOptions{Unit: metric.FunnelUnit(q.text("unit")), Mode: metric.Mode(q.text("mode"))}
	funnel, err := build(ctx, a, &asked, func(facts metric.Facts, r metric.Request) (metric.Funnel, error) {
		return metric.BuildFunnel(ctx, facts, r, o)
	})
	if err != nil {
		return reply{}, err
	}
	out := renderFunnel(&funnel)
	out.headJSON = asked.head(&funnel.Request, funnel.Compared)
	return ok(out), nil
}

// renderFunnel leaves the head to the caller, as do those of the other reports.
func renderFunnel(f *metric.Funnel) funnelJSON {
	out := funnelJSON{Mode: string(f.Mode), Unit: string(f.Unit), Steps: make([]stepJSON, len(f.Steps))}
	for i := range f.Steps {
		s := &f.Steps[i]
		step := stepJSON{
			ID: s.ID, Count: s.Count, Share: s.Share.Value, Continued: valueOf(s.Continued), Low: s.Low, High: s.High,
			Lost: s.Lost, Significant: s.Significant, Frictions: []seenJSON{},
		}
		if s.Pace != nil {
			step.Seconds = &paceJSON{s.Pace.Count, seconds(s.Pace.Median), seconds(s.Pace.P90)}
		}
		if s.Previous != nil {
			step.Previous = &stepPastJSON{s.Previous.Count, valueOf(s.Previous.Continued)}
		}
		for _, f := range s.Frictions[:min(len(s.Frictions), maxReasons)] {
			step.Frictions = append(step.Frictions, seenJSON(f))
		}
		out.Steps[i] = step
	}
	return out
}

// seconds turns milliseconds into seconds.
func seconds(milliseconds int64) float64 { return float64(milliseconds) / 1000 }

func valueOf(f *metric.Figure) *float64 {
	if f == nil {
		return nil
	}
	return f.Value
}
