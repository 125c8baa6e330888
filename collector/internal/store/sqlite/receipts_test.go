package sqlite

import (
	"bytes"
	"fmt"
	"reflect"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// qualityOf is what a site received in the quarter hour of noon.
func qualityOf(t testing.TB, db *DB, site int64) store.Quality {
	t.Helper()
	from := time.UnixMilli(noon)
	q, err := db.Quality(t.Context(), site, from, from.Add(15*time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	return q
}

func TestQuality(t *testing.T) {
	db := openTest(t)
	site := newSite(t, db, "main")
	bot := pageView("c", "v")
	bot.Hit.Bot = "crawler"
	batch := batchOf(site.ID, pageView("a", "v"), pageView("a", "v"), pageView("b", "v"), bot, bot)
	batch.Rejects = []store.Reject{{Code: "invalid_time", Body: []byte("{}")}, {Code: "invalid_time"}, {Code: "too_long"}}
	batch.Counts = map[string]int64{"no_consent": 4, "drop:queue_full": 9}
	batch.Records[0].Notes = []string{"rounded_money"}
	batch.Records[1].Notes = []string{"rounded_money"}
	for _, later := range []time.Duration{0, 15*time.Minute - time.Millisecond, 15 * time.Minute} {
		b := batch
		b.Received += later.Milliseconds()
		if _, err := db.Append(t.Context(), b); err != nil {
			t.Fatal(err)
		}
	}
	got := qualityOf(t, db, site.ID)
	want := store.Quality{
		Received: 2 * 12, Accepted: 3, Duplicates: 7, Discarded: 8,
		Rejected: map[string]int64{"invalid_time": 4, "too_long": 2},
		Bots:     map[string]int64{"crawler": 1},
		Coverage: store.Coverage{BrowserEvents: 3},
		Counts:   map[string]int64{"no_consent": 8, "drop:queue_full": 9, "rounded_money": 1},
	}
	for _, at := range []int64{noon + 15*60*1000 - 1, noon} { // the newest first, what came last before it
		for _, code := range []string{"too_long", "invalid_time", "invalid_time"} {
			want.Latest = append(want.Latest, store.Reject{Code: code, Received: at})
		}
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	rejected := int64(0)
	for _, n := range got.Rejected {
		rejected += n
	}
	if got.Accepted+got.Duplicates+got.Discarded+rejected != got.Received {
		t.Error("the parts are not the whole")
	}
}

func TestRejectsAreBounded(t *testing.T) {
	db := openTest(t)
	site, other := newSite(t, db, "main"), newSite(t, db, "other")
	keep := func(site int64, n, size int) {
		t.Helper()
		batch := batchOf(site)
		for i := range n {
			batch.Rejects = append(batch.Rejects, store.Reject{Code: "c", Message: fmt.Sprint(i), Body: bytes.Repeat([]byte("x"), size)})
		}
		if _, err := db.Append(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	keep(other.ID, 3, 1)
	keep(site.ID, MaxRejects, 1)
	keep(site.ID, 10, 1)
	if n := count(t, db, "SELECT count(*) FROM reject WHERE site = ?", site.ID); n != MaxRejects {
		t.Errorf("%d rejects kept, want %d", n, MaxRejects)
	}
	received := time.UnixMilli(batchOf(site.ID).Received)
	for to, want := range map[time.Time]int{received: 0, received.Add(15 * time.Minute): mostLatest} {
		q, err := db.Quality(t.Context(), site.ID, received.Add(-24*time.Hour), to)
		if err != nil || len(q.Latest) != want {
			t.Fatalf("to %v: %d latest, want %d; %v", to, len(q.Latest), want, err)
		}
		if want > 0 && (q.Latest[0].Message != "9" || q.Latest[1].Message != "8" || q.Latest[0].Received != received.UnixMilli()) {
			t.Errorf("latest: %+v", q.Latest[:2])
		}
	}
	keep(site.ID, 20, 1<<20)
	if n := count(t, db, "SELECT sum(bytes) FROM reject WHERE site = ?", site.ID); n > MaxRejectBytes {
		t.Errorf("%d bytes kept", n)
	}
	if n := count(t, db, "SELECT count(*) FROM reject WHERE site = ?", site.ID); n != 15 {
		t.Errorf("%d large rejects kept, want 15", n)
	}
	if n := count(t, db, "SELECT count(*) FROM reject WHERE site = ?", other.ID); n != 3 {
		t.Errorf("%d of the other site's rejects left, want 3", n)
	}
}

func TestSinceIsTheFirstEventOfTheSite(t *testing.T) {
	db := openTest(t)
	site, other := newSite(t, db, "main"), newSite(t, db, "other")
	since := func(site store.Site) int64 {
		t.Helper()
		at, err := db.Since(t.Context(), site.ID)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	if at := since(site); at != store.NoTime {
		t.Errorf("without events it is %d", at)
	}
	late, early := pageView("a", "v"), pageView("b", "v")
	early.Hit.Time, early.Sent = noon-7, noon-7
	if _, err := db.Append(t.Context(), batchOf(site.ID, late, early)); err != nil {
		t.Fatal(err)
	}
	if at := since(site); at != noon-7 {
		t.Errorf("it is %d, want %d", at, noon-7)
	}
	if at := since(other); at != store.NoTime {
		t.Errorf("another site's events count: %d", at)
	}
}
