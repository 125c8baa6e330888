package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// manyRecords makes n events of so many visitors.
func manyRecords(n, visitors int) []store.Record {
	records := make([]store.Record, n)
	for i := range records {
		records[i] = pageView(fmt.Sprint("e", i), fmt.Sprint("v", i%visitors))
	}
	return records
}

func TestIdentityOfAnEvent(t *testing.T) {
	const id = "0193a1f2-7c1e-7b52-9c1a-2f0c8f6a1b11"
	tests := []struct {
		name   string
		change func(b *store.Batch, r *store.Record)
		same   bool
	}{
		{"repeated", func(*store.Batch, *store.Record) {}, true},
		{"other content", func(_ *store.Batch, r *store.Record) { r.Hit.Event.Name = event.NamePurchase }, true},
		{"corrected otherwise", func(_ *store.Batch, r *store.Record) { r.Hit.Time += 5000 }, true},
		{"corrected by days", func(_ *store.Batch, r *store.Record) { r.Hit.Time += 50 * 3_600_000 }, true},
		{"other id", func(_ *store.Batch, r *store.Record) { r.Hit.Event.ID = "b" }, false},
		{"other UUID", func(_ *store.Batch, r *store.Record) { r.Hit.Event.ID = id[:35] + "2" }, false},
		{"id in upper case", func(_ *store.Batch, r *store.Record) { r.Hit.Event.ID = strings.ToUpper(id) }, false},
		{"id without dashes", func(_ *store.Batch, r *store.Record) { r.Hit.Event.ID = strings.ReplaceAll(id, "-", "") }, false},
		{"other millisecond", func(_ *store.Batch, r *store.Record) { r.Sent++ }, false},
		{"other hour", func(_ *store.Batch, r *store.Record) { r.Sent += 3_600_000 }, false},
		{"no time", func(_ *store.Batch, r *store.Record) { r.Sent = store.NoTime }, false},
		{"other kind of key", func(b *store.Batch, _ *store.Record) { b.Kind = event.ServerKey }, false},
		{"other site", func(b *store.Batch, _ *store.Record) { b.Site++ }, false},
	}
	hashes := map[string]func(string) int64{
		"hash":      idHash,
		"collision": func(string) int64 { return 7 },
	}
	for hashName, hash := range hashes {
		for _, tt := range tests {
			for _, corrected := range []int64{0, 90_000} {
				if corrected > 0 && hashName != "hash" {
					continue
				}
				t.Run(fmt.Sprint(hashName, "/", tt.name, "/", corrected), func(t *testing.T) {
					db := openTest(t)
					db.hash = hash
					site := newSite(t, db, "main")
					newSite(t, db, "other")
					first := pageView(id, "v")
					first.Sent -= corrected
					appendAll(t, db, site.ID, first)
					second := first
					batch := batchOf(site.ID)
					tt.change(&batch, &second)
					batch.Records = []store.Record{second, second}
					duplicates, err := db.Append(t.Context(), batch)
					if err != nil {
						t.Fatal(err)
					}
					// The second copy in the batch is a duplicate whatever the first was.
					if want := []bool{tt.same, true}; !slices.Equal(duplicates, want) {
						t.Errorf("duplicates %v, want %v", duplicates, want)
					}
				})
			}
		}
	}
}

func TestRepeatsAreFoundByIndex(t *testing.T) {
	db := openTest(t)
	const where = "e USING INDEX event_identity (<expr>=? AND hash=?)"
	if plan := explained(t, db, lookupEvents.texts[1], make([]any, 6*bulkSizes[1])...); !strings.Contains(plan, where) {
		t.Errorf("repeats are looked up by %s", plan)
	}
}

func TestFirstCopyWins(t *testing.T) {
	db := openTest(t)
	site := newSite(t, db, "main")
	first, second := pageView("a", "v1"), pageView("a", "v2")
	appendAll(t, db, site.ID, first)
	appendAll(t, db, site.ID, second)
	if n := count(t, db, "SELECT count(*) FROM node WHERE key = 'v2'"); n != 0 {
		t.Error("a duplicate made a node")
	}
}

