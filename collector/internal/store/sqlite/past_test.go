package sqlite

import (
	"database/sql"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/history"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/oracle"
	"github.com/safar-cx/safar/collector/internal/rehearsal"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/collector/internal/store/memory"
)

// forgetful is a store that lets go of old events, beside one in memory that keeps all.
type forgetful struct {
	*testing.T
	db   *DB
	now  atomic.Pointer[time.Time]
	site store.Site
	all  *memory.Store
	zone oracle.Site
}

func newForgetful(t *testing.T) *forgetful {
	t.Helper()
	f := &forgetful{T: t}
	f.setClock(history.Now())
	f.db = openAt(t, Config{Path: filepath.Join(t.TempDir(), "safar.db"), Now: func() time.Time { return *f.now.Load() }},
		func(db *DB) folder { return folding{db} })
	return f
}

func (f *forgetful) setClock(now time.Time) { f.now.Store(&now) }

// play takes up a history at a site of its own.
func (f *forgetful) play(h history.History) {
	f.Helper()
	f.setClock(history.Now())
	var err error
	if f.all, err = rehearsal.Play(h); err != nil {
		f.Fatal(err)
	}
	if f.zone, err = rehearsal.OracleSite(h.Site); err != nil {
		f.Fatal(err)
	}
	if f.site, err = f.db.CreateSite(f.Context(), store.Site{
		Name: fmt.Sprint("s", count(f.T, f.db, "SELECT count(*) FROM site")), Timezone: h.Site.Timezone, Settings: rehearsal.Settings(h.Site),
	}); err != nil {
		f.Fatal(err)
	}
	for touchpoint, stage := range h.Site.TouchpointStages() {
		if err := f.db.SetTouchpoint(f.Context(), store.Touchpoint{Site: f.site.ID, Name: touchpoint, Stage: stage}, 100); err != nil {
			f.Fatal(err)
		}
	}
}

// take stores hits in some order.
func (f *forgetful) take(rng *rand.Rand, hits []journey.Hit) {
	f.Helper()
	hits = slices.Clone(hits)
	rng.Shuffle(len(hits), func(i, j int) { hits[i], hits[j] = hits[j], hits[i] })
	for _, hit := range hits {
		_, err := f.db.Append(f.Context(), store.Batch{
			Site: f.site.ID, Kind: hit.Source, Received: hit.Time, Records: []store.Record{{Hit: hit, Sent: hit.Event.Time.UnixMilli()}},
		})
		if err != nil {
			f.Fatal(err)
		}
	}
	f.settle()
}

func (f *forgetful) settle() {
	f.Helper()
	if err := f.db.Settle(f.Context()); err != nil {
		f.Fatal(err)
	}
}

