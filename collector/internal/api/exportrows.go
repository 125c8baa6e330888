package api

import (
	"maps"
	"slices"
)

// The rows of the reports. Each begins with what the report is about, so that rows of several
// exports can be put together.

// reportRow is a metric as a whole (start is missing), or a step of its series, for all or for
// one group, in the site's currency or in another.
type reportRow struct {
	Site         string  `json:"site"`
	From         string  `json:"from"`
	To           string  `json:"to"`
	Timezone     string  `json:"timezone"`
	AsOf         string  `json:"as_of"`
	ComparedFrom *string `json:"compared_from"`
	ComparedTo   *string `json:"compared_to"`
	Folding      bool    `json:"folding"`
	Group        *string `json:"group"`
	Metric       string  `json:"metric"`
	Stage        string  `json:"stage"`
	Unit         string  `json:"unit"`
	Better       string  `json:"better"`
	Currency     string  `json:"currency,omitempty"`
	Start        *string `json:"start"`
	figureJSON
	Low          *float64    `json:"low"`
	High         *float64    `json:"high"`
	Previous     *figureJSON `json:"previous"`
	Change       *float64    `json:"change"`
	Significant  *bool       `json:"significant"`
	Suspect      bool        `json:"suspect"`
	Pending      *int64      `json:"pending"`
	MaturedUntil string      `json:"matured_until,omitempty"`
	Goal         any         `json:"goal"`
}

func reportRows(r reportJSON) []reportRow {
	about := reportRow{Site: r.Site, From: r.From, To: r.To, Timezone: r.Timezone, AsOf: r.AsOf, Folding: r.Folding}
	if r.Compared != nil {
		about.ComparedFrom, about.ComparedTo = &r.Compared.From, &r.Compared.To
	}
	rows := metricRows(about, r.Metrics)
	for i := range r.Groups {
		about.Group = &r.Groups[i].Key
		rows = append(rows, metricRows(about, r.Groups[i].Metrics)...)
	}
	return rows
}

func metricRows(about reportRow, metrics []metricJSON) []reportRow {
	var rows []reportRow
	for i := range metrics {
		m := &metrics[i]
		row := about
		row.Metric, row.Stage, row.Unit, row.Better, row.Currency = m.ID, m.Stage, m.Unit, m.Better, m.Currency
		part := row // series and other currencies have figures and nothing else
		row.figureJSON, row.Previous = m.figureJSON, m.Previous
		row.Low, row.High, row.Change, row.Significant = m.Low, m.High, m.Change, m.Significant
		row.Suspect, row.Pending, row.MaturedUntil, row.Goal = m.Suspect, m.Pending, m.MaturedUntil, m.Goal
		rows = append(rows, row)
		for n := range m.Series {
			step := part
			step.Start, step.figureJSON = &m.Series[n].Start, m.Series[n].figureJSON
			rows = append(rows, step)
		}
		for _, c := range m.Currencies {
			other := part
			other.Currency, other.figureJSON = c.Currency, c.figureJSON
			rows = append(rows, other)
		}
	}
	return rows
}

type funnelRow struct {
	headJSON
	Mode string `json:"mode"`
	Unit string `json:"unit"`
	stepJSON
}

func funnelRows(f funnelJSON) []funnelRow {
	rows := make([]funnelRow, len(f.Steps))
	for i, step := range f.Steps {
		rows[i] = funnelRow{f.headJSON, f.Mode, f.Unit, step}
	}
	return rows
}

// frictionRow repeats what holds for all reasons; without any there is one row of that.
type frictionRow struct {
	headJSON
	AllCheckouts      int64            `json:"all_checkouts"`
	AllAbandoned      int64            `json:"all_abandoned"`
	Pending           int64            `json:"pending"`
	MaturedUntil      string           `json:"matured_until,omitempty"`
	AllPrevious       *abandonmentJSON `json:"all_previous"`
	AOV               *string          `json:"aov"`
	UnknownLeading    int64            `json:"unknown_leading"`
	UnknownLeftBehind string           `json:"unknown_left_behind"`
	*reasonJSON
}

func frictionRows(f frictionJSON) []frictionRow {
	all := frictionRow{
		headJSON: f.headJSON, AllCheckouts: f.Checkouts, AllAbandoned: f.Abandoned, Pending: f.Pending,
		MaturedUntil: f.MaturedUntil, AllPrevious: f.Previous, AOV: f.AOV,
		UnknownLeading: f.Unknown.Leading, UnknownLeftBehind: f.Unknown.LeftBehind,
	}
	if len(f.Reasons) == 0 {
		return []frictionRow{all}
	}
	var rows []frictionRow
	for i := range f.Reasons {
		row := all
		row.reasonJSON = &f.Reasons[i]
		rows = append(rows, row)
	}
	return rows
}

type refusalRow struct {
	headJSON
	refusalJSON
	LeftOut int `json:"left_out,omitempty"` // of the list
}

func refusalRows(f frictionJSON) []refusalRow {
	rows := make([]refusalRow, len(f.Refusals))
	for i, refusal := range f.Refusals {
		rows[i] = refusalRow{f.headJSON, refusal, f.LeftOut}
	}
	return rows
}

type touchpointRow struct {
	headJSON
	touchpointJSON
	LeftOut int `json:"left_out,omitempty"` // of the list
}

