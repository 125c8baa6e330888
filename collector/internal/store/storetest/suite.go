// Package storetest is the one suite that every store must pass: it gives random histories
// to a store and to the one in memory, and both must give the same sums to the same
// queries, however the events arrived.
package storetest

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/safar-cx/safar/collector/internal/history"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/rehearsal"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/collector/internal/store/memory"
	"github.com/safar-cx/safar/sdk/event"
)

// Store is what the suite needs of a store.
type Store interface {
	CreateSite(ctx context.Context, site store.Site) (store.Site, error)
	Append(ctx context.Context, b store.Batch) (duplicates []bool, err error)
	Settle(ctx context.Context) error
	SetTouchpoint(ctx context.Context, t store.Touchpoint, most int) error
	metric.Facts
	People
	Orders
}

// Run tests an empty store with n histories, each a site of its own.
func Run(t *testing.T, s Store, n uint64) {
	for seed := range n {
		h := history.Generate(2_000_000 + seed)
		want, err := rehearsal.Play(h)
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		site, err := s.CreateSite(t.Context(), store.Site{
			Name: fmt.Sprint("s", seed), Timezone: h.Site.Timezone, Settings: rehearsal.Settings(h.Site),
		})
		if err != nil {
			t.Fatalf("seed %d: %v", seed, err)
		}
		rng := rand.New(rand.NewPCG(seed, 3))
		var questions []metric.Query
		for i := range 4 {
			questions = append(questions, query(site.ID, want, rng, i))
		}
		fill(t, s, site.ID, want, rng, questions)
		name(t, s, site.ID, want)
		for i, q := range questions {
			if wrong := compare(t.Context(), s, want, q); wrong != "" {
				t.Fatalf("seed %d: as of %d by %q filters %v: %s", seed, q.AsOf, q.GroupBy, q.Filters, wrong)
			}
			if i != int(seed%4) {
				continue
			}
			if wrong := compareFew(t.Context(), s, want, q); wrong != "" {
				t.Fatalf("seed %d: as of %d the largest of %q filters %v: %s", seed, q.AsOf, q.GroupBy, q.Filters, wrong)
			}
		}
		for i := range 2 {
			r, err := request(site, want, rng, i)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			if wrong := compareFindings(t.Context(), s, want, r); wrong != "" {
				t.Fatalf("seed %d: from %v to %v as of %v filters %v: %s", seed, r.From, r.To, r.AsOf, r.Filters, wrong)
			}
			if wrong := compareLists(t.Context(), s, want, r); wrong != "" {
				t.Fatalf("seed %d: from %v to %v as of %v filters %v: %s", seed, r.From, r.To, r.AsOf, r.Filters, wrong)
			}
			if i != int(seed%2) {
				continue
			}
			if wrong := comparePeople(t.Context(), s, want, site.ID, r.AsOf.UnixMilli(), rng); wrong != "" {
				t.Fatalf("seed %d: as of %v: %s", seed, r.AsOf, wrong)
			}
			if wrong := compareOrders(t.Context(), s, want, r, rng); wrong != "" {
				t.Fatalf("seed %d: from %v to %v as of %v: %s", seed, r.From, r.To, r.AsOf, wrong)
			}
		}
	}
}

