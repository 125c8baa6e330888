package metric_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// firstOrders are of five customers. A has ordered before, B's first order was free, D's was
// cancelled, E pays in another currency and gets something back.
const firstOrders = `site timezone=Europe/London currency=GBP
2026-02-27 10:00:00  server  -  purchase customer=A tx=A1 value=5GBP
2026-03-02 10:00:00  browser v1 page_view url=/ ref=https://www.google.com/
+1m                  server  v1 purchase customer=B tx=B1 value=0GBP
+1m                  server  v1 purchase customer=B tx=B2 value=10.10GBP
+1m                  server  -  purchase customer=A tx=A2 value=6GBP
2026-03-29 00:30:00  server  -  purchase customer=C tx=C1 value=20GBP
+1h                  server  -  purchase customer=C tx=C2 value=1GBP
2026-03-30 10:00:00  server  -  purchase customer=D tx=D1 value=50GBP
+1m                  server  -  order_cancelled tx=D1
+1m                  server  -  purchase customer=E tx=E1 value=30EUR
+1m                  server  -  refund tx=E1 value=12.50EUR
2026-04-01 00:30:00  server  -  purchase customer=D tx=D2 value=3GBP
2026-05-31 23:59:59  server  -  purchase customer=C tx=C3 value=2.05GBP
+1s                  server  -  purchase customer=B tx=B3 value=4GBP
+1m                  server  -  purchase customer=E tx=E2 value=7GBP
+1m                  server  v9 purchase tx=X1 value=100GBP
`

func cohortLines(t *testing.T, facts metric.Facts, r metric.Request, o metric.CohortOptions) []string {
	t.Helper()
	report, err := metric.BuildCohorts(context.Background(), facts, r, o)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, c := range report.Cohorts {
		lines = append(lines, fmt.Sprintf("%v: %d", c.Start, c.Customers))
		for _, cell := range c.Cells {
			over := ""
			if !cell.Over {
				over = " running"
			}
			lines = append(lines, fmt.Sprintf("  %v: %d of %d, %d orders, %v, so far %v%s", cell.Start,
				cell.Customers.Numerator, *cell.Customers.Denominator, cell.Orders, cell.Net, cell.Cumulative, over))
		}
	}
	return lines
}

