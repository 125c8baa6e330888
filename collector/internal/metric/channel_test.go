package metric_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// campaigns bring C1 by a search, then by an e-mail, and home without either; C2 comes by a
// link a month before, C3 types the address, and C4 telephones.
const campaigns = `site timezone=UTC currency=GBP
2026-02-01 10:00:00  browser v2 page_view url=/ ref=https://blog.example/
2026-02-02 10:00:00  server  v2 login customer=C2
2026-03-01 10:00:00  browser v1 page_view url=/?utm_source=google&utm_medium=cpc&utm_campaign=shoes
2026-03-02 10:00:00  browser v1 page_view url=/?utm_source=news&utm_medium=email&utm_campaign=spring
+1m                  browser v1 login customer=C1
+1m                  server  v1 login customer=C1
2026-03-03 09:58:59  browser v9 page_view url=/
+1m                  server  v9 purchase customer=C1 tx=T1 value=30GBP
+1m                  server  v9 purchase customer=C1 tx=T2 value=2.50EUR
2026-03-03 12:00:00  browser v2 page_view url=/
+1m                  server  v2 purchase customer=C2 tx=T3 value=7GBP
2026-03-03 13:00:00  browser v3 page_view url=/
+1m                  server  v3 purchase customer=C3 tx=T4 value=0GBP
+1h                  server  -  purchase customer=C4 tx=T5 value=9GBP
+1m                  server  -  purchase customer=C4 tx=T6 value=9GBP
+1m                  server  -  order_cancelled tx=T6
2026-03-04 10:00:00  server  -  ad_impression count=1000 source=google medium=cpc campaign=shoes
+1m                  server  -  ad_click count=40 cost=12 currency=GBP source=google medium=cpc campaign=shoes
+1m                  server  -  ad_click count=2 cost=0.25 currency=EUR source=google medium=cpc campaign=hats
+1m                  server  -  ad_click cost=1
2026-03-05 10:00:00  browser v1 page_view url=/ ua=mobile
`