// forget seals what is timed before an instant and lets go what may go.
func (f *forgetful) forget(before int64) {
	f.Helper()
	zone, err := time.LoadLocation(f.site.Timezone)
	if err != nil {
		f.Fatal(err)
	}
	// As if the seal had come here step by step, an hour for each.
	err = f.db.update(f.Context(), func(tx *sql.Tx) error {
		_, err := tx.Exec("UPDATE site SET sealed = ?, keep_days = 400 WHERE id = ?", before, f.site.ID)
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	f.setClock(time.UnixMilli(before).In(zone).AddDate(0, 0, 400).Add(12 * time.Hour))
	f.db.update(f.Context(), func(*sql.Tx) error { f.db.past.next = time.Time{}; return nil })
	if count(f.T, f.db, "SELECT count(*) FROM event WHERE site = ? AND time < ?", f.site.ID, before-settleTime.Milliseconds()) == 0 {
		return
	}
	eventually(f.T, "old events are gone", func() bool {
		select {
		case f.db.wake <- struct{}{}:
		default:
		}
		return count(f.T, f.db, "SELECT coalesce(max(swept), 0) FROM site WHERE id = ?", f.site.ID) == int(before-settleTime.Milliseconds())
	})
}

// ask puts a question to the store, or to all events.
func (f *forgetful) ask(facts metric.Facts, q oracle.Question) oracle.Answer {
	f.Helper()
	request, err := rehearsal.Request(f.zone, q, f.site.Settings.MinorDigits)
	if err != nil {
		f.Fatal(err)
	}
	request.Site = f.site.ID
	a := oracle.Answer{Figures: oracle.Figures{}}
	if len(request.Metrics) > 0 {
		report, err := metric.Build(f.Context(), facts, request)
		if err != nil {
			f.Fatal(err)
		}
		a = rehearsal.Answer(&report)
	}
	found, _, err := rehearsal.Findings(facts, q, request)
	if err != nil {
		f.Fatal(err)
	}
	for name, figure := range found {
		a.Figures[name] = figure
	}
	return a
}

// different names the figures that two answers do not share.
func different(got, want oracle.Answer) []string {
	var all []string
	compare := func(where string, got, want oracle.Figures) {
		for name, w := range want {
			if g := got[name]; !reflect.DeepEqual(g, w) {
				all = append(all, fmt.Sprintf("%s%s: %v, want %v", where, name, g, w))
			}
		}
		for name, g := range got {
			if _, known := want[name]; !known {
				all = append(all, fmt.Sprintf("%s%s: %v, want none", where, name, g))
			}
		}
	}
	compare("", got.Figures, want.Figures)
	for day := range want.Days {
		compare(day+" ", got.Days[day], want.Days[day])
	}
	for key := range got.Groups {
		compare(key+" ", got.Groups[key], want.Groups[key])
	}
	for key := range want.Groups {
		compare(key+" ", got.Groups[key], want.Groups[key])
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// TestLettingGoChangesNoAnswer gives random histories to a store that lets go of events, in
// the midst of them, and to one that keeps all. What they say of later days must be the same,
// whatever comes later; what is said of sealed days must be what was said when they were
// sealed.
func TestLettingGoChangesNoAnswer(t *testing.T) {
	trials := uint64(6) // the fold itself is held to many more: journey.FindCut
	if os.Getenv("SAFAR_SOAK") != "" {
		trials = 400
	}
	f := newForgetful(t)
	gone := 0
	for seed := range trials {
		h := history.Generate(3_000_000 + seed)
		f.play(h)
		wrong, n := f.trial(rand.New(rand.NewPCG(seed, 5)), oracle.Values(f.zone, h.Received(history.Now())))
		if gone += n; len(wrong) > 0 {
			t.Fatalf("seed %d: %s", seed, strings.Join(wrong, "\n"))
		}
	}
	if gone == 0 {
		t.Error("nothing went")
	}
	if problems, err := f.db.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("afterwards the check finds %q, %v", problems, err)
	}
}

// trial plays one history and tells what is wrong, and how many of its events went.
func (f *forgetful) trial(rng *rand.Rand, values func(string) []string) (wrong []string, gone int) {
	zone := f.zone.Zone
	hits := slices.Clone(f.all.Hits)
	slices.SortFunc(hits, func(a, b journey.Hit) int { return int(a.Time - b.Time) })
	pivot := time.UnixMilli(hits[rng.IntN(len(hits))].Time).In(zone)
	sealed := time.Date(pivot.Year(), pivot.Month(), pivot.Day()+rng.IntN(40), 0, 0, 0, 0, zone)
	early := slices.DeleteFunc(slices.Clone(hits), func(h journey.Hit) bool { return h.Time >= sealed.UnixMilli() })
	late := slices.DeleteFunc(slices.Clone(hits), func(h journey.Hit) bool { return h.Time < sealed.UnixMilli() })
	if len(early) == 0 {
		return nil, 0
	}
	f.take(rng, early)
	first, last := time.UnixMilli(hits[0].Time), time.UnixMilli(hits[len(hits)-1].Time)
	day := func(at time.Time) string { return at.In(zone).Format(time.DateOnly) }
	past := oracle.Question{From: day(first), To: day(sealed.AddDate(0, 0, -1)), AsOf: sealed}
	rehearsal.Choose(rng, &past, 0, values)
	before := f.ask(f.db, past)
	held := count(f.T, f.db, "SELECT count(*) FROM event WHERE site = ?", f.site.ID)
	f.forget(sealed.UnixMilli())
	gone = held - count(f.T, f.db, "SELECT count(*) FROM event WHERE site = ?", f.site.ID)
	if d := different(f.ask(f.db, past), before); len(d) > 0 {
		return append([]string{"sealed days, when sealed, by " + past.GroupBy}, d...), gone
	}
	f.take(rng, late)
	for i := range 3 {
		q := oracle.Question{From: day(sealed), To: day(last), AsOf: last.AddDate(1, 0, 0)}
		if last.Before(sealed) {
			q.To = day(sealed)
			q.AsOf = sealed.AddDate(1, 0, 0)
		}
		if between := last.Sub(sealed); i == 1 && between > 0 {
			q.AsOf = sealed.Add(time.Duration(rng.Int64N(int64(between)))).Truncate(time.Millisecond)
		}
		rehearsal.Choose(rng, &q, i, values)
		if i == 2 {
			if err := f.db.Rebuild(f.Context(), nil); err != nil {
				f.Fatal(err)
			}
		}
		if d := different(f.ask(f.db, q), f.ask(f.all, q)); len(d) > 0 {
			return append([]string{fmt.Sprintf("later days, question %d by %q filters %v", i, q.GroupBy, q.Filters)}, d...), gone
		}
	}
	return nil, gone
}
