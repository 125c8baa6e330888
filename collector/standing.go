package collector

import (
	"context"
	"errors"
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

// The standing pages' days are asked for ahead of anybody who opens one.
const (
	// standingEvery is how long after one pass the next begins.
	standingEvery = 10 * time.Minute
	// standingFirst is how long after the start the first begins, when the process has other
	// things to do.
	standingFirst = 5 * time.Second
	// standingTries is how often a pass is put off because events are coming in, by standingFirst
	// each: they go first, and change what would be summed up.
	standingTries = 60
	// standingDays is how far back a pass goes: a page of 90 days and what it is compared with.
	standingDays = 180
	// standingSlice is how many days are asked about at a time. A question that takes long keeps
	// the log of the database from being cut.
	standingSlice = 4
)

// prepare keeps the sums of days ready until ctx ends. Whoever opens a page meanwhile gets the
// same answer: it only may take longer.
func (c *Collector) prepare(ctx context.Context) {
	timer := time.NewTimer(standingFirst)
	defer timer.Stop()
	tries := 0
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
		case <-c.db.Wished():
		}
		if lag, err := c.db.Lag(ctx); tries < standingTries && (err != nil || lag.Events > 0) {
			timer.Reset(standingFirst)
			tries++
			continue
		}
		tries = 0
		sites, err := c.db.Sites(ctx)
		for _, site := range sites {
			views, viewsErr := c.views(ctx, site)
			err = errors.Join(err, viewsErr)
			for _, view := range append([]metric.View{{}}, views...) {
				err = errors.Join(err, c.prepareSite(ctx, site, view))
			}
		}
		switch {
		case err == nil && ctx.Err() == nil:
			c.monitor.Prepared(c.config.Now())
		case ctx.Err() == nil:
			c.config.Logger.Error("summing up days ahead of questions failed, trying again later", "error", err)
		}
		timer.Reset(standingEvery)
	}
}

// views are those that a site's pages are prepared for beside the plain one: its personas, and what
// was asked for lately.
func (c *Collector) views(ctx context.Context, site store.Site) ([]metric.View, error) {
	personas, err := c.db.Personas(ctx, site.ID)
	if err != nil {
		return nil, err
	}
	var all []metric.View
	for _, p := range personas {
		var v metric.View
		for _, text := range p.Filters {
			if f, ok := metric.ParseFilter(text); ok {
				v.Filters = append(v.Filters, f)
			}
		}
		if v.Wide() {
			all = append(all, v)
		}
	}
	return append(all, c.db.Wishes(site.ID)...), nil
}

// prepareSite asks about a site's days, the latest first, as they are or for all values of the
// dimensions of a view's filters. It rests for as long as it works, since those who ask go first.
func (c *Collector) prepareSite(ctx context.Context, site store.Site, view metric.View) error {
	zone, err := time.LoadLocation(site.Timezone)
	if err != nil {
		return err
	}
	earliest, err := c.db.Earliest(ctx, site.ID)
	if err != nil {
		return err
	}
	today := metric.DateOf(c.config.Now().In(zone))
	first := metric.DateOf(earliest.In(zone))
	for back := 0; back < standingDays && today.Add(-back).Compare(first) >= 0; back += standingSlice {
		begun := time.Now()
		if err := c.ask(ctx, metric.Request{
			Site: site.ID, Zone: zone, Currency: site.Settings.Currency, Digits: site.Settings.MinorDigits,
			CartWindow: site.Settings.CartWindow, From: today.Add(1 - back - standingSlice), To: today.Add(-back),
			Filters: view.Filters, GroupBy: view.GroupBy, Ahead: len(view.Filters) > 0,
		}); err != nil {
			return err
		}
		if !pause(ctx, time.Since(begun)) {
			return nil
		}
	}
	return nil
}

// ask asks what the pages do about what is known now.
func (c *Collector) ask(ctx context.Context, r metric.Request) error {
	facts, err := c.db.At(ctx, r.Site, time.Time{})
	if err != nil {
		return err
	}
	defer facts.Close()
	r.AsOf = facts.AsOf()
	return metric.AskStanding(ctx, facts, r)
}

// pause waits, and tells whether ctx went on all the while.
func pause(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-timer.C:
		return true
	}
}