func TestChannels(t *testing.T) {
	facts, r := story(t, campaigns)
	sales := func(s metric.Sales) string { return fmt.Sprint(s.Orders(), s) }
	arrivals := func(a metric.Arrivals) string {
		return fmt.Sprintf("%d visits of %d, first %s, last %s", a.Sessions, a.Visitors, sales(a.First), sales(a.Last))
	}
	value := func(f *metric.Figure) string {
		if f == nil || f.Value == nil {
			return "-"
		}
		return f.Amount + fmt.Sprintf("(%.4g)", *f.Value)
	}
	lines := func(r metric.Request, o metric.ChannelOptions) []string {
		report, err := metric.BuildChannels(context.Background(), facts, r, o)
		if err != nil {
			t.Fatal(err)
		}
		lines := []string{fmt.Sprintf("by %s in %d days", report.By, report.Window)}
		for _, c := range report.Channels {
			line := c.Key + ": " + arrivals(c.Arrivals)
			if c.Impressions+c.Clicks > 0 {
				line += fmt.Sprintf("; %d seen, %d clicked for %v; %s %s, %s %s", c.Impressions, c.Clicks, c.Cost,
					value(c.CostOfFirst), value(c.ReturnOfFirst), value(c.CostOfLast), value(c.ReturnOfLast))
			}
			if c.Previous != nil {
				line += "; before " + arrivals(*c.Previous)
			}
			lines = append(lines, line)
		}
		return lines
	}
	const nothing = "first 0 [{GBP 0 0}], last 0 [{GBP 0 0}]"
	cases := []struct {
		about   string
		options metric.ChannelOptions
		change  func(*metric.Request)
		want    []string
	}{
		{
			"channels", metric.ChannelOptions{}, func(*metric.Request) {},
			[]string{
				"by channel in 30 days",
				"direct: 4 visits of 4, first 2 [{GBP 2 700}], last 2 [{GBP 2 700}]; 0 seen, 1 clicked for [{GBP 100}]; 0.50(0.5) (7), 0.50(0.5) (7)",
				"email: 1 visits of 1, first 0 [{GBP 0 0}], last 2 [{GBP 1 3000} {EUR 1 250}]",
				"paid_search: 1 visits of 1, first 2 [{GBP 1 3000} {EUR 1 250}], last 0 [{GBP 0 0}]; 1000 seen, 42 clicked for [{GBP 1200} {EUR 25}]; 12.00(12) (2.5), - (0)",
				"(none): 0 visits of 0, first 1 [{GBP 1 900}], last 1 [{GBP 1 900}]",
			},
		},
		{
			"a longer window", metric.ChannelOptions{By: metric.ByMedium, Window: 31}, func(r *metric.Request) {
				r.Filters = []metric.Filter{{Dimension: metric.ByDevice, Values: []string{"desktop"}}}
			},
			[]string{
				"by medium in 31 days",
				"(not set): 3 visits of 3, first 1 [{GBP 1 0}], last 1 [{GBP 1 0}]",
				"email: 1 visits of 1, first 0 [{GBP 0 0}], last 2 [{GBP 1 3000} {EUR 1 250}]",
				"cpc: 1 visits of 1, first 2 [{GBP 1 3000} {EUR 1 250}], last 0 [{GBP 0 0}]",
				"referral: 0 visits of 0, first 1 [{GBP 1 700}], last 1 [{GBP 1 700}]",
			},
		},
		{
			"a day", metric.ChannelOptions{By: metric.BySource, Window: 1}, func(r *metric.Request) {
				r.From, r.To = date(2026, 3, 3), date(2026, 3, 3)
				r.Filters = []metric.Filter{{Dimension: metric.ByChannel, Values: []string{"(none)"}, Not: true}}
			},
			[]string{
				"by source in 1 days",
				"(not set): 3 visits of 3, first 3 [{GBP 2 700} {EUR 1 250}], last 3 [{GBP 2 700} {EUR 1 250}]",
				"news: 0 visits of 0, first 1 [{GBP 1 3000}], last 1 [{GBP 1 3000}]",
			},
		},
		{
			"campaigns, compared", metric.ChannelOptions{By: metric.ByCampaign}, func(r *metric.Request) {
				r.From, r.To, r.Compare = date(2026, 3, 4), date(2026, 3, 5), metric.Previous
			},
			[]string{
				"by campaign in 30 days",
				"(not set): 1 visits of 1, " + nothing + "; 0 seen, 1 clicked for [{GBP 100}]; - (0), - (0)" +
					"; before 3 visits of 3, first 2 [{GBP 2 700}], last 2 [{GBP 2 700}]",
				"hats: 0 visits of 0, " + nothing + "; 0 seen, 2 clicked for [{GBP 0} {EUR 25}]; - -, - -; before 0 visits of 0, " + nothing,
				"shoes: 0 visits of 0, " + nothing + "; 1000 seen, 40 clicked for [{GBP 1200}]; - (0), - (0)" +
					"; before 0 visits of 0, first 2 [{GBP 1 3000} {EUR 1 250}], last 0 [{GBP 0 0}]",
			},
		},
		{
			"as of an instant between two orders", metric.ChannelOptions{}, func(r *metric.Request) {
				r.AsOf = time.Date(2026, 3, 3, 10, 0, 0, 0, time.UTC)
				r.From = date(2026, 3, 2)
			},
			[]string{
				"by channel in 30 days",
				"email: 1 visits of 1, first 0 [{GBP 0 0}], last 1 [{GBP 1 3000}]",
				"direct: 1 visits of 1, " + nothing,
				"paid_search: 0 visits of 0, first 1 [{GBP 1 3000}], last 0 [{GBP 0 0}]",
			},
		},
	}
	for _, c := range cases {
		t.Run(c.about, func(t *testing.T) {
			r := r
			r.Compare = metric.Nothing
			c.change(&r)
			differ(t, lines(r, c.options), c.want)
		})
	}
}

func TestChannelsAreBounded(t *testing.T) {
	script := "site timezone=UTC currency=GBP\n"
	for n := range 203 {
		script += fmt.Sprintf("2026-03-01 10:00:00 browser v%d page_view url=/?utm_campaign=c%03d\n", n, n)
	}
	facts, r := story(t, script)
	report, err := metric.BuildChannels(context.Background(), facts, r, metric.ChannelOptions{By: metric.ByCampaign})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(report.Channels); n != 200 || report.LeftOut != 3 || report.Channels[199].Key != "c199" {
		t.Errorf("%d channels, %d left out", n, report.LeftOut)
	}
}

func TestChannelsRefuse(t *testing.T) {
	facts, r := story(t, campaigns)
	build := func(r metric.Request, o metric.ChannelOptions) error {
		_, err := metric.BuildChannels(context.Background(), facts, r, o)
		return err
	}
	refusedFor(t, build(r, metric.ChannelOptions{By: metric.ByDevice}), metric.InvalidDimension, "by")
	refusedFor(t, build(r, metric.ChannelOptions{Window: -1}), metric.BadRequest, "window")
	refusedFor(t, build(r, metric.ChannelOptions{Window: 366}), metric.BadRequest, "window")
	if err := build(r, metric.ChannelOptions{Window: 365}); err != nil {
		t.Error(err)
	}
	r.From = date(2026, 4, 1)
	refusedFor(t, build(r, metric.ChannelOptions{}), metric.InvalidRange, "to")
}
