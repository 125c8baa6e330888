package rehearsal

import (
	"context"
	"fmt"
	"maps"
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/oracle"
)

// Ask puts an oracle's question to a store of facts through the catalogue: to the metrics and
// the reports that allow its dimensions. The figures of the whole range have the findings
// among them, of the kinds that it returns.
func Ask(src metric.Facts, site oracle.Site, q oracle.Question, digits func(string) int) (a oracle.Answer, kinds []string, err error) {
	request, err := Request(site, q, digits)
	if err != nil {
		return a, nil, err
	}
	a = oracle.Answer{Figures: oracle.Figures{}}
	if len(request.Metrics) > 0 {
		report, err := metric.Build(context.Background(), src, request)
		if err != nil {
			return a, nil, err
		}
		a = Answer(&report)
	}
	found, kinds, err := Findings(src, q, request)
	maps.Copy(a.Figures, found)
	return a, kinds, err
}

// mostDays is how long a range may be to be asked about day by day.
const mostDays = 100

// Request is an oracle's question to the catalogue, with a series by day where the range is
// not too long for it.
func Request(site oracle.Site, q oracle.Question, digits func(string) int) (metric.Request, error) {
	from, err := date(q.From)
	if err != nil {
		return metric.Request{}, err
	}
	to, err := date(q.To)
	if err != nil {
		return metric.Request{}, err
	}
	r := metric.Request{
		Site: 1, Zone: site.Zone, Currency: site.Currency, Digits: digits, CartWindow: site.CartWindow,
		From: from, To: to, Interval: metric.Day, Compare: metric.Nothing,
		GroupBy: metric.Dimension(q.GroupBy), AsOf: q.AsOf, Metrics: Metrics(q), WeekStart: q.WeekStart,
	}
	if (metric.Range{From: from, To: to}).Days() > mostDays {
		r.Interval = ""
	}
	if q.Persian {
		r.Calendar = metric.Persian
	}
	for _, f := range q.Filters {
		r.Filters = append(r.Filters, metric.Filter{Dimension: metric.Dimension(f.Dimension), Values: f.Values, Not: f.Not})
	}
	return r, nil
}

func date(text string) (metric.Date, error) {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return metric.Date{}, fmt.Errorf("date: %w", err)
	}
	return metric.Date{Year: t.Year(), Month: t.Month(), Day: t.Day()}, nil
}

// Answer puts a report into the oracle's words. Figures in which nothing was counted are
// left out, as are groups without figures. Without a series Days is nil.
func Answer(report *metric.Report) oracle.Answer {
	a := oracle.Answer{Figures: figures(report.Results, report.Request.Currency), Groups: map[string]oracle.Figures{}}
	if report.Request.Interval != "" {
		a.Days = map[string]oracle.Figures{}
	}
	for i := range report.Results {
		r := &report.Results[i]
		for _, step := range r.Series {
			day := fmt.Sprintf("%04d-%02d-%02d", step.Date.Year, step.Date.Month, step.Date.Day)
			if a.Days[day] == nil {
				a.Days[day] = oracle.Figures{}
			}
			put(a.Days[day], r.Definition, step.Figure, nil, report.Request.Currency, 0)
		}
	}
	for _, g := range report.Groups {
		if f := figures(g.Results, report.Request.Currency); len(f) > 0 {
			a.Groups[g.Key] = f
		}
	}
	return a
}

func figures(results []metric.Result, currency string) oracle.Figures {
	f := oracle.Figures{}
	for i := range results {
		r := &results[i]
		put(f, r.Definition, r.Figure, r.Currencies, currency, r.Pending)
	}
	return f
}

// put adds a figure if anything was counted.
func put(to oracle.Figures, d *metric.Definition, f metric.Figure, others []metric.CurrencyFigure, currency string, pending int64) {
	figure := oracle.Figure{Numerator: f.Numerator, Pending: pending}
	if f.Denominator != nil {
		figure.Denominator = *f.Denominator
	}
	if d.Unit == metric.Money {
		figure.Currencies = map[string]oracle.Amount{}
		for _, c := range append([]metric.CurrencyFigure{{Currency: currency, Figure: f}}, others...) {
			amount := oracle.Amount{Numerator: c.Numerator}
			if c.Denominator != nil {
				amount.Denominator = *c.Denominator
			}
			if amount != (oracle.Amount{}) {
				figure.Currencies[c.Currency] = amount
			}
		}
	}
	if figure.Numerator != 0 || figure.Denominator != 0 || figure.Pending != 0 || len(figure.Currencies) > 0 {
		to[d.ID] = figure
	}
}
