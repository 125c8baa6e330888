package api

import (
	"context"
	"net/http"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

// headJSON is what every report begins with.
type headJSON struct {
	Site     string     `json:"site"`
	From     string     `json:"from" doc:"First day, in the site's time zone."`
	To       string     `json:"to" doc:"Last day, included."`
	Timezone string     `json:"timezone"`
	Currency string     `json:"currency" doc:"The site's own, ISO 4217."`
	AsOf     string     `json:"as_of" doc:"The instant from which the past is seen."`
	Compared *rangeJSON `json:"compared,omitempty" doc:"The period that previous is of."`
	Folding  bool       `json:"folding,omitempty" doc:"Events just accepted are not all counted yet; ask again in a moment."`
}

type rangeJSON struct {
	From    string `json:"from"`
	To      string `json:"to"`
	Partial bool   `json:"partial,omitempty" doc:"It begins before the site's first event, or before what is kept, so it holds less than it would have."`
}

// findingRoutes are the reports that are no lists of metrics.
func (a *API) findingRoutes() []Route {
	codes := []string{metric.BadRequest, metric.InvalidDimension, metric.InvalidRange, codeForbidden, "unavailable"}
	return []Route{{
		Method: http.MethodGet, Path: "/api/v1/funnel", Permission: account.Sums,
		Summary: "Tells how far visits, carts or persons got on the way to an order, how long it took, and what stood in their way at each step.",
		Params:  funnelParams(), Response: funnelJSON{}, handle: a.funnel, Codes: codes,
	}, {
		Method: http.MethodGet, Path: "/api/v1/friction", Permission: account.Sums,
		Summary: "Tells which reasons were seen in checkouts before shoppers left them, and weighs them in money.",
		Params:  findingParams(), Response: frictionJSON{}, handle: a.friction, Codes: codes,
	}, {
		Method: http.MethodGet, Path: "/api/v1/touchpoints", Permission: account.Sums,
		Summary: "Lists where customers and shop met.",
		Params:  findingParams(), Response: touchpointsJSON{}, handle: a.touchpoints, Codes: codes,
	}, {
		Method: http.MethodGet, Path: "/api/v1/feedback", Permission: account.Sums,
		Summary: "Tells how customers felt in each stage, and how many said so.",
		Params:  findingParams(), Response: feedbackJSON{}, handle: a.feedback, Codes: codes,
	}, {
		Method: http.MethodGet, Path: "/api/v1/products", Permission: account.Sums,
		Summary: "Lists which products were viewed, added to carts, bought and left behind.",
		Params:  productsParams(), Response: productsJSON{}, handle: a.products, Codes: codes,
	}, {
		Method: http.MethodGet, Path: "/api/v1/channels", Permission: account.Sums,
		Summary: "Tells what brought visits and orders, by first and by last touch, and what that cost.",
		Params:  channelParams(), Response: channelsJSON{}, handle: a.channels, Codes: codes,
	}, {
		Method: http.MethodGet, Path: "/api/v1/cohorts", Permission: account.Sums,
		Summary: "Follows customers from the month or week of their first order on.",
		Params:  cohortParams(), Response: cohortsJSON{}, handle: a.cohorts, Codes: codes,
	}, {
		Method: http.MethodGet, Path: "/api/v1/customers", Permission: account.Details,
		Summary: "Parts customers by how recently, how often and for how much they bought, and tells when to expect their next orders.",
		Params:  customerParams(), Response: customersJSON{}, handle: a.customers, Codes: []string{metric.BadRequest, codeForbidden, "unavailable"},
	}}
}

// findingParams are those of every report.
func findingParams() []Param {
	params := append([]Param{siteParam()}, rangeParams()...)
	return append(params, compareParam(), filterParam(), asOfParam())
}

// asked is a report that is asked for: whose, what, and whether everything accepted so far
// will be part of the answer.
type asked struct {
	site    store.Site
	request metric.Request
	asOf    time.Time // as it was asked for, else zero
	settled bool
	since   int64 // the site's first event, store.NoTime without one
}

// ask reads what a report is asked, and waits until it can be answered. Further parameters
// are the caller's to read.
func (a *API) ask(ctx context.Context, c *call, params []Param) (*query, asked, error) {
	q := newQuery(c, params)
	site := c.Site
	req, err := reportRequest(q, site, a.now())
	if err != nil {
		return nil, asked{}, err
	}
	settled, err := a.settle(ctx)
	if err != nil {
		return nil, asked{}, err
	}
	var asOf time.Time
	if q.text("as_of") != "" {
		asOf = req.AsOf
	} else {
		req.AsOf = a.now() // what came while it waited has happened
	}
	since, err := a.facts.Since(ctx, site.ID)
	if since != store.NoTime && site.KeptFrom != 0 {
		since = max(since, site.KeptFrom)
	}
	return q, asked{site, req, asOf, settled, since}, err
}

// build answers a question from one state of the facts. Who asks about now is answered as of the
// instant of that state, which is written into the question.
func build[T any](ctx context.Context, a *API, asked *asked, how func(metric.Facts, metric.Request) (T, error)) (answer T, err error) {
	facts, err := a.facts.At(ctx, asked.site.ID, asked.asOf)
	if err != nil {
		return answer, err
	}
	defer facts.Close()
	asked.request.AsOf = facts.AsOf()
	return how(facts, asked.request)
}

// head renders what the answer begins with; req is the request as it was answered.
func (a asked) head(req *metric.Request, compared *metric.Range) headJSON {
	head := headJSON{
		Site: a.site.Name, From: req.From.String(), To: req.To.String(),
		Timezone: a.site.Timezone, Currency: req.Currency, AsOf: instant(req.AsOf, req.Zone), Folding: !a.settled,
	}
	if compared != nil {
		head.Compared = &rangeJSON{From: compared.From.String(), To: compared.To.String()}
		first := metric.DateOf(time.UnixMilli(a.since).In(req.Zone))
		head.Compared.Partial = a.since != store.NoTime && compared.From.Compare(first) < 0
	}
	return head
}
