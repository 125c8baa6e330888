package api

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// settleWithin is how long a report waits for what was just accepted. After that it
// answers without it and says so.
const settleWithin = 5 * time.Second

func (a *API) reportRoutes() []Route {
	return append([]Route{{
		Method: http.MethodGet, Path: "/api/v1/report", Permission: account.Sums,
		Summary: "Answers metrics over a range of days, with intervals, a comparison, series and groups.",
		Params:  reportParams(), Response: reportJSON{}, handle: a.report,
		Codes: []string{metric.BadRequest, metric.UnknownMetric, metric.InvalidDimension, metric.InvalidRange, metric.InvalidInterval, codeForbidden, "unavailable"},
	}, {
		Method: http.MethodGet, Path: "/api/v1/catalog", Permission: account.Known,
		Summary: "Lists the metrics with their definitions.", Response: catalogJSON{}, handle: a.catalog,
		Codes: []string{metric.BadRequest},
	}, {
		Method: http.MethodGet, Path: "/api/v1/quality", Permission: account.Details,
		Summary: "Tells what became of the events received.",
		Params:  qualityParams(), Response: qualityJSON{}, handle: a.quality,
		Codes: []string{metric.BadRequest, metric.InvalidRange, codeForbidden, "unavailable"},
	}}, a.findingRoutes()...)
}

func siteParam() Param {
	return Param{Name: "site", In: "query", Description: "Name of the site. May be left out when the token covers one."}
}

func rangeParams() []Param {
	return []Param{
		{Name: "from", In: "query", Format: "date", Description: "First day, in the site's time zone. Defaults to 29 days before the last."},
		{Name: "to", In: "query", Format: "date", Description: "Last day, included. Defaults to today."},
	}
}

func reportParams() []Param {
	params := append([]Param{siteParam()}, rangeParams()...)
	return append(params,
		metricsParam(),
		Param{Name: "interval", In: "query", Enum: intervals(), Description: "Length of a series' steps. Left out, there is no series."},
		calendarParam(),
		weekStartParam(),
		compareParam(),
		Param{Name: "group_by", In: "query", Description: "Dimension by which every metric is split."},
		filterParam(),
		asOfParam(),
	)
}

func metricsParam() Param {
	return Param{Name: "metrics", In: "query", Description: "Ids with commas between them. Defaults to all of the catalogue that allow the dimensions asked for."}
}

func calendarParam() Param {
	return Param{Name: "calendar", In: "query", Enum: calendars(), Description: "Calendar in which months are cut. Defaults to gregorian."}
}

func weekStartParam() Param {
	return Param{Name: "week_start", In: "query", Enum: weekdays(), Description: "First day of a week. Defaults to sat in the Persian and Islamic calendars, else mon."}
}

func compareParam() Param {
	return Param{Name: "compare", In: "query", Enum: compares(), Description: "Period to compare with: the equally long one before, or the same dates last year. Defaults to previous."}
}

func filterParam() Param {
	return Param{Name: "filter", In: "query", Repeated: true, Description: "dimension:value; a|b means one of both, ! before the value means not. All filters must hold."}
}

func asOfParam() Param {
	return Param{Name: "as_of", In: "query", Description: "Time (RFC 3339) or end of the date from which the past is seen. Defaults to now."}
}

func intervals() []string {
	return []string{string(metric.Hour), string(metric.Day), string(metric.Week), string(metric.Month)}
}

func calendars() []string {
	return []string{string(metric.Gregorian), string(metric.Persian), string(metric.Islamic)}
}

func compares() []string {
	return []string{string(metric.Previous), string(metric.Year), string(metric.Nothing)}
}

func (a *API) report(ctx context.Context, c *call) (reply, error) {
	_, asked, err := a.ask(ctx, c, reportParams())
	if err != nil {
		return reply{}, err
	}
	report, err := build(ctx, a, &asked, func(facts metric.Facts, r metric.Request) (metric.Report, error) {
		return metric.Build(ctx, facts, r)
	})
	if err != nil {
		return reply{}, err
	}
	a.monitor.Folded(report.Folded)
	answer := asked.render(&report)
	if err := a.setGoals(ctx, asked.site, report.Results, answer.Metrics); err != nil {
		return reply{}, err
	}
	return ok(answer), nil
}

// reportRequest is what a query asks. Its error is a *problem.
func reportRequest(q *query, site store.Site, now time.Time) (metric.Request, error) {
	zone, err := time.LoadLocation(site.Timezone)
	if err != nil {
		return metric.Request{}, fmt.Errorf("site %s: %w", site.Name, err)
	}
	asOf := q.asOf(zone, now)
	from, to := q.dates(zone, now, asOf)
	calendar := metric.Calendar(q.oneOf("calendar", calendars()))
	req := metric.Request{
		Site: site.ID, Zone: zone, Currency: site.Settings.Currency, Digits: digitsOf(site),
		CartWindow: site.Settings.CartWindow,
		From:       from, To: to,
		Metrics:   q.list("metrics"),
		Interval:  metric.Interval(q.oneOf("interval", intervals())),
		Calendar:  calendar,
		WeekStart: q.weekStart(calendar),
		Compare:   metric.Compare(q.oneOf("compare", compares())),
		GroupBy:   metric.Dimension(q.text("group_by")),
		Filters:   q.filters(),
		AsOf:      asOf,
	}
	if first, limited := firstKept(site, zone); limited && from.Compare(first) < 0 {
		q.refuse("from", "nothing of that time is kept any more", "Not before "+first.String()+".")
	}
	return req, q.failed()
}

// firstKept is the first date of which a site keeps everything. It is false where all of them are
// kept.
func firstKept(site store.Site, zone *time.Location) (first metric.Date, limited bool) {
	if site.KeptFrom == 0 {
		return first, false
	}
	kept := time.UnixMilli(site.KeptFrom)
	if first = metric.DateOf(kept.In(zone)); first.Start(zone).Before(kept) {
		first = first.Add(1)
	}
	return first, true
}

// digitsOf gives the minor digits of a currency as the site has them.
func digitsOf(site store.Site) func(currency string) int {
	return func(currency string) int {
		if n, ok := site.Settings.Digits[currency]; ok {
			return n
		}
		n, _ := event.MinorDigits(currency)
		return n
	}
}

// settle waits until everything accepted so far is part of the answers, but not for long.
func (a *API) settle(ctx context.Context) (settled bool, err error) {
	bounded, cancel := context.WithTimeout(ctx, settleWithin)
	defer cancel()
	err = a.facts.Settle(bounded)
	if errors.Is(err, context.DeadlineExceeded) && ctx.Err() == nil {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("settle: %w", err)
	}
	return true, nil
}