func touchpointRows(t touchpointsJSON) []touchpointRow {
	rows := make([]touchpointRow, len(t.Touchpoints))
	for i, touchpoint := range t.Touchpoints {
		rows[i] = touchpointRow{t.headJSON, touchpoint, t.LeftOut}
	}
	return rows
}

type channelRow struct {
	headJSON
	By         string `json:"by"`
	WindowDays int    `json:"window_days"`
	channelJSON
	LeftOut int `json:"left_out,omitempty"` // of the list
}

func channelRows(c channelsJSON) []channelRow {
	rows := make([]channelRow, len(c.Rows))
	for i, channel := range c.Rows {
		rows[i] = channelRow{c.headJSON, c.By, c.WindowDays, channel, c.LeftOut}
	}
	return rows
}

type productRow struct {
	headJSON
	productJSON
	LeftOut int `json:"left_out,omitempty"` // of the list
}

func productRows(p productsJSON) []productRow {
	rows := make([]productRow, len(p.Products))
	for i, product := range p.Products {
		rows[i] = productRow{p.headJSON, product, p.LeftOut}
	}
	return rows
}

// cohortRow is a cell: what a cohort did in one period.
type cohortRow struct {
	headJSON
	By              string `json:"by"`
	Cohort          string `json:"cohort"` // its first day
	CohortCustomers int64  `json:"cohort_customers"`
	cellJSON
}

func cohortRows(c cohortsJSON) []cohortRow {
	var rows []cohortRow
	for _, cohort := range c.Cohorts {
		for _, cell := range cohort.Cells {
			rows = append(rows, cohortRow{c.headJSON, c.Period, cohort.Start, cohort.Customers, cell})
		}
	}
	return rows
}

// customerRow is a segment, or a customer with the next order that is expected.
type customerRow struct {
	Site         string         `json:"site"`
	Timezone     string         `json:"timezone"`
	Currency     string         `json:"currency"`
	AsOf         string         `json:"as_of"`
	Folding      bool           `json:"folding"`
	AllCustomers int64          `json:"all_customers"`
	Segment      *segmentJSON   `json:"segment"`
	Next         *nextOrderJSON `json:"next"`
	NextLeftOut  int            `json:"next_left_out,omitempty"` // of the list
}

func (c customersJSON) about() download { return download{site: c.Site} }

func customerRows(c customersJSON) []customerRow {
	about := customerRow{
		Site: c.Site, Timezone: c.Timezone, Currency: c.Currency, AsOf: c.AsOf, Folding: c.Folding,
		AllCustomers: c.Customers, NextLeftOut: c.Next.LeftOut,
	}
	var rows []customerRow
	for i := range c.Segments {
		row := about
		row.Segment = &c.Segments[i]
		rows = append(rows, row)
	}
	for i := range c.Next.List {
		row := about
		row.Next = &c.Next.List[i]
		rows = append(rows, row)
	}
	return rows
}

// feedbackRow is a stage, or a kind of answer.
type feedbackRow struct {
	headJSON
	*stateJSON
	*repliesJSON
}

func feedbackRows(f feedbackJSON) []feedbackRow {
	var rows []feedbackRow
	for i := range f.Stages {
		rows = append(rows, feedbackRow{headJSON: f.headJSON, stateJSON: &f.Stages[i]})
	}
	for i := range f.Answers {
		rows = append(rows, feedbackRow{headJSON: f.headJSON, repliesJSON: &f.Answers[i]})
	}
	return rows
}

// qualityRow is one count; name tells apart those that there are several of.
type qualityRow struct {
	Site     string  `json:"site"`
	From     string  `json:"from"`
	To       string  `json:"to"`
	Timezone string  `json:"timezone"`
	What     string  `json:"what"`
	Name     *string `json:"name"`
	Count    int64   `json:"count"`
}

func (q qualityJSON) about() download { return download{site: q.Site, from: q.From, to: q.To} }

func qualityRows(q qualityJSON) []qualityRow {
	about := qualityRow{Site: q.Site, From: q.From, To: q.To, Timezone: q.Timezone}
	var rows []qualityRow
	one := func(what string, count int64) {
		row := about
		row.What, row.Count = what, count
		rows = append(rows, row)
	}
	several := func(what string, counts map[string]int64) {
		for _, name := range slices.Sorted(maps.Keys(counts)) {
			one(what, counts[name])
			rows[len(rows)-1].Name = &name
		}
	}
	c := &q.Coverage
	one("received", q.Received)
	one("accepted", q.Accepted)
	one("duplicates", q.Duplicates)
	one("discarded", q.Discarded)
	several("rejected", q.Rejected)
	several("dropped", q.Dropped)
	several("bots", q.Bots)
	several("apart", q.Apart)
	several("noted", q.Noted)
	several("events", c.Events)
	one("sessions", c.Sessions)
	one("hashed_sessions", c.HashedSessions)
	one("orders", c.Orders)
	one("browser_orders", c.BrowserOrders)
	one("server_orders", c.ServerOrders)
	one("orders_without_session", c.OrdersWithoutSession)
	one("reused_transaction_id", c.ReusedTransactions)
	one("bursts", c.Bursts)
	one("burst_page_views", c.BurstPages)
	one("crowds", c.Crowds)
	one("set_aside", c.SetAside)
	return rows
}
