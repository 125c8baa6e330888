package api

import (
	"context"
	"strconv"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// The days that are compared with as many before.
const (
	usualEffectDays = 14
	mostEffectDays  = 366
)

// effectParams are those beside the site.
func effectParams() []Param {
	return []Param{
		numberParam(),
		{Name: "days", In: "query", Description: "How many days from the date on are compared with as many before, 1 to 366. Defaults to 14."},
		metricsParam(),
		filterParam(),
		asOfParam(),
	}
}

type effectJSON struct {
	headJSON
	Annotation annotationJSON `json:"annotation"`
	Days       int            `json:"days" doc:"How many days are compared: fewer than asked for while not all of them are over."`
	Metrics    []metricJSON   `json:"metrics" doc:"As a report has them; previous is of the days before the date."`
}

func (a *API) effect(ctx context.Context, c *call) (reply, error) {
	q, asked, err := a.ask(ctx, c, append([]Param{siteParam()}, effectParams()...))
	if err != nil {
		return reply{}, err
	}
	days := usualEffectDays
	if text := q.text("days"); text != "" {
		if days, err = strconv.Atoi(text); err != nil || days < 1 || days > mostEffectDays {
			return reply{}, badParameter("days", "it is no number of days", "Send a whole number from 1 to 366.")
		}
	}
	id, err := entryNumber(c)
	if err != nil {
		return reply{}, err
	}
	annotation, err := a.notebook.Annotation(ctx, asked.site, id)
	if err != nil {
		return reply{}, missing(err, noAnnotation)
	}
	report, err := build(ctx, a, &asked, func(facts metric.Facts, r metric.Request) (metric.Report, error) {
		return metric.BuildEffect(ctx, facts, r, annotation.Date, days)
	})
	if err != nil {
		return reply{}, err
	}
	return ok(effectJSON{
		headJSON: asked.head(&report.Request, report.Compared), Annotation: renderAnnotation(annotation),
		Days:    metric.Range{From: report.Request.From, To: report.Request.To}.Days(),
		Metrics: renderResults(&report.Request, report.Results),
	}), nil
}
