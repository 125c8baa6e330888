package sqlite

import (
	"database/sql"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// clocked is a store with a clock of its own and one site.
type clocked struct {
	*testing.T
	db   *DB
	now  atomic.Int64 // Unix milliseconds
	site store.Site
}

// newClocked makes a store with a site that keeps events for so many days, at noon.
func newClocked(t *testing.T, keepDays int, meter Meter) *clocked {
	t.Helper()
	c := &clocked{T: t}
	c.now.Store(noon + hourMS)
	c.open(filepath.Join(t.TempDir(), "safar.db"), meter)
	var err error
	c.site, err = c.db.CreateSite(t.Context(), store.Site{
		Name: "main", Timezone: "UTC", Settings: journey.Settings{Currency: "IRR"}, KeepDays: keepDays,
	})
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func (c *clocked) open(path string, meter Meter) {
	c.Helper()
	config := Config{Path: path, Meter: meter, Now: func() time.Time { return time.UnixMilli(c.now.Load()).UTC() }}
	c.db = openAt(c.T, config, func(db *DB) folder { return folding{db} })
}

// after is a time so many days after noon.
func after(days float64) int64 { return noon + int64(days*dayMS) }

// hit makes an event, which changes change.
func hit(name string, at int64, change func(*journey.Hit)) store.Record {
	h := journey.Hit{Time: at, Source: event.ServerKey, Event: event.Event{
		ID: fmt.Sprint(name, at), Name: name, Time: time.UnixMilli(at), Surface: event.SurfaceWeb, Params: event.Params{},
	}}
	change(&h)
	return store.Record{Hit: h, Sent: at}
}

// seen is a page that a visitor saw.
func seen(visitor string, at int64) store.Record {
	return hit(event.NamePageView, at, func(h *journey.Hit) {
		h.Source, h.Visitor, h.Event.VisitorID, h.FromClient, h.Event.Touchpoint = event.BrowserKey, visitor, visitor, true, "door"
		h.Event.ID += visitor
	})
}

// bought is an order of a customer, told by the server.
func bought(visitor, customer, transaction string, at int64) store.Record {
	return hit(event.NamePurchase, at, func(h *journey.Hit) {
		h.Visitor, h.Event.VisitorID, h.Event.CustomerID = visitor, visitor, customer
		h.Event.Params["transaction_id"], h.Event.Params["value"], h.Event.Params["currency"] = transaction, "500", "IRR"
	})
}

func (c *clocked) take(records ...store.Record) {
	c.Helper()
	for _, r := range records {
		batch := store.Batch{Site: c.site.ID, Kind: r.Hit.Source, Received: c.now.Load(), Records: []store.Record{r}}
		if _, err := c.db.Append(c.Context(), batch); err != nil {
			c.Fatal(err)
		}
	}
	if err := c.db.Settle(c.Context()); err != nil {
		c.Fatal(err)
	}
}

// pass moves the clock on and waits until something holds.
func (c *clocked) pass(to int64, what string, done func() bool) {
	c.Helper()
	c.now.Store(to)
	eventually(c.T, what, func() bool {
		select {
		case c.db.wake <- struct{}{}:
		default:
		}
		return done()
	})
}

func (c *clocked) sealed() int64 {
	return int64(count(c.T, c.db, "SELECT coalesce(max(sealed), 0) FROM site"))
}

// passes moves the clock on, hour by hour, until nothing is left to do.
func (c *clocked) passes(to int64) {
	c.Helper()
	for at, last := to, int64(-1); last != c.sealed(); at += sealEvery.Milliseconds() {
		last = c.sealed()
		c.pass(at, "the next hour's pass is over", func() bool { return c.idleAfter(at) })
	}
}

// idleAfter tells whether the writer has looked at the seals at or after an instant and is done.
func (c *clocked) idleAfter(at int64) (idle bool) {
	c.Helper()
	err := c.db.update(c.Context(), func(*sql.Tx) error {
		idle = len(c.db.past.sweeps) == 0 && c.db.past.next.UnixMilli() > at
		return nil
	})
	if err != nil {
		c.Fatal(err)
	}
	return idle
}

// sum is one measure of a day.
func (c *clocked) sum(m metric.Measure, from, to int64) int64 {
	c.Helper()
	cells, err := c.db.Measure(c.Context(), metric.Query{
		Site: c.site.ID, AsOf: after(10_000), Measures: []metric.Measure{m}, Buckets: []metric.Bucket{{From: from, To: to}},
	})
	if err != nil {
		c.Fatal(err)
	}
	var sum int64
	for _, cell := range cells {
		sum += cell.Value
	}
	return sum
}

func TestEventsAreKeptUnlessAskedOtherwise(t *testing.T) {
	c := newClocked(t, 0, nil)
	c.take(seen("v1", noon))
	c.passes(after(4000))
	if c.sealed() != 0 || count(t, c.db, "SELECT count(*) FROM event") != 1 {
		t.Error("a site that keeps its events lost one")
	}
}

// A clock that is wrong for a while must not seal everything.
func TestTheSealMovesAMonthAnHour(t *testing.T) {
	c := newClocked(t, 30, nil)
	c.take(seen("v1", noon), seen("v1", after(40)))
	var moves []float64
	for hour := range 5 {
		at := after(100) + int64(hour)*sealEvery.Milliseconds()
		c.pass(at, "a pass", func() bool { return c.idleAfter(at) })
		moves = append(moves, float64(c.sealed()-noon)/dayMS)
		if hour == 0 { // a program that is started again and again moves nothing
			path := c.db.config.Path
			if err := c.db.Close(); err != nil {
				t.Fatal(err)
			}
			c.open(path, nil)
			c.pass(at, "a pass", func() bool { return c.idleAfter(at) })
			if again := float64(c.sealed()-noon) / dayMS; again != moves[0] {
				t.Errorf("it moved to day %v within the hour", again)
			}
		}
	}
	if got, want := fmt.Sprint(moves), "[31 62 69.5 69.5 69.5]"; got != want {
		t.Errorf("it moved to days %s, want %s", got, want)
	}
	if since, err := c.db.Since(t.Context(), c.site.ID); err != nil || since != noon {
		t.Errorf("the first event was at %d, %v, want %d", since, err, noon)
	}
}

func TestASealedTimeTakesNothing(t *testing.T) {
	c := newClocked(t, 30, nil)
	c.take(seen("v1", noon))
	c.passes(after(100))
	late := store.Batch{Site: c.site.ID, Records: []store.Record{seen("v2", after(69))}}
	if _, err := c.db.Append(t.Context(), late); !errors.Is(err, store.ErrUnavailable) {
		t.Errorf("an event of a sealed time: %v", err)
	}
	c.take(seen("v2", after(70)))
	if n := count(t, c.db, "SELECT count(*) FROM session"); n != 2 {
		t.Errorf("%d visits, want that of the sealed time and the one after", n)
	}
	_, err := c.db.Measure(t.Context(), metric.Query{Site: c.site.ID, AsOf: after(60)})
	if bad := (*metric.RequestError)(nil); !errors.As(err, &bad) || bad.Field != "as_of" {
		t.Errorf("seen from a sealed time: %v", err)
	}
}

// TestWhatIsSealedOutlivesItsEvents asks about a visit, its order and a robot of long ago: when
// their events are gone, when what is left of them was folded again for every reason there is,
// and when the order is refunded years later.
func TestWhatIsSealedOutlivesItsEvents(t *testing.T) {
	c := newClocked(t, 30, nil)
	robot := seen("crawler", noon)
	robot.Hit.Bot = "crawler"
	c.take(seen("v1", noon), seen("v1", noon+60_000), seen("v2", noon), bought("v1", "C1", "T1", noon+120_000), robot)
	check := func(when string, net int64) {
		t.Helper()
		day := [2]int64{after(0) - 1000, after(1)}
		for _, want := range []struct {
			name string
			m    metric.Measure
			sum  int64
		}{
			{"visits", metric.Measure{Fact: metric.FactSession}, 2},
			{"visits with an order", metric.Measure{Fact: metric.FactSession, Where: []metric.Predicate{metric.IfOrdered}}, 1},
			{"pages", metric.Measure{Fact: metric.FactTally, Field: metric.FieldCount}, 3},
			{"contacts", metric.Measure{Fact: metric.FactContact, Field: metric.FieldCount}, 3},
			{"net revenue", metric.Measure{Fact: metric.FactOrder, Field: metric.FieldNet}, net},
		} {
			if got := c.sum(want.m, day[0], day[1]); got != want.sum {
				t.Errorf("%s: %s: %d, want %d", when, want.name, got, want.sum)
			}
		}
		if n := count(t, c.db, "SELECT count(*) FROM placed JOIN session ON session.id = placed.session"); n != 1 {
			t.Errorf("%s: the order has lost its visit", when)
		}
		if problems, err := c.db.Check(t.Context()); err != nil || len(problems) > 0 {
			t.Errorf("%s: the check finds %q, %v", when, problems, err)
		}
	}
	check("before", 500)
	c.passes(after(400))
	if n := count(t, c.db, "SELECT count(*) FROM event"); n != 3 { // each visitor's visit and the order
		t.Errorf("%d events are left, want 3", n)
	}
	check("when events are gone", 500)
	if q, err := c.db.Quality(t.Context(), c.site.ID, time.UnixMilli(after(399)), time.UnixMilli(after(402))); err != nil || q.Gone != 2 {
		t.Errorf("%d events went in those days, %v, want 2", q.Gone, err)
	}
	c.take(seen("v1", after(400)))
	check("when the visitor has come back", 500)
	if n := count(t, c.db, "SELECT count(*) FROM session WHERE first"); n != 2 {
		t.Errorf("%d first visits, want those of v1 and v2", n)
	}
	c.site.Settings.CartWindow = 48 * time.Hour
	if err := c.db.UpdateSite(t.Context(), c.site); err != nil {
		t.Fatal(err)
	}
	if err := c.db.SetTouchpoint(t.Context(), store.Touchpoint{Site: c.site.ID, Name: "door", Stage: event.Return}, 10); err != nil {
		t.Fatal(err)
	}
	c.take(hit(event.NameRefund, after(401), func(h *journey.Hit) {
		h.Event.Params["transaction_id"], h.Event.Params["value"], h.Event.Params["currency"] = "T1", "200", "IRR"
	}))
	check("when the order was refunded", 300)
	if err := c.db.Rebuild(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	check("when all was made again", 300)
	from, to := c.db.config.Path, filepath.Join(t.TempDir(), "saved.db")
	if err := c.db.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Salvage(t.Context(), from, to, func(string, float64) {}); err != nil {
		t.Fatal(err)
	}
	c.open(to, nil)
	if err := c.db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	check("when it was salvaged", 300)
}

// interrupter hears how the writer spends its time and posts while events go.
type interrupter struct {
	post    func()
	waiting func() bool
	trace   []string
	largest int
}

func (i *interrupter) Committed(time.Duration) { i.trace = append(i.trace, "post") }
func (i *interrupter) FoldFailed()             {}

// LetGo runs between two slices: the post that it starts waits for the writer when it returns.
func (i *interrupter) LetGo(events int) {
	if events == 0 {
		return
	}
	i.trace, i.largest = append(i.trace, "slice"), max(i.largest, events)
	go i.post()
	for !i.waiting() {
		runtime.Gosched()
	}
}

// pastVisitors are more than two pages hold of visits; of each, the event that began it stays.
const pastVisitors = 2*pastPage + 1

func pastVisits() (old []store.Record) {
	for i := range pastVisitors {
		v := fmt.Sprint("v", i)
		old = append(old, seen(v, noon+int64(i)), seen(v, noon+int64(i)+60_000))
	}
	return old
}

// TestPostingGoesOnWhileEventsGo lets events of more visitors go than two pages hold.
func TestPostingGoesOnWhileEventsGo(t *testing.T) {
	meter := &interrupter{}
	c := newClocked(t, 30, meter)
	if _, err := c.db.Append(t.Context(), store.Batch{Site: c.site.ID, Records: pastVisits()}); err != nil {
		t.Fatal(err)
	}
	c.take()
	c.postBetweenSlices(meter, after(99), pastPage, func() { c.passes(after(100)) })
}

// postBetweenSlices lets something go with a post at an instant after every slice, of which there are
// more than one: each is answered before the next slice begins, and no slice is larger than a page.
func (c *clocked) postBetweenSlices(meter *interrupter, at int64, page int, letGo func()) {
	c.Helper()
	var posts atomic.Int64
	answered := make(chan error, 1000)
	meter.post = func() {
		_, err := c.db.Append(c.Context(), store.Batch{Site: c.site.ID, Records: []store.Record{seen("late", at+posts.Add(1))}})
		answered <- err
	}
	meter.waiting = func() bool { return c.db.queue.size() > 0 }
	meter.trace, meter.largest = nil, 0
	letGo()
	for range posts.Load() {
		if err := <-answered; err != nil {
			c.Fatal(err)
		}
	}
	if err := c.db.Close(); err != nil {
		c.Fatal(err)
	}
	for i, what := range meter.trace {
		if want := [2]string{"slice", "post"}[i%2]; what != want {
			c.Fatalf("the writer did %v: a post had to wait", meter.trace)
		}
	}
	if slices := len(meter.trace) / 2; slices < 2 || meter.largest > page {
		c.Errorf("%d slices, the largest of %d events", slices, meter.largest)
	}
}

// stopper closes the store between the first two slices that let something go.
type stopper struct {
	deaf
	stop    func()
	stopped func() bool
	once    sync.Once
}

func (s *stopper) LetGo(events int) {
	if events == 0 {
		return
	}
	s.once.Do(func() {
		go s.stop()
		for !s.stopped() {
			runtime.Gosched()
		}
	})
}

// TestLettingGoGoesOnWhereItStopped closes a store when some visitors are sealed and others are
// not. The answers are the same then, and the rest goes when it is open again.
func TestLettingGoGoesOnWhereItStopped(t *testing.T) {
	meter := &stopper{}
	c := newClocked(t, 30, meter)
	closed := make(chan error, 1)
	meter.stop = func() { closed <- c.db.Close() }
	meter.stopped = func() bool { return c.db.closing.Err() != nil }
	if _, err := c.db.Append(t.Context(), store.Batch{Site: c.site.ID, Records: pastVisits()}); err != nil {
		t.Fatal(err)
	}
	c.take()
	path := c.db.config.Path
	c.db.update(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.Exec("UPDATE site SET sealed = ?", after(70))
		return err
	})
	c.now.Store(after(100))
	c.db.update(t.Context(), func(*sql.Tx) error { c.db.past.next = time.Time{}; return nil })
	select {
	case c.db.wake <- struct{}{}:
	default:
	}
	if err := <-closed; err != nil {
		t.Fatal(err)
	}
	check := func(when string, least, most int) {
		t.Helper()
		if n := c.sum(metric.Measure{Fact: metric.FactSession}, noon, after(1)); n != pastVisitors {
			t.Errorf("%s: %d visits", when, n)
		}
		if n := c.sum(metric.Measure{Fact: metric.FactTally, Field: metric.FieldCount}, noon-1, after(1)); n != 2*pastVisitors {
			t.Errorf("%s: %d pages", when, n)
		}
		if n := count(t, c.db, "SELECT count(*) FROM event"); n < least || n > most {
			t.Errorf("%s: %d events, want %d to %d", when, n, least, most)
		}
	}
	c.now.Store(noon + hourMS) // so that it rests until the check is done
	c.open(path, nil)
	check("when it was stopped", pastVisitors+1, 2*pastVisitors-1)
	c.passes(after(100))
	check("when it had gone on", pastVisitors, pastVisitors)
}