func TestCohorts(t *testing.T) {
	facts, r := story(t, firstOrders)
	at := func(text string) time.Time {
		asOf, err := time.Parse(time.RFC3339Nano, text)
		if err != nil {
			t.Fatal(err)
		}
		return asOf
	}
	cases := []struct {
		about   string
		options metric.CohortOptions
		change  func(*metric.Request)
		want    []string
	}{
		{
			// The shop's clocks are an hour ahead of UTC in June, so B3 is of that month.
			"months", metric.CohortOptions{}, func(r *metric.Request) { r.AsOf = at("2026-06-02T00:00:00Z") },
			[]string{
				"2026-03-01: 3",
				"  2026-03-01: 3 of 3, 4 orders, [{GBP 3110} {EUR 1750}], so far [{GBP 3110} {EUR 1750}]",
				"  2026-04-01: 0 of 3, 0 orders, [{GBP 0}], so far [{GBP 3110} {EUR 1750}]",
				"  2026-05-01: 1 of 3, 1 orders, [{GBP 205}], so far [{GBP 3315} {EUR 1750}]",
				"  2026-06-01: 2 of 3, 2 orders, [{GBP 1100}], so far [{GBP 4415} {EUR 1750}] running",
			},
		},
		{
			"a range within months", metric.CohortOptions{Period: metric.Month}, func(r *metric.Request) {
				r.From, r.To, r.AsOf = date(2026, 3, 30), date(2026, 4, 1), at("2026-04-30T22:59:59.999Z")
			},
			[]string{
				"2026-03-01: 1",
				"  2026-03-01: 1 of 1, 1 orders, [{GBP 0} {EUR 1750}], so far [{GBP 0} {EUR 1750}]",
				"  2026-04-01: 0 of 1, 0 orders, [{GBP 0}], so far [{GBP 0} {EUR 1750}]" + " running",
				"2026-04-01: 1",
				"  2026-04-01: 1 of 1, 1 orders, [{GBP 300}], so far [{GBP 300}] running",
			},
		},
		{
			"the first instant of a month", metric.CohortOptions{}, func(r *metric.Request) {
				r.From, r.AsOf = date(2026, 3, 31), at("2026-03-31T23:00:00Z")
			},
			[]string{
				"2026-03-01: 0",
				"  2026-03-01: 0 of 0, 0 orders, [{GBP 0}], so far [{GBP 0}]",
				"  2026-04-01: 0 of 0, 0 orders, [{GBP 0}], so far [{GBP 0}] running",
			},
		},
		{
			// The clocks are set forward in the week that ends with 29 March.
			"weeks", metric.CohortOptions{Period: metric.Week}, func(r *metric.Request) {
				r.From, r.WeekStart, r.AsOf = date(2026, 3, 25), time.Monday, at("2026-04-06T00:00:00+01:00")
			},
			[]string{
				"2026-03-23: 1",
				"  2026-03-23: 1 of 1, 2 orders, [{GBP 2100}], so far [{GBP 2100}]",
				"  2026-03-30: 0 of 1, 0 orders, [{GBP 0}], so far [{GBP 2100}]",
				"  2026-04-06: 0 of 1, 0 orders, [{GBP 0}], so far [{GBP 2100}] running",
				"2026-03-30: 1",
				"  2026-03-30: 1 of 1, 1 orders, [{GBP 0} {EUR 1750}], so far [{GBP 0} {EUR 1750}]",
				"  2026-04-06: 0 of 1, 0 orders, [{GBP 0}], so far [{GBP 0} {EUR 1750}] running",
			},
		},
		{
			"weeks from Sunday on", metric.CohortOptions{Period: metric.Week}, func(r *metric.Request) {
				r.From, r.To, r.WeekStart, r.AsOf = date(2026, 3, 28), date(2026, 3, 28), time.Sunday, at("2026-03-28T12:00:00Z")
			},
			[]string{"2026-03-22: 0", "  2026-03-22: 0 of 0, 0 orders, [{GBP 0}], so far [{GBP 0}] running"},
		},
		{
			// 1 Farvardin 1405 was 21 March 2026.
			"Persian months", metric.CohortOptions{}, func(r *metric.Request) {
				r.Calendar, r.AsOf = metric.Persian, at("2026-04-05T00:00:00Z")
			},
			[]string{
				"2026-02-20: 1",
				"  2026-02-20: 1 of 1, 1 orders, [{GBP 1010}], so far [{GBP 1010}]",
				"  2026-03-21: 0 of 1, 0 orders, [{GBP 0}], so far [{GBP 1010}] running",
				"2026-03-21: 2",
				"  2026-03-21: 2 of 2, 3 orders, [{GBP 2100} {EUR 1750}], so far [{GBP 2100} {EUR 1750}] running",
			},
		},
		{
			"customers by their first orders", metric.CohortOptions{}, func(r *metric.Request) {
				r.AsOf = at("2026-03-31T00:00:00Z")
				r.Filters = []metric.Filter{{Dimension: metric.ByChannel, Values: []string{"organic_search"}}}
			},
			[]string{"2026-03-01: 1", "  2026-03-01: 1 of 1, 1 orders, [{GBP 1010}], so far [{GBP 1010}] running"},
		},
		{
			"as of an instant before the refund", metric.CohortOptions{}, func(r *metric.Request) {
				r.From, r.AsOf = date(2026, 3, 30), at("2026-03-30T09:02:30Z")
			},
			[]string{"2026-03-01: 1", "  2026-03-01: 1 of 1, 1 orders, [{GBP 0} {EUR 3000}], so far [{GBP 0} {EUR 3000}] running"},
		},
		{
			"as of the very instant of an order", metric.CohortOptions{}, func(r *metric.Request) { r.AsOf = at("2026-03-02T10:02:00Z") },
			[]string{"2026-03-01: 1", "  2026-03-01: 1 of 1, 1 orders, [{GBP 1010}], so far [{GBP 1010}] running"},
		},
		{"a range to come", metric.CohortOptions{}, func(r *metric.Request) { r.AsOf = at("2026-02-28T23:59:59.999Z") }, nil},
	}
	for _, c := range cases {
		t.Run(c.about, func(t *testing.T) {
			r := r
			c.change(&r)
			differ(t, cohortLines(t, facts, r, c.options), c.want)
		})
	}
}

