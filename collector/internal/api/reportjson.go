package api

import (
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

type reportJSON struct {
	Site     string       `json:"site"`
	From     string       `json:"from" doc:"First day, in the site's time zone."`
	To       string       `json:"to" doc:"Last day, included."`
	Timezone string       `json:"timezone"`
	Currency string       `json:"currency" doc:"The site's own, ISO 4217."`
	AsOf     string       `json:"as_of" doc:"The instant from which the past is seen."`
	Compared *rangeJSON   `json:"compared,omitempty" doc:"The period that previous is of."`
	Folding  bool         `json:"folding,omitempty" doc:"Events just accepted are not all counted yet; ask again in a moment."`
	Overlaps bool         `json:"overlaps,omitempty" doc:"Groups may share visitors or customers, so they need not add up."`
	Metrics  []metricJSON `json:"metrics"`
	Groups   []groupJSON  `json:"groups,omitempty" doc:"With group_by, the biggest first."`
}

type rangeJSON struct {
	From string `json:"from"`
	To   string `json:"to"`
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
	Series       []stepJSON     `json:"series,omitempty"`
	Currencies   []currencyJSON `json:"currencies,omitempty" doc:"The same in other currencies, which are never added."`
}

type stepJSON struct {
	Start string `json:"start" doc:"A date; for hours a time with offset."`
	figureJSON
}

type currencyJSON struct {
	Currency string `json:"currency"`
	figureJSON
}

func renderReport(site store.Site, r *metric.Report) reportJSON {
	req := &r.Request
	out := reportJSON{
		Site: site.Name, From: req.From.String(), To: req.To.String(),
		Timezone: site.Timezone, Currency: req.Currency,
		AsOf: instant(req.AsOf, req.Zone), Overlaps: r.Overlaps,
		Metrics: renderResults(req, r.Results),
	}
	if r.Compared != nil {
		out.Compared = &rangeJSON{r.Compared.From.String(), r.Compared.To.String()}
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
		out.Series = append(out.Series, stepJSON{stepStart(req, s), u.render(&s.Figure)})
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
