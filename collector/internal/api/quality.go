package api

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

type qualityJSON struct {
	Site     string `json:"site"`
	From     string `json:"from"`
	To       string `json:"to"`
	Timezone string `json:"timezone"`

	Received   int64            `json:"received" doc:"accepted + duplicates + discarded + all of rejected."`
	Accepted   int64            `json:"accepted"`
	Duplicates int64            `json:"duplicates"`
	Discarded  int64            `json:"discarded" doc:"Sent without consent, or of somebody who was erased since: noted.erased tells how many of the latter."`
	Rejected   map[string]int64 `json:"rejected" doc:"By code."`
	Dropped    map[string]int64 `json:"dropped" doc:"Given up by senders before they reached us, by reason."`
	Bots       map[string]int64 `json:"bots" doc:"Accepted events of robots, by reason; left out of every metric."`
	Apart      map[string]int64 `json:"apart" doc:"Accepted events of trials (test) and of the shop's own people (staff), by reason; left out of every metric."`
	Noted      map[string]int64 `json:"noted" doc:"Accepted events that were changed or are worth a look, by reason, such as hashed_customer and rounded_money."`
	Scrubbed   []scrubbedJSON   `json:"scrubbed" doc:"What was taken out of events before they were kept. The most frequent first."`
	Folded     []overfullJSON   `json:"folded" doc:"Dimensions with more values than a report tells apart, which is 500."`
	Keys       []keyUseJSON     `json:"keys" doc:"Those that brought something, or were sent away."`
	Rejects    []rejectJSON     `json:"rejects" doc:"The newest of the range first, at most 50."`
	Coverage   coverageJSON     `json:"coverage"`
	Retention  retentionJSON    `json:"retention"`
}

type scrubbedJSON struct {
	Kind   string `json:"kind" doc:"email, phone, card or national_id."`
	Field  string `json:"field" doc:"Where it stood: url, title, text (params and touchpoints), item, id (hashed, not marked), refused (what is kept of refused events)."`
	Events int64  `json:"events"`
}

type overfullJSON struct {
	Dimension string `json:"dimension"`
	Values    int64  `json:"values" doc:"How many there are in the range."`
	Folded    int64  `json:"folded" doc:"How many of them a report tells together as (other): all but the 500 with the most facts."`
}

type keyUseJSON struct {
	ID           int64  `json:"id"`
	Key          string `json:"key" doc:"A browser key, or the beginning of a server key."`
	Accepted     int64  `json:"accepted" doc:"Events."`
	SentAway     int64  `json:"sent_away" doc:"Requests that were answered 429 because the key had brought as many events as it may a day. Of these nothing was looked at, so how many events they held is not known, nor whether they came again."`
	EventsPerDay int64  `json:"events_per_day" doc:"How many it may bring, as set now; 0 for as many as come."`
}

type retentionJSON struct {
	KeepDays       int    `json:"keep_days" doc:"For how many days raw events are kept; 0 for ever."`
	KeepOrdersDays int    `json:"keep_orders_days" doc:"For how many days anything is kept, orders and answers too; 0 for ever."`
	KeptFrom       string `json:"kept_from" doc:"The first date of which everything is kept: of before it there is nothing, or less and less. Empty while nothing has gone for good."`
	SealedBefore   string `json:"sealed_before" doc:"What happened before this instant stands as it is: no event of that time is accepted, and no setting changes it. Empty while nothing is sealed."`
	Gone           int64  `json:"gone" doc:"Events that were let go in the range."`
	Erased         int64  `json:"erased" doc:"Accepted events of customers who were erased in the range."`
}

type rejectJSON struct {
	Time    string `json:"time" doc:"Of receipt."`
	Code    string `json:"code"`
	Field   string `json:"field"`
	Message string `json:"message"`
}

type coverageJSON struct {
	Events               map[string]int64 `json:"events" doc:"Accepted, by kind of key: browser, server."`
	Sessions             int64            `json:"sessions"`
	HashedSessions       int64            `json:"hashed_sessions" doc:"Of visitors told apart by a day hash only: estimates."`
	Orders               int64            `json:"orders"`
	BrowserOrders        int64            `json:"browser_orders" doc:"Orders that a browser's purchase was seen of."`
	ServerOrders         int64            `json:"server_orders" doc:"Orders that a server's purchase was seen of."`
	OrdersWithoutSession int64            `json:"orders_without_session"`
	ReusedTransactions   int64            `json:"reused_transaction_id" doc:"Orders whose transaction id had belonged to another order more than 30 days before."`
	Bursts               int64            `json:"bursts" doc:"Visits of 100 page views and more with less than a second of attention for each: hardly a person's, though no robot gave itself away. They are in the metrics."`
	BurstPages           int64            `json:"burst_page_views" doc:"Page views in these visits."`
	Crowds               int64            `json:"crowds" doc:"Groups of over 1,000 visitors who share identifiers, such as one customer id for all guests. In them customers, and if need be carts, are not joined. Of all time."`
	SetAside             int64            `json:"set_aside" doc:"Groups of visitors whose events could not be evaluated: a fault of the collector, see its log. Of all time."`
}

