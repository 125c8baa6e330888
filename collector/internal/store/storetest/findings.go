package storetest

import (
	"context"
	"fmt"
	"math/rand/v2"
	"reflect"
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/collector/internal/store/memory"
)

// findings are the reports that are no lists of metrics, without the request.
type findings struct {
	Reached, Closed                            metric.Funnel
	Carts, CartsClosed, Persons, PersonsClosed metric.Funnel
	Products                                   metric.ProductReport
	Friction                                   metric.FrictionReport
	Touchpoints                                metric.TouchpointReport
	Feedback                                   metric.FeedbackReport
	Channels                                   metric.ChannelReport
	Cohorts                                    metric.CohortReport
	Customers                                  metric.CustomerReport
}

// find asks a store for all of them.
func find(ctx context.Context, src metric.Facts, r metric.Request) (f findings, err error) {
	for funnel, o := range map[*metric.Funnel]metric.FunnelOptions{
		&f.Reached: {}, &f.Closed: {Mode: metric.Closed},
		&f.Carts: {Unit: metric.FunnelOfCarts}, &f.CartsClosed: {Unit: metric.FunnelOfCarts, Mode: metric.Closed},
		&f.Persons: {Unit: metric.FunnelOfPersons}, &f.PersonsClosed: {Unit: metric.FunnelOfPersons, Mode: metric.Closed},
	} {
		if *funnel, err = metric.BuildFunnel(ctx, src, r, o); err != nil {
			return f, err
		}
		funnel.Request = metric.Request{} // it has a function in it, and functions are never equal
	}
	if f.Products, err = metric.BuildProducts(ctx, src, r, metric.MostRevenue); err != nil {
		return f, err
	}
	if f.Friction, err = metric.BuildFriction(ctx, src, r); err != nil {
		return f, err
	}
	if f.Touchpoints, err = metric.BuildTouchpoints(ctx, src, r); err != nil {
		return f, err
	}
	if f.Feedback, err = metric.BuildFeedback(ctx, src, r); err != nil {
		return f, err
	}
	options := metric.ChannelOptions{By: metric.BySource, Window: 1 + r.From.Day%3}
	if f.Channels, err = metric.BuildChannels(ctx, src, r, options); err != nil {
		return f, err
	}
	if f.Cohorts, err = metric.BuildCohorts(ctx, src, r, metric.CohortOptions{Period: metric.Week}); err != nil {
		return f, err
	}
	if f.Customers, err = metric.BuildCustomers(ctx, src, r, metric.CustomerOptions{}); err != nil {
		return f, err
	}
	for _, request := range []*metric.Request{
		&f.Products.Request, &f.Friction.Request, &f.Touchpoints.Request, &f.Feedback.Request,
		&f.Channels.Request, &f.Cohorts.Request, &f.Customers.Request,
	} {
		*request = metric.Request{} // see above
	}
	return f, nil
}

// request is about random dates, as of the end or of an instant on the way.
func request(site store.Site, m *memory.Store, rng *rand.Rand, round int) (metric.Request, error) {
	zone, err := time.LoadLocation(site.Timezone)
	if err != nil {
		return metric.Request{}, err
	}
	at := func() time.Time { return time.UnixMilli(m.Hits[rng.IntN(len(m.Hits))].Time) }
	from, to := at(), at()
	if from.After(to) {
		from, to = to, from
	}
	r := metric.Request{
		Site: site.ID, Zone: zone, Currency: site.Settings.Currency, Digits: site.Settings.MinorDigits,
		CartWindow: site.Settings.CartWindow, From: metric.DateOf(from.In(zone)), To: metric.DateOf(to.In(zone)),
		AsOf: at(),
	}
	if round%2 == 0 {
		r.AsOf = r.AsOf.AddDate(1, 0, 0)
	} else {
		allowed := metric.Find("sessions").Dimensions // as in all reports that are no lists of metrics
		r.Filters = []metric.Filter{{Dimension: allowed[rng.IntN(len(allowed))], Values: someValues(), Not: rng.IntN(2) == 0}}
	}
	return r, nil
}

// compareFindings asks both stores for their findings.
func compareFindings(ctx context.Context, s Store, want *memory.Store, r metric.Request) string {
	got, err := find(ctx, s, r)
	if err != nil {
		return err.Error()
	}
	expected, err := find(ctx, want, r)
	if err != nil {
		return err.Error()
	}
	a, b := reflect.ValueOf(got), reflect.ValueOf(expected)
	for i := range a.NumField() {
		if !reflect.DeepEqual(a.Field(i).Interface(), b.Field(i).Interface()) {
			return fmt.Sprintf("%s is\n%+v, want\n%+v", a.Type().Field(i).Name, a.Field(i), b.Field(i))
		}
	}
	return ""
}