// fill appends the hits in random order and batches, some of them twice. In between facts
// are made, so that they must be made anew, and the questions are asked, as of instants before
// that of which they are asked in the end: what a store keeps of the answers must not last.
func fill(t *testing.T, s Store, site int64, m *memory.Store, rng *rand.Rand, questions []metric.Query) {
	t.Helper()
	end := slices.MaxFunc(m.Hits, func(a, b journey.Hit) int { return cmp.Compare(a.Time, b.Time) }).Time
	records := map[event.KeyKind][]store.Record{}
	for _, i := range rng.Perm(len(m.Hits)) {
		r := store.Record{Hit: m.Hits[i], Sent: m.Hits[i].Event.Time.UnixMilli()}
		records[r.Hit.Source] = append(records[r.Hit.Source], r)
		if rng.IntN(5) == 0 {
			records[r.Hit.Source] = append(records[r.Hit.Source], r)
		}
	}
	for _, kind := range []event.KeyKind{event.ServerKey, event.BrowserKey} {
		for left := records[kind]; len(left) > 0; {
			size := min(len(left), 1+rng.IntN(30))
			if _, err := s.Append(t.Context(), store.Batch{Site: site, Kind: kind, Records: left[:size]}); err != nil {
				t.Fatal(err)
			}
			left = left[size:]
			if rng.IntN(3) == 0 {
				if err := s.Settle(t.Context()); err != nil {
					t.Fatal(err)
				}
				q := questions[rng.IntN(len(questions))]
				q.AsOf = end + rng.Int64N(max(1, q.AsOf-end))
				if _, err := s.Measure(t.Context(), q); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if err := s.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// name gives touchpoints the stages that the history's merchant gave them, once all events
// are folded without.
func name(t *testing.T, s Store, site int64, m *memory.Store) {
	t.Helper()
	for touchpoint, stage := range m.Settings.TouchpointStages {
		if err := s.SetTouchpoint(t.Context(), store.Touchpoint{Site: site, Name: touchpoint, Stage: stage}, 100); err != nil {
			t.Fatal(err)
		}
	}
	if err := s.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// query asks for all measures of the catalogue over random spans, grouped and filtered at
// random, as of the end or of an instant on the way. Measures of metrics that do not allow
// the dimensions are left out.
func query(site int64, m *memory.Store, rng *rand.Rand, round int) metric.Query {
	q := metric.Query{Site: site}
	dimensions := metric.Dimensions()
	some := func() metric.Dimension { return dimensions[rng.IntN(len(dimensions))] }
	if round > 0 {
		q.GroupBy = some()
	}
	if round > 1 {
		q.Filters = []metric.Filter{{
			Dimension: some(), Values: someValues(), Not: rng.IntN(2) == 0,
		}}
	}
	for _, d := range metric.All() {
		if q.GroupBy != "" && !d.Allows(q.GroupBy) || len(q.Filters) > 0 && !d.Allows(q.Filters[0].Dimension) {
			continue
		}
		q.Measures = append(q.Measures, d.Numerator)
		for _, m := range []*metric.Measure{d.Minus, d.Denominator, d.Pending} {
			if m != nil {
				q.Measures = append(q.Measures, *m)
			}
		}
	}
	at := func() int64 { return m.Hits[rng.IntN(len(m.Hits))].Time + int64(rng.IntN(3)) - 1 }
	for range 3 {
		from, to := at(), at()
		if from > to {
			from, to = to, from
		}
		quarter := int64(15 * 60 * 1000) // days and hours begin at such
		from, to = from-from%quarter, to-to%quarter+quarter
		q.Buckets = append(q.Buckets, metric.Bucket{From: from, To: to, Before: from - (to - from)})
		q.Cuts = append(q.Cuts, from, to, from-(to-from))
	}
	for range rng.IntN(20) {
		q.Cuts = append(q.Cuts, at()) // need not be at a quarter
	}
	slices.Sort(q.Cuts)
	q.Cuts = slices.Compact(q.Cuts)
	q.Ahead = rng.IntN(2) == 0
	q.AsOf = at()
	if round%2 == 0 {
		q.AsOf += 400 * 24 * 3600 * 1000
	}
	return q
}

// someValues are one of most dimensions, and that of what belongs to no session.
func someValues() []string {
	return []string{"direct", "mobile", "web", "new", "0", "card", "payment_declined", "place1", "mail1", "(none)"}
}

// compare asks both stores; sums of nothing may be left out.
func compare(ctx context.Context, s Store, want *memory.Store, q metric.Query) string {
	got, err := s.Measure(ctx, q)
	if err != nil {
		return err.Error()
	}
	expected, err := want.Measure(ctx, q)
	if err != nil {
		return err.Error()
	}
	a, b := counted(got), counted(expected)
	for i := range max(len(a), len(b)) {
		switch {
		case i >= len(a) || i < len(b) && order(b[i], a[i]) < 0:
			return fmt.Sprintf("%+v of %+v is missing", b[i], q.Measures[b[i].Measure])
		case i >= len(b) || a[i] != b[i]:
			return fmt.Sprintf("%+v of %+v is wrong", a[i], q.Measures[a[i].Measure])
		}
	}
	return ""
}

// counted are the cells of more than nothing, in order.
func counted(cells []metric.Cell) []metric.Cell {
	cells = slices.DeleteFunc(slices.Clone(cells), func(c metric.Cell) bool { return c.Value == 0 })
	slices.SortFunc(cells, order)
	return cells
}

func order(a, b metric.Cell) int {
	return cmp.Or(cmp.Compare(a.Measure, b.Measure), cmp.Compare(a.Bucket, b.Bucket),
		cmp.Compare(a.Group, b.Group), cmp.Compare(a.Currency, b.Currency))
}