// TestHashIsStable: another hash would make every stored event new again.
func TestHashIsStable(t *testing.T) {
	if got := idHash("0193a1f2-7c1e-7b52-9c1a-2f0c8f6a1b11"); got != 276302006510201594 {
		t.Errorf("hash %d", got)
	}
}

func TestConcurrentAppenders(t *testing.T) {
	db := openTest(t)
	site := newSite(t, db, "main")
	const senders, batches, events = 32, 20, 5
	var wg sync.WaitGroup
	for sender := range senders {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := range batches {
				var records []store.Record
				for e := range events {
					records = append(records, pageView(fmt.Sprintf("%d-%d-%d", sender, i, e), fmt.Sprint("v", (sender+i)%50)))
				}
				records = append(records, pageView(fmt.Sprintf("shared-%d-%d", i, sender/2), "shared")) // two senders each
				if _, err := db.Append(t.Context(), batchOf(site.ID, records...)); err != nil {
					t.Error(err)
				}
			}
		}()
	}
	wg.Wait()
	if got, want := count(t, db, "SELECT count(*) FROM event"), senders*batches*events+senders/2*batches; got != want {
		t.Errorf("%d events, want %d", got, want)
	}
	quality := qualityOf(t, db, site.ID)
	if quality.Accepted+quality.Duplicates != quality.Received || quality.Duplicates != senders/2*batches {
		t.Errorf("quality %+v", quality)
	}
	sameGroups(t, t, db)
}

// hold keeps the writer busy until the returned function is called.
func hold(t *testing.T, db *DB) (release func()) {
	begun, end := make(chan struct{}), make(chan struct{})
	done := make(chan error, 1)
	go func() {
		done <- db.update(context.Background(), func(*sql.Tx) error { close(begun); <-end; return nil })
	}()
	<-begun
	return func() {
		close(end)
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
}

// queued waits until so many jobs are in the queue.
func queued(t *testing.T, db *DB, n int) {
	t.Helper()
	eventually(t, "jobs are queued", func() bool {
		db.queue.mu.Lock()
		defer db.queue.mu.Unlock()
		return len(db.queue.jobs) >= n
	})
}

func TestBadBatchFailsAlone(t *testing.T) {
	db := openTest(t)
	site := newSite(t, db, "main")
	release := hold(t, db)
	ids := []int64{site.ID, 999, site.ID}
	errs := make([]error, len(ids))
	var wg sync.WaitGroup
	for i, id := range ids {
		wg.Add(1)
		go func() {
			defer wg.Done()
			records := []store.Record{pageView(fmt.Sprint("a", i), "v"), pageView(fmt.Sprint("b", i), "v")}
			_, errs[i] = db.Append(t.Context(), batchOf(id, records...))
		}()
		queued(t, db, i+1)
	}
	release()
	wg.Wait()
	if errs[0] != nil || errs[2] != nil {
		t.Errorf("good batches: %v, %v", errs[0], errs[2])
	}
	if !errors.Is(errs[1], store.ErrNotFound) || errors.Is(errs[1], store.ErrUnavailable) {
		t.Errorf("batch of an unknown site: %v", errs[1])
	}
	if n := count(t, db, "SELECT count(*) FROM event"); n != 4 {
		t.Errorf("%d events, want 4", n)
	}
	if q := qualityOf(t, db, site.ID); q.Accepted != 4 || q.Duplicates != 0 {
		t.Errorf("counted %+v", q)
	}
	sameGroups(t, t, db)
}

func TestFullQueue(t *testing.T) {
	db := openAt(t, Config{Path: filepath.Join(t.TempDir(), "safar.db"), QueueBytes: 3000}, nil)
	site := newSite(t, db, "main")
	release := hold(t, db)
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		if _, err := db.Append(t.Context(), batchOf(site.ID, manyRecords(20, 1)...)); err != nil {
			t.Errorf("a large batch on an empty queue: %v", err)
		}
	}()
	queued(t, db, 1)
	if _, err := db.Append(t.Context(), batchOf(site.ID, pageView("x", "v"))); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("beyond the bound: %v", err)
	}
	release()
	wg.Wait()
	appendAll(t, db, site.ID, pageView("x", "v"))
	db.queue.mu.Lock()
	defer db.queue.mu.Unlock()
	if db.queue.bytes != 0 {
		t.Errorf("%d bytes not given back", db.queue.bytes)
	}
}

