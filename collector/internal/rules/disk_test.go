package rules

import (
	"context"
	"encoding/json"
	"net/netip"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/enrich"
	"github.com/safar-cx/safar/collector/internal/history"
	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/oracle"
	"github.com/safar-cx/safar/collector/internal/rehearsal"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/collector/internal/store/sqlite"
	"github.com/safar-cx/safar/sdk/event"
)

// whole asks a database as if nothing were kept of what it has said of single days.
type whole struct{ *sqlite.DB }

func (w whole) Measure(ctx context.Context, q metric.Query) ([]metric.Cell, error) {
	q.Cuts = nil
	return w.DB.Measure(ctx, q)
}

// TestScriptsOnDisk plays every script into a database file and asks that, day by day and whole:
// the statements of the two are not the same.
func TestScriptsOnDisk(t *testing.T) {
	enricher, err := enrich.New(enrich.Config{})
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range scripts(t) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			script, err := history.Parse(text)
			if err != nil {
				t.Fatal(err)
			}
			db := stored(t, script.History, enricher)
			site, err := rehearsal.OracleSite(script.History.Site)
			if err != nil {
				t.Fatal(err)
			}
			settings := rehearsal.Settings(script.History.Site)
			for _, src := range []metric.Facts{db, whole{db}} {
				for _, ask := range script.Asks {
					for _, wrong := range ask.Check(func(q oracle.Question) oracle.Answer {
						a, _, err := rehearsal.Ask(src, site, q, settings.MinorDigits)
						if err != nil {
							t.Fatal(err)
						}
						return a
					}) {
						t.Errorf("%T: %s", src, wrong)
					}
				}
			}
		})
	}
}

// stored is a database file with a history in it, each step taken in at its own time.
func stored(t *testing.T, h history.History, enricher *enrich.Enricher) *sqlite.DB {
	var now atomic.Int64
	now.Store(h.Steps[0].Event.Time.AddDate(-1, 0, 0).UnixMilli()) // no salt dies before the last step
	db, err := sqlite.Open(t.Context(), sqlite.Config{
		Path: filepath.Join(t.TempDir(), "safar.db"),
		Now:  func() time.Time { return time.UnixMilli(now.Load()) },
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	site, err := db.CreateSite(t.Context(), store.Site{
		Name: "main", Timezone: h.Site.Timezone, Settings: rehearsal.Settings(h.Site),
	})
	if err != nil {
		t.Fatal(err)
	}
	for touchpoint, stage := range h.Site.TouchpointStages() {
		if err := db.SetTouchpoint(t.Context(), store.Touchpoint{Site: site.ID, Name: touchpoint, Stage: stage}, 10); err != nil {
			t.Fatal(err)
		}
	}
	intake := ingest.New(ingest.Config{Store: db, Enricher: enricher})
	for i, s := range h.Steps {
		r := ingest.Request{Key: store.Key{Site: site.ID, Kind: s.Kind}, Site: site, Received: s.Event.Time}
		if s.Kind == event.BrowserKey {
			r.IP, r.UserAgent = netip.MustParseAddr(s.IP), s.UserAgent
		}
		if r.Body, err = json.Marshal(map[string]any{"events": []event.Event{s.Event}}); err != nil {
			t.Fatal(err)
		}
		answer, err := intake.Take(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		if len(answer.Rejected) > 0 {
			t.Fatalf("step %d: %v", i+1, &answer.Rejected[0].Rejection)
		}
	}
	now.Store(h.Steps[len(h.Steps)-1].Event.Time.AddDate(10, 0, 0).UnixMilli()) // all of it has happened
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	return db
}
