package api

import (
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
)

type reportJSON struct {
	headJSON
	Overlaps bool         `json:"overlaps,omitempty" doc:"Groups may share units, so they need not add up."`
	Metrics  []metricJSON `json:"metrics"`
	LeftOut  []string     `json:"left_out,omitempty" doc:"Metrics that do not allow the dimensions asked for, when none were named."`
	Groups   []groupJSON  `json:"groups,omitempty" doc:"With group_by, the biggest first. There are 500 at the most; what is in none of these is the last, (other)."`
	Folded   int64        `json:"folded,omitempty" doc:"How many values of group_by are told together as (other): all but the 500 with the most facts."`
}

type groupJSON struct {
	Key     string       `json:"key"`
	Metrics []metricJSON `json:"metrics"`
}

type metricJSON struct {
	ID       string `json:"id"`
	Stage    string `json:"stage"`
	Unit     string `json:"unit"`
	Better   string `json:"better"`
	Currency string `json:"currency,omitempty"`
	figureJSON
	Low          *float64       `json:"low,omitempty" doc:"Lower end of the 95% interval, in the unit of value."`
	High         *float64       `json:"high,omitempty" doc:"Upper end of the 95% interval."`
	Previous     *figureJSON    `json:"previous,omitempty" doc:"The same over the compared period."`
	Change       *float64       `json:"change,omitempty" doc:"Relative to previous; points: absolute."`
	Significant  *bool          `json:"significant,omitempty" doc:"The interval of the difference excludes zero."`
	Suspect      bool           `json:"suspect,omitempty" doc:"The numerator exceeds the denominator that it should be a part of."`
	Pending      *int64         `json:"pending,omitempty" doc:"Units left out because their windows had not ended at as_of."`
	MaturedUntil string         `json:"matured_until,omitempty" doc:"Units up to this time are settled; missing when all are."`
	Goal         any            `json:"goal,omitempty" doc:"What the merchant wants, in the unit of value."`
	Progress     any            `json:"progress,omitempty" doc:"With a goal: how much of it is reached, 1 and above for all of it; null where it can't be said."`
	Series       []pointJSON    `json:"series,omitempty"`
	Currencies   []currencyJSON `json:"currencies,omitempty" doc:"The same in other currencies, which are never added."`
}

type pointJSON struct {
	Start string `json:"start" doc:"A date; for hours a time with offset."`
	figureJSON
}

type currencyJSON struct {
	Currency string `json:"currency"`
	figureJSON
}

func (a asked) render(r *metric.Report) reportJSON {
	req := &r.Request
	out := reportJSON{
		headJSON: a.head(req, r.Compared), Overlaps: r.Overlaps,
		Metrics: renderResults(req, r.Results), LeftOut: r.LeftOut,
		Folded: r.Folded,
	}
	for _, g := range r.Groups {
		out.Groups = append(out.Groups, groupJSON{g.Key, renderResults(req, g.Results)})
	}
	return out
}

func renderResults(req *metric.Request, results []metric.Result) []metricJSON {
	out := make([]metricJSON, len(results))
	for i := range results {
		out[i] = renderResult(req, &results[i])
	}
	return out
}

func renderResult(req *metric.Request, r *metric.Result) metricJSON {
	d := r.Definition
	u := unitsOf(d, req.Digits, req.Currency)
	out := metricJSON{
		ID: d.ID, Stage: string(d.Stage), Unit: string(d.Unit), Better: string(d.Better),
		figureJSON: u.render(&r.Figure),
		Low:        r.Low, High: r.High, Change: r.Change, Suspect: r.Suspect,
	}
	if d.Unit == metric.Money {
		out.Currency = req.Currency
	}
	if r.Previous != nil {
		previous := u.render(r.Previous)
		out.Previous, out.Significant = &previous, &r.Significant
	}
	if d.Pending != nil {
		out.Pending = &r.Pending
		if !r.MaturedUntil.IsZero() {
			out.MaturedUntil = instant(r.MaturedUntil, req.Zone)
		}
	}
	for i := range r.Series {
		s := &r.Series[i]
		out.Series = append(out.Series, pointJSON{stepStart(req, s), u.render(&s.Figure)})
	}
	for i := range r.Currencies {
		c := &r.Currencies[i]
		out.Currencies = append(out.Currencies, currencyJSON{c.Currency, unitsOf(d, req.Digits, c.Currency).render(&c.Figure)})
	}
	return out
}

func stepStart(req *metric.Request, s *metric.Step) string {
	if req.Interval == metric.Hour {
		return s.Start.In(req.Zone).Format(time.RFC3339)
	}
	return s.Date.String()
}

// instant writes a time as the site's clock shows it, with offset.
func instant(t time.Time, zone *time.Location) string {
	return t.In(zone).Truncate(time.Millisecond).Format(time.RFC3339Nano)
}