// What would wait too long is refused at once, but for who waits anyway; a few senders never are.
func TestQueueThatIsTooLong(t *testing.T) {
	db := openTest(t)
	site := newSite(t, db, "main")
	release := hold(t, db)
	var sent sync.WaitGroup
	send := func(n int, b store.Batch) {
		sent.Go(func() {
			if _, err := db.Append(t.Context(), b); err != nil {
				t.Error(err)
			}
		})
		queued(t, db, n)
	}
	send(1, batchOf(site.ID, manyRecords(int(longestWait/firstToll)+1, 50)...))
	for n := range shortQueue - 1 {
		send(n+2, batchOf(site.ID, pageView(fmt.Sprint("few", n), "v")))
	}
	var busy *store.BusyError
	if _, err := db.Append(t.Context(), batchOf(site.ID, pageView("x", "v"))); !errors.As(err, &busy) || busy.Reason != store.BusyWriter {
		t.Errorf("behind too much: %v", err)
	}
	patient := batchOf(site.ID, pageView("y", "v"))
	patient.Patient = true
	send(shortQueue+1, patient)
	db.queue.learn(1, 0, time.Second)
	send(shortQueue+2, batchOf(site.ID, pageView("x", "v"))) // the same on a disk that needs longer for a sync
	release()
	sent.Wait()
	if db.queue.rows != 0 || db.Busy() != nil {
		t.Errorf("%d rows not given back, %v", db.queue.rows, db.Busy())
	}
}

func TestGivingUpWhileQueued(t *testing.T) {
	db := openTest(t)
	site := newSite(t, db, "main")
	release := hold(t, db)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		_, err := db.Append(ctx, batchOf(site.ID, pageView("a", "v")))
		done <- err
	}()
	queued(t, db, 1)
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("given up: %v", err)
	}
	release()
	appendAll(t, db, site.ID, pageView("b", "v"))
	if n := count(t, db, "SELECT count(*) FROM event"); n != 1 {
		t.Errorf("%d events, want the second alone", n)
	}
}

func TestCloseWritesWhatIsQueued(t *testing.T) {
	path := filepath.Join(t.TempDir(), "safar.db")
	db := openAt(t, Config{Path: path}, nil)
	site := newSite(t, db, "main")
	release := hold(t, db)
	done := make(chan error, 1)
	go func() {
		_, err := db.Append(context.Background(), batchOf(site.ID, pageView("a", "v")))
		done <- err
	}()
	queued(t, db, 1)
	closed := make(chan error, 1)
	go func() { closed <- db.Close() }()
	release()
	if err := errors.Join(<-done, <-closed); err != nil {
		t.Fatal(err)
	}
	if n := count(t, openAt(t, Config{Path: path}, nil), "SELECT count(*) FROM event"); n != 1 {
		t.Errorf("%d events, want 1", n)
	}
}

func TestUnstorableParam(t *testing.T) {
	db := openTest(t)
	site := newSite(t, db, "main")
	bad := pageView("a", "v")
	bad.Hit.Event.Params = event.Params{"items": []any{map[string]any{"price": 1.5}}}
	if _, err := db.Append(t.Context(), batchOf(site.ID, pageView("b", "v"), bad)); err == nil {
		t.Error("a binary floating point number was stored")
	}
	if n := count(t, db, "SELECT count(*) FROM event"); n != 0 {
		t.Errorf("%d events of a refused batch stored", n)
	}
}
