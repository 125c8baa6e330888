package api

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/live"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// Happenings tells what was accepted of late.
type Happenings interface {
	// Live shows every event accepted after the question before, robots' left out, and tells
	// what is known beside them.
	Live(ctx context.Context, q store.LiveQuery, see func(*journey.Hit)) (store.Live, error)
}

// liveWithin is how long one question may take; the first of a busy site reads half an hour.
const liveWithin = 15 * time.Second

// siteNow follows one site while somebody looks on.
type siteNow struct {
	api    *API
	id     int64
	window *live.Window // nil where the next question is the first
	after  int64
}

func (a *API) openLive(site int64) live.Source {
	return &siteNow{api: a, id: site}
}

// Next implements live.Source.
func (s *siteNow) Next(ctx context.Context) ([]byte, error) {
	ctx, cancel := context.WithTimeout(ctx, liveWithin)
	defer cancel()
	site, zone, err := s.site(ctx)
	if err != nil {
		return nil, err
	}
	// After a failure some events were seen and would be again, so it all begins anew.
	window := s.window
	s.window = nil
	if window == nil {
		window, s.after = live.NewWindow(), 0
	}
	now := s.api.now().In(zone)
	query := store.LiveQuery{
		Site: s.id, After: s.after, Since: now.UnixMilli() - live.Span, Now: now.UnixMilli(),
		Today:    metric.DateOf(now).Start(zone).UnixMilli(),
		Currency: site.Settings.Currency, Window: cmp.Or(site.Settings.CartWindow, journey.DefaultCartWindow),
	}
	known, err := s.api.happenings.Live(ctx, query, func(h *journey.Hit) { window.Add(h, site.Settings.StageOf(&h.Event)) })
	if err != nil {
		return nil, err
	}
	s.window, s.after = window, known.Last
	return frame(renderNow(window.At(now.UnixMilli()), known, site, now))
}

// site is asked each time: its zone and currency may be changed meanwhile.
func (s *siteNow) site(ctx context.Context) (store.Site, *time.Location, error) {
	sites, err := s.api.sites.Sites(ctx)
	if err != nil {
		return store.Site{}, nil, fmt.Errorf("list sites: %w", err)
	}
	i := slices.IndexFunc(sites, func(site store.Site) bool { return site.ID == s.id })
	if i < 0 {
		return store.Site{}, nil, fmt.Errorf("site %d: %w", s.id, store.ErrNotFound)
	}
	zone, err := time.LoadLocation(sites[i].Timezone)
	return sites[i], zone, err
}

func renderNow(w live.Now, known store.Live, site store.Site, now time.Time) liveJSON {
	currency := site.Settings.Currency
	out := liveJSON{
		Time: instant(now, now.Location()), Currency: currency,
		Visitors5: w.Visitors5, Visitors30: w.Visitors30, EventsPerMinute: w.EventsPerMinute[:],
		Pages: []pageNowJSON{}, Channels: []channelNowJSON{}, Stages: []stageNowJSON{}, Latest: []happenedJSON{},
		CartsOpen: known.CartsOpen, OrdersToday: known.Orders,
		RevenueToday: event.FormatAmount(known.Revenue, site.Settings.MinorDigits(currency)),
	}
	for _, p := range w.Pages {
		out.Pages = append(out.Pages, pageNowJSON{p.Key, p.Visitors})
	}
	for channel, visitors := range known.Channels {
		out.Channels = append(out.Channels, channelNowJSON{channel, visitors})
	}
	slices.SortFunc(out.Channels, func(a, b channelNowJSON) int {
		return cmp.Or(cmp.Compare(b.Visitors, a.Visitors), cmp.Compare(a.Channel, b.Channel))
	})
	for _, s := range w.Stages {
		out.Stages = append(out.Stages, stageNowJSON{s.Key, s.Visitors})
	}
	for _, e := range w.Latest {
		out.Latest = append(out.Latest, happenedJSON{instant(time.UnixMilli(e.Time), now.Location()), e.Name, e.Surface, e.Stage, e.Path})
	}
	return out
}
