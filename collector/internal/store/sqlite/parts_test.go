package sqlite

import (
	"cmp"
	"context"
	"database/sql"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/history"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/rehearsal"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// teller writes down what a store says. One that looks has it keep nothing, and look at all facts
// of a bucket.
type teller struct {
	*DB
	looks bool
	said  string
}

func (s *teller) Measure(ctx context.Context, q metric.Query) ([]metric.Cell, error) {
	if s.looks {
		q.Cuts = nil
	} else {
		q.Ahead = true // so that what filters take is found among all values
		end := q.Cuts[len(q.Cuts)-1]
		for at := q.Cuts[0]; at < end; at += 2 * hourMS {
			q.Cuts = append(q.Cuts, at) // the smaller the pieces, the less goes unnoticed
		}
		slices.Sort(q.Cuts)
		q.Cuts = slices.Compact(q.Cuts)
	}
	cells, err := s.DB.Measure(ctx, q)
	cells = slices.DeleteFunc(cells, func(c metric.Cell) bool { return c.Value == 0 })
	slices.SortFunc(cells, func(a, b metric.Cell) int {
		return cmp.Or(a.Measure-b.Measure, a.Bucket-b.Bucket, cmp.Compare(a.Group, b.Group), cmp.Compare(a.Currency, b.Currency))
	})
	for _, c := range cells {
		s.said += fmt.Sprintf("%+v of %+v in %+v\n", c, q.Measures[c.Measure], q.Buckets[c.Bucket])
	}
	return cells, err
}

// hanging are stories of whose events the last, which comes late, changes what is counted in
// another hour than its own.
var hanging = map[string]string{
	"products of a checkout": `site timezone=UTC currency=EUR
2026-03-01 09:00:00 browser v1 add_to_cart cart=K1 items=[{"item_id":"tea"}]
2026-03-01 13:00:00 browser v1 begin_checkout cart=K1
2026-03-01 09:01:00 browser v1 add_to_cart cart=K1 items=[{"item_id":"cup"}]`,
	"a campaign that reports": `site timezone=UTC currency=EUR
2026-03-01 10:00:00 server - message_sent customer=C1 message_id=M1 campaign=spring
2026-03-03 10:00:00 server - message_delivered customer=C2 message_id=M2 campaign=spring`,
	"whose code": `site timezone=UTC currency=EUR
2026-03-01 09:00:00 server - referral_shared customer=C1 referral_code=R1
2026-03-02 10:00:00 server - purchase customer=C1 tx=T1 value=10EUR referral_code=R1
2026-03-01 08:00:00 server - referral_shared customer=C2 referral_code=R1`,
	"channel of a visit": `site timezone=UTC currency=EUR
2026-03-01 11:50:00 browser v1 page_view url=/
2026-03-01 12:10:00 browser v1 add_to_cart cart=K1
2026-03-01 11:55:00 browser v1 page_view url=/?gclid=1`,
	"orders of a customer": `site timezone=UTC currency=EUR
2026-03-01 10:00:00 server - purchase customer=C1 tx=T1 value=10EUR
2026-03-05 10:00:00 server - purchase customer=C1 tx=T2 value=10EUR`,
	"visits before an order": `site timezone=UTC currency=EUR
2026-03-01 08:00:00 browser v1 page_view url=/
2026-03-02 10:00:00 server v1 purchase customer=C1 tx=T1 value=10EUR
2026-03-01 14:00:00 browser v1 page_view url=/?gclid=1`,
	"who was there before": `site timezone=UTC currency=EUR
2026-02-27 10:00:00 browser v1 page_view url=/
2026-03-05 10:00:00 browser v1 page_view url=/
2026-03-02 10:00:00 browser v1 page_view url=/`,
}

// Of every story an event comes later than the others, when all questions have been asked and
// their answers kept. Then they are asked again, as of two instants, and must be answered as
// from the facts.
func TestWhatIsKeptNoticesEveryEvent(t *testing.T) {
	files, err := filepath.Glob("../../history/testdata/*.journey")
	if err != nil || len(files) == 0 {
		t.Fatalf("no stories: %v", err)
	}
	stories := maps.Clone(hanging)
	for n, file := range files {
		if text, err := os.ReadFile(file); err != nil {
			t.Fatal(err)
		} else if n%8 == 0 || os.Getenv("SAFAR_SOAK") != "" {
			stories[filepath.Base(file)] = string(text)
		}
	}
	db := openAt(t, Config{Path: filepath.Join(t.TempDir(), "safar.db")}, func(db *DB) folder { return folding{db} })
	sites := 0
	for name, text := range stories {
		script, err := history.Parse(text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		played, err := rehearsal.Play(script.History)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		late := rand.New(rand.NewPCG(uint64(len(text)), 5)).Perm(len(played.Hits))
		switch {
		case hanging[name] != "":
			late = []int{len(played.Hits) - 1}
		case os.Getenv("SAFAR_SOAK") == "":
			late = late[:1]
		}
		for _, i := range late {
			sites++
			k := keeping{t: t, db: db, hits: played.Hits}
			k.site, err = db.CreateSite(t.Context(), store.Site{
				Name: fmt.Sprint("s", sites), Timezone: script.History.Site.Timezone, Settings: rehearsal.Settings(script.History.Site),
			})
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			k.append(slices.Delete(slices.Clone(played.Hits), i, i+1)...)
			before := k.ask(false, k.end())
			k.append(played.Hits[i])
			changed := false
			for _, asOf := range []time.Time{k.end(), k.end().AddDate(0, 0, 10), k.end()} {
				kept, looked := k.ask(false, asOf), k.ask(true, asOf)
				for question, want := range looked {
					if kept[question] != want {
						t.Fatalf("%s, event %d: %s as of %v\nkept\n%s\nlooked\n%s", name, i, question, asOf, kept[question], want)
					}
					changed = changed || before[question] != want
				}
			}
			if !changed && hanging[name] != "" {
				t.Errorf("%s: the last event changes nothing", name)
			}
		}
	}
}

// keeping asks of a site with some events.
type keeping struct {
	t    *testing.T
	db   *DB
	site store.Site
	hits []journey.Hit
}

func (k *keeping) append(hits ...journey.Hit) {
	k.t.Helper()
	for _, kind := range []event.KeyKind{event.ServerKey, event.BrowserKey} {
		b := store.Batch{Site: k.site.ID, Kind: kind}
		for _, h := range hits {
			if h.Source == kind {
				b.Records = append(b.Records, store.Record{Hit: h, Sent: h.Event.Time.UnixMilli()})
			}
		}
		if len(b.Records) == 0 {
			continue
		}
		if _, err := k.db.Append(k.t.Context(), b); err != nil {
			k.t.Fatal(err)
		}
	}
	if err := k.db.Settle(k.t.Context()); err != nil {
		k.t.Fatal(err)
	}
}

// end is an instant after all events, which cuts the latest day into hours.
func (k *keeping) end() time.Time {
	last := slices.MaxFunc(k.hits, func(a, b journey.Hit) int { return int(a.Time - b.Time) })
	return time.UnixMilli(last.Time).Add(time.Hour)
}

// ask asks the questions of the pages, by name.
func (k *keeping) ask(looks bool, asOf time.Time) map[string]string {
	k.t.Helper()
	zone, err := time.LoadLocation(k.site.Timezone)
	if err != nil {
		k.t.Fatal(err)
	}
	first := slices.MinFunc(k.hits, func(a, b journey.Hit) int { return int(a.Time - b.Time) })
	r := metric.Request{
		Site: k.site.ID, Zone: zone, Currency: k.site.Settings.Currency, Digits: k.site.Settings.MinorDigits,
		From: metric.DateOf(time.UnixMilli(first.Time).In(zone)), To: metric.DateOf(k.end().In(zone)), AsOf: asOf,
	}
	if span := r.From.Add(20); span.Compare(r.To) < 0 {
		r.From = r.To.Add(-20)
	}
	weeks, channels, coupons := r, r, r
	r.Interval, weeks.Interval = metric.Day, metric.Week
	segment := r
	segment.Filters = []metric.Filter{{Dimension: metric.ByVisitorType, Values: []string{"new"}}, {Dimension: metric.ByChannel, Values: []string{"direct"}}}
	split := segment
	split.GroupBy = metric.BySource
	channels.GroupBy, coupons.GroupBy = metric.ByChannel, metric.ByProduct
	weeks.Filters = []metric.Filter{{Dimension: metric.ByVisitorType, Values: []string{"new"}, Not: true}}
	src := &teller{DB: k.db, looks: looks}
	said := map[string]string{}
	for name, build := range map[string]func() (any, error){
		"days":        func() (any, error) { return metric.Build(k.t.Context(), src, r) },
		"weeks":       func() (any, error) { return metric.Build(k.t.Context(), src, weeks) },
		"segment":     func() (any, error) { return metric.Build(k.t.Context(), src, segment) },
		"split":       func() (any, error) { return metric.Build(k.t.Context(), src, split) },
		"channels":    func() (any, error) { return metric.Build(k.t.Context(), src, channels) },
		"products":    func() (any, error) { return metric.Build(k.t.Context(), src, coupons) },
		"touchpoints": func() (any, error) { return metric.BuildTouchpoints(k.t.Context(), src, r) },
		"feedback":    func() (any, error) { return metric.BuildFeedback(k.t.Context(), src, r) },
		"friction":    func() (any, error) { return metric.BuildFriction(k.t.Context(), src, r) },
		"funnel":      func() (any, error) { return metric.BuildFunnel(k.t.Context(), src, r, metric.FunnelOptions{}) },
		"carts": func() (any, error) {
			return metric.BuildFunnel(k.t.Context(), src, r, metric.FunnelOptions{Unit: metric.FunnelOfCarts, Mode: metric.Closed})
		},
		"touches": func() (any, error) {
			return metric.BuildChannels(k.t.Context(), src, r, metric.ChannelOptions{Window: 3})
		},
		"wares": func() (any, error) { return metric.BuildProducts(k.t.Context(), src, r, "") },
	} {
		src.said = ""
		if _, err := build(); err != nil {
			k.t.Fatalf("%s: %v", name, err)
		}
		said[name] = src.said
	}
	return said
}

// What is kept on disk answers after the file was opened anew, without a look at the facts: they
// are taken away behind its back. Nobody has asked for it for long enough, it goes.
func TestPartsOutliveTheProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "safar.db")
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	config := Config{Path: path, Now: func() time.Time { return now }}
	db := openAt(t, config, func(db *DB) folder { return folding{db} })
	site := newSite(t, db, "main")
	visit := pageView("a", "v")
	appendAll(t, db, site.ID, visit)
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	day := visit.Hit.Time - visit.Hit.Time%(24*hourMS)
	q := metric.Query{
		Site: site.ID, AsOf: day + 48*hourMS, Cuts: []int64{day - 24*hourMS, day, day + 24*hourMS},
		Buckets:  []metric.Bucket{{From: day, To: day + 24*hourMS, Before: day - 24*hourMS}},
		Measures: []metric.Measure{{Fact: metric.FactSession}, {Fact: metric.FactSession, Field: metric.FieldVisitor, Distinct: true}},
	}
	total := func(db *DB) (n int64) {
		t.Helper()
		cells, err := db.Measure(t.Context(), q)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range cells {
			n += c.Value
		}
		return n
	}
	if n := total(db); n != 2 {
		t.Fatalf("%d, want a visit of a visitor", n)
	}
	// A change waits for what the writer has to do before.
	if err := db.update(t.Context(), func(tx *sql.Tx) error { _, err := tx.Exec("DELETE FROM session"); return err }); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}

	db = openAt(t, config, func(db *DB) folder { return folding{db} })
	if n := total(db); n != 2 {
		t.Errorf("%d after it was opened anew, want what is kept", n)
	}
	now = now.AddDate(0, 0, shelvedDays+1)
	if err := db.update(t.Context(), db.sweepShelves); err != nil {
		t.Fatal(err)
	}
	if n := count(t, db, "SELECT count(*) FROM part"); n != 0 {
		t.Errorf("%d parts are kept that nobody asks for", n)
	}
	if n := count(t, db, "SELECT count(*) FROM shape"); n != 0 {
		t.Errorf("%d shapes are kept that nobody asks for", n)
	}
}
