package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// quotaOf is the quota of a key on the day of the tests' events, in the time zone of their sites.
func quotaOf(t *testing.T, db *DB, site store.Site, kind event.KeyKind, events int64) store.Quota {
	t.Helper()
	key, err := db.CreateKey(t.Context(), store.Key{Site: site.ID, Kind: kind, Label: fmt.Sprint("key of ", events), Hash: fmt.Append(nil, kind, events), EventsPerDay: events})
	if err != nil {
		t.Fatal(err)
	}
	zone, err := time.LoadLocation(site.Timezone)
	if err != nil {
		t.Fatal(err)
	}
	return store.QuotaOf(key, time.UnixMilli(noon), zone)
}

// bring appends page views by a key and tells how many were new, -1 when its quota had no room.
func bring(t *testing.T, db *DB, q store.Quota, ids ...string) int {
	t.Helper()
	batch := batchOf(q.Site)
	batch.Quota, batch.Received = q, max(noon, q.From)
	for _, id := range ids {
		batch.Records = append(batch.Records, pageView(id, "v"+id))
	}
	duplicates, err := db.Append(t.Context(), batch)
	var over *store.QuotaError
	if errors.As(err, &over) {
		if over.Until.UnixMilli() != q.To || over.Events != q.Events {
			t.Errorf("refused with %+v for %+v", over, q)
		}
		return -1
	}
	if err != nil {
		t.Error(err)
	}
	fresh := 0
	for _, duplicate := range duplicates {
		if !duplicate {
			fresh++
		}
	}
	return fresh
}

func used(t *testing.T, db *DB, q store.Quota) bool {
	t.Helper()
	return db.Within(q, time.UnixMilli(noon)) != nil
}

// TestQuotaCountsAcceptedEvents sees that repeats cost nothing, that a batch is taken whole or not
// at all, and that neither another key nor another day pays for it.
func TestQuotaCountsAcceptedEvents(t *testing.T) {
	db := openTest(t)
	site := newSite(t, db, "main")
	browser, server := quotaOf(t, db, site, event.BrowserKey, 4), quotaOf(t, db, site, event.ServerKey, 4)
	steps := []struct {
		what string
		ids  []string
		want int
	}{
		{"the first", []string{"a", "b"}, 2},
		{"a repeat with one more", []string{"a", "b", "c", "c"}, 1},
		{"more than is left", []string{"d", "e"}, -1},
		{"the last", []string{"d"}, 1},
		{"more", []string{"f"}, -1},
		{"a repeat when it is used up", []string{"a"}, -1},
	}
	for _, s := range steps {
		if got := bring(t, db, browser, s.ids...); got != s.want {
			t.Errorf("%s: %d new events, want %d", s.what, got, s.want)
		}
	}
	if !used(t, db, browser) {
		t.Error("it is not known that the quota is used up")
	}
	if used(t, db, server) || bring(t, db, server, "x") != 1 {
		t.Error("another key pays for it")
	}
	tomorrow := browser
	tomorrow.From, tomorrow.To = browser.To, browser.To+24*time.Hour.Milliseconds()
	if used(t, db, tomorrow) || bring(t, db, tomorrow, "y") != 1 {
		t.Error("another day pays for it")
	}
	raised := browser
	raised.Events = 5
	if used(t, db, raised) || bring(t, db, raised, "z") != 1 {
		t.Error("a larger quota does not hold at once")
	}
}