func TestCohortsAreBounded(t *testing.T) {
	facts, r := story(t, firstOrders)
	build := func(o metric.CohortOptions) error {
		_, err := metric.BuildCohorts(context.Background(), facts, r, o)
		return err
	}
	refusedFor(t, build(metric.CohortOptions{Period: metric.Day}), metric.BadRequest, "period")
	r.From, r.To, r.AsOf = date(2020, 1, 6), date(2024, 1, 7), time.Date(2024, 1, 7, 0, 0, 0, 0, time.UTC)
	r.WeekStart = time.Monday
	if err := build(metric.CohortOptions{Period: metric.Week}); err != nil {
		t.Errorf("209 weeks are refused: %v", err)
	}
	r.To, r.AsOf = r.To.Add(1), r.AsOf.AddDate(0, 0, 1)
	refusedFor(t, build(metric.CohortOptions{Period: metric.Week}), metric.InvalidRange, "from")
	r.AsOf = time.Date(9999, 1, 1, 0, 0, 0, 0, time.UTC)
	refusedFor(t, build(metric.CohortOptions{}), metric.InvalidRange, "from")
	r.To = r.From
	refusedFor(t, build(metric.CohortOptions{}), metric.InvalidRange, "from")
	r.AsOf = time.Date(3853, 4, 1, 0, 0, 0, 0, time.UTC)
	if err := build(metric.CohortOptions{}); err != nil {
		t.Errorf("22,000 months are refused: %v", err)
	}
	r.Filters = []metric.Filter{{Dimension: metric.ByReason, Values: []string{"x"}}}
	refusedFor(t, build(metric.CohortOptions{}), metric.InvalidDimension, "filter")
}

// broken fails to list from a call on.
type broken struct {
	metric.Facts
	calls, from int
}

var errBroken = errors.New("disk on fire")

func (b *broken) List(ctx context.Context, l metric.List, each func([]metric.Value) error) error {
	if b.calls++; b.calls >= b.from {
		return errBroken
	}
	return b.Facts.List(ctx, l, each)
}

func (b *broken) Measure(ctx context.Context, q metric.Query) ([]metric.Cell, error) {
	if b.from == 0 {
		return nil, errBroken
	}
	return b.Facts.Measure(ctx, q)
}

func TestErrorsOfLists(t *testing.T) {
	facts, r := story(t, firstOrders)
	ctx := context.Background()
	for name, build := range map[string]func(metric.Facts) error{
		"cohorts": func(f metric.Facts) error {
			_, err := metric.BuildCohorts(ctx, f, r, metric.CohortOptions{})
			return err
		},
		"channels": func(f metric.Facts) error {
			_, err := metric.BuildChannels(ctx, f, r, metric.ChannelOptions{})
			return err
		},
		"customers": func(f metric.Facts) error {
			_, err := metric.BuildCustomers(ctx, f, r, metric.CustomerOptions{})
			return err
		},
	} {
		for from := range 3 {
			if name == "customers" && from == 2 || name == "channels" && from > 0 {
				continue // the one lists once, the other not at all
			}
			if err := build(&broken{Facts: facts, from: from}); !errors.Is(err, errBroken) {
				t.Errorf("%s, call %d: %v", name, from, err)
			}
		}
	}
}
