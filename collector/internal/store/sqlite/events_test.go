package sqlite

import (
	"database/sql"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// shuffled are n events at few instants, of both kinds of key, with ids that come again with
// another time as sent, in any order.
func shuffled(n int) map[event.KeyKind][]store.Record {
	rng := rand.New(rand.NewPCG(1, 2))
	records := map[event.KeyKind][]store.Record{}
	var ids []string
	for i := range n / 2 {
		ids = append(ids, fmt.Sprint("e", i))
		if i%2 == 0 { // stored in another way, and in the same order
			ids[i] = uuid.NewMD5(uuid.Nil, []byte(ids[i])).String()
		}
	}
	for i := range n {
		kind := event.KeyKind(rng.IntN(2))
		at := time.UnixMilli(noon + int64(rng.IntN(3)))
		records[kind] = append(records[kind], store.Record{
			Sent: at.UnixMilli() + int64(i),
			Hit: journey.Hit{
				Event:  event.Event{ID: ids[rng.IntN(len(ids))], Name: "share", Time: at.Add(time.Duration(i) * time.Millisecond), Surface: event.SurfaceOther},
				Source: kind, Time: at.UnixMilli(),
			},
		})
	}
	return records
}

func read(t *testing.T, db *DB, site, from, to int64) []*journey.Hit {
	t.Helper()
	var all []*journey.Hit
	err := db.EachHit(t.Context(), site, from, to, func(h *journey.Hit) error {
		all = append(all, h)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestEventsInTheirOrder(t *testing.T) {
	db := openTest(t)
	site, other := newSite(t, db, "main"), newSite(t, db, "other")
	total := 0
	for kind, records := range shuffled(2*pageRows + 500) {
		for _, id := range []int64{site.ID, other.ID} {
			if _, err := db.Append(t.Context(), store.Batch{Site: id, Kind: kind, Received: noon, Records: records}); err != nil {
				t.Fatal(err)
			}
		}
		total += len(records)
	}
	all := read(t, db, site.ID, math.MinInt64, math.MaxInt64)
	if len(all) != total {
		t.Fatalf("%d events of %d", len(all), total)
	}
	for i := range all[1:] {
		if !all[i].Before(all[i+1]) {
			t.Fatalf("event %d, %+v, stands before %+v", i, all[i], all[i+1])
		}
	}
	within := slices.DeleteFunc(slices.Clone(all), func(h *journey.Hit) bool { return h.Time != noon+1 })
	if got := read(t, db, site.ID, noon+1, noon+2); len(got) != len(within) || len(got) == 0 {
		t.Errorf("%d events of the instant, want %d", len(got), len(within))
	}
	args := []any{sql.Named("site", 1), sql.Named("last", 4), sql.Named("to", 3), sql.Named("page", 10),
		sql.Named("time", 2), sql.Named("kind", 0), sql.Named("id", "x"), sql.Named("sent", 1)}
	if plan := explained(t, db, pageOfHits, args...); !strings.Contains(plan, "event_time (site=? AND time>? AND time<?)") {
		t.Errorf("the events are found by %s", plan)
	}
}