func qualityParams() []Param { return append([]Param{siteParam()}, rangeParams()...) }

func (a *API) quality(ctx context.Context, c *call) (reply, error) {
	q := newQuery(c, qualityParams())
	site := c.Site
	zone, err := time.LoadLocation(site.Timezone)
	if err != nil {
		return reply{}, fmt.Errorf("site %s: %w", site.Name, err)
	}
	now := a.now()
	from, to := q.dates(zone, now, now)
	if from.Compare(to) > 0 {
		q.refuse("to", "it lies before from", "The range includes both ends.")
	}
	if err := q.failed(); err != nil {
		return reply{}, err
	}
	overfull, err := metric.FindOverfull(ctx, a.facts, metric.Request{Site: site.ID, Zone: zone, From: from, To: to, AsOf: now})
	if err != nil {
		return reply{}, err
	}
	quality, err := a.facts.Quality(ctx, site.ID, from.Start(zone), to.Add(1).Start(zone))
	if err != nil {
		return reply{}, fmt.Errorf("read quality: %w", err)
	}
	out := renderQuality(site, zone, from, to, &quality)
	for _, o := range overfull {
		out.Folded = append(out.Folded, overfullJSON{string(o.Dimension), o.Values, o.Folded})
	}
	return ok(out), nil
}

func renderQuality(site store.Site, zone *time.Location, from, to metric.Date, q *store.Quality) qualityJSON {
	out := qualityJSON{
		Site: site.Name, From: from.String(), To: to.String(), Timezone: site.Timezone,
		Received: q.Received, Accepted: q.Accepted, Duplicates: q.Duplicates, Discarded: q.Discarded,
		Rejected: map[string]int64{}, Dropped: map[string]int64{}, Bots: map[string]int64{}, Apart: map[string]int64{}, Noted: map[string]int64{},
		Scrubbed: []scrubbedJSON{}, Folded: []overfullJSON{}, Keys: []keyUseJSON{}, Rejects: []rejectJSON{},
	}
	for _, u := range q.Keys {
		out.Keys = append(out.Keys, keyUseJSON{u.Key.ID, u.Key.Label, u.Accepted, u.SentAway, u.Key.EventsPerDay})
	}
	for _, r := range q.Latest {
		out.Rejects = append(out.Rejects, rejectJSON{instant(time.UnixMilli(r.Received), zone), r.Code, r.Field, r.Message})
	}
	c := &q.Coverage
	out.Coverage = coverageJSON{
		Events:   map[string]int64{"browser": c.BrowserEvents, "server": c.ServerEvents},
		Sessions: c.Sessions, HashedSessions: c.HashedSessions,
		Orders: c.Orders, BrowserOrders: c.BrowserOrders, ServerOrders: c.ServerOrders,
		OrdersWithoutSession: c.OrdersWithoutSession, ReusedTransactions: c.ReusedTransactions,
		Bursts: c.Bursts, BurstPages: c.BurstPages, Crowds: c.Crowds, SetAside: c.SetAside,
	}
	out.Retention = retentionJSON{KeepDays: site.KeepDays, KeepOrdersDays: site.KeepOrdersDays, Gone: q.Gone, Erased: q.Erased}
	if first, limited := firstKept(site, zone); limited {
		out.Retention.KeptFrom = first.String()
	}
	if site.SealedBefore != 0 {
		out.Retention.SealedBefore = instant(time.UnixMilli(site.SealedBefore), zone)
	}
	for code, n := range q.Rejected {
		out.Rejected[code] = n
	}
	for reason, n := range q.Bots {
		if reason == journey.ApartTest || reason == journey.ApartStaff {
			out.Apart[reason] = n
		} else {
			out.Bots[reason] = n
		}
	}
	for reason, n := range q.Counts {
		dropped, isDrop := strings.CutPrefix(reason, ingest.CountDropped)
		scrubbed, isScrub := strings.CutPrefix(reason, ingest.CountScrubbed)
		switch {
		case isDrop:
			out.Dropped[dropped] = n
		case isScrub:
			kind, field, _ := strings.Cut(scrubbed, ":")
			out.Scrubbed = append(out.Scrubbed, scrubbedJSON{kind, field, n})
		case reason != ingest.CountNoConsent: // that is Discarded
			out.Noted[reason] = n
		}
	}
	slices.SortFunc(out.Scrubbed, func(a, b scrubbedJSON) int {
		return cmp.Or(cmp.Compare(b.Events, a.Events), cmp.Compare(a.Kind, b.Kind), cmp.Compare(a.Field, b.Field))
	})
	return out
}