// TestQuotaOutlivesTheProcess sees that a start gives nobody a second day's worth, that another
// process counts too, and that what was sent away stays counted.
func TestQuotaOutlivesTheProcess(t *testing.T) {
	config := Config{Path: t.TempDir() + "/safar.db"}
	db := openAt(t, config, nil)
	site := newSite(t, db, "main")
	q := quotaOf(t, db, site, event.BrowserKey, 3)
	bring(t, db, q, "a", "b")
	if bring(t, db, q, "c", "d") != -1 {
		t.Error("too many are taken")
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	db = openAt(t, config, nil)
	other := openAt(t, config, nil)
	if got := bring(t, db, q, "e", "f"); got != -1 {
		t.Errorf("after a start %d events are taken, where there is room for one", got)
	}
	if got := bring(t, other, q, "c"); got != 1 {
		t.Errorf("%d events are taken, where there is room for one", got)
	}
	if got := bring(t, db, q, "g"); got != -1 {
		t.Errorf("%d events are taken, where another process took the last", got)
	}
	if !used(t, db, q) {
		t.Error("it is not known that the quota is used up")
	}
	got := qualityOf(t, db, site.ID)
	if len(got.Keys) != 1 || got.Keys[0].Accepted != 3 || got.Keys[0].SentAway != 4 || got.Keys[0].Key.ID != q.Key {
		t.Errorf("told of keys: %+v", got.Keys)
	}
}

// TestQuotaIsExact has many senders with one key at once, some of which repeat others.
func TestQuotaIsExact(t *testing.T) {
	db := openTest(t)
	site := newSite(t, db, "main")
	const room, senders = 50, 8
	q := quotaOf(t, db, site, event.BrowserKey, room)
	var taken atomic.Int64
	var all sync.WaitGroup
	for sender := range senders {
		all.Go(func() {
			for n := range 20 { // every event by two senders: 80 events
				if fresh := bring(t, db, q, fmt.Sprint(sender/2, "-", n)); fresh > 0 {
					taken.Add(int64(fresh))
				}
			}
		})
	}
	all.Wait()
	if stored := count(t, db, `SELECT count(*) FROM event`); taken.Load() != room || stored != room {
		t.Errorf("%d events are said to be taken and %d are there, want %d", taken.Load(), stored, room)
	}
}

// TestRefusedBatchesHideNobodysEvents has a batch that its quota has no room for share a
// transaction with another that brings one of its events.
func TestRefusedBatchesHideNobodysEvents(t *testing.T) {
	db := openTest(t)
	site := newSite(t, db, "main")
	poor, rich := quotaOf(t, db, site, event.BrowserKey, 1), quotaOf(t, db, site, event.BrowserKey, 0)
	begun, hold := make(chan struct{}), make(chan struct{})
	var all sync.WaitGroup
	all.Go(func() {
		if err := db.update(context.Background(), func(*sql.Tx) error { close(begun); <-hold; return nil }); err != nil {
			t.Error(err)
		}
	})
	queued := func(n int) {
		for {
			db.queue.mu.Lock()
			there := len(db.queue.jobs)
			db.queue.mu.Unlock()
			if there == n {
				return
			}
			runtime.Gosched()
		}
	}
	<-begun // what comes from now on waits together
	all.Go(func() {
		if got := bring(t, db, poor, "a", "b"); got != -1 {
			t.Errorf("%d events are taken, where there is room for one", got)
		}
	})
	queued(1)
	all.Go(func() {
		if got := bring(t, db, rich, "b"); got != 1 {
			t.Errorf("%d new events, want 1: it was taken for a repeat of one that was refused", got)
		}
	})
	queued(2)
	close(hold)
	all.Wait()
	if stored := count(t, db, `SELECT count(*) FROM event`); stored != 1 {
		t.Errorf("%d events are there", stored)
	}
}

// TestSentAwayIsWrittenAfterAFailure sees that a write that failed is tried again with the next
// request that is sent away.
func TestSentAwayIsWrittenAfterAFailure(t *testing.T) {
	db := openTest(t)
	q := quotaOf(t, db, newSite(t, db, "main"), event.BrowserKey, 1)
	bring(t, db, q, "a")
	away := func() {
		t.Helper()
		if db.Within(q, time.UnixMilli(q.From)) == nil {
			t.Fatal("there is room")
		}
	}
	away()
	ended, end := context.WithCancel(t.Context())
	end()
	if db.noteSentAway(ended) == nil {
		t.Fatal("it was written after all")
	}
	isDue := func() bool {
		db.spent.mu.Lock()
		defer db.spent.mu.Unlock()
		return db.spent.due
	}
	if isDue() {
		t.Error("the next one would wait for a write that is over")
	}
	away()
	if !isDue() {
		t.Error("no write is due")
	}
	if err := db.noteSentAway(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := count(t, db, "SELECT sum(count) FROM receipt WHERE what = "+fmt.Sprint(countAway)); n != 2 {
		t.Errorf("%d requests were sent away, want 2", n)
	}
}
