package sqlite

import (
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/history"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/oracle"
	"github.com/safar-cx/safar/collector/internal/rehearsal"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// ends gives the site a last limit.
func (c *clocked) ends(days int) {
	c.Helper()
	c.site.KeepOrdersDays = days
	if err := c.db.UpdateSite(c.Context(), c.site); err != nil {
		c.Fatal(err)
	}
}

// hours lets so many hours' limits move, from an instant on.
func (c *clocked) hours(from int64, n int) {
	c.Helper()
	for hour := range n {
		at := from + int64(hour)*sealEvery.Milliseconds()
		c.pass(at, "the hour's work is over", func() bool { return c.idleAfter(at) })
	}
}

func (c *clocked) limit() int64 {
	return int64(count(c.T, c.db, "SELECT coalesce(max(kept_from), 0) FROM site"))
}

// answered is a customer's answer to a survey.
func answered(visitor, customer, response string, at int64) store.Record {
	return hit(event.NameSurveyAnswered, at, func(h *journey.Hit) {
		h.Visitor, h.Event.VisitorID, h.Event.CustomerID = visitor, visitor, customer
		h.Event.Params["survey_id"], h.Event.Params["survey_kind"], h.Event.Params["response_id"], h.Event.Params["score"] = "s", "nps", response, json.Number("9")
	})
}

// daysOf are the columns that say when a settled or living fact was, by table.
func daysOf() map[string]string {
	days := map[string]string{"placed": "time", "order_item": "time", "code": "time", "sealed_order": "time", "event": "time"}
	for _, f := range settledFacts {
		days[f.table] = f.day
	}
	return days
}

// older counts what lies before an instant, by table.
func (c *clocked) older(than int64) map[string]int {
	c.Helper()
	all := map[string]int{}
	for table, day := range daysOf() {
		if n := count(c.T, c.db, "SELECT count(*) FROM "+table+" WHERE "+day+" < ?", than); n > 0 {
			all[table] = n
		}
	}
	return all
}

func (c *clocked) names() string {
	c.Helper()
	names, err := askAll(c.Context(), c.db.read, "SELECT key FROM node ORDER BY key")
	if err != nil {
		c.Fatal(err)
	}
	return strings.Join(names, " ")
}

// A customer's first order and answer pass the last limit, the latest order does not: what is left
// is what there would be had they begun then, and the same when all is made again.
func TestNothingIsLeftBeforeTheLastLimit(t *testing.T) {
	c := newClocked(t, 30, nil)
	c.take(seen("v0", noon-60_000), seen("v1", noon), bought("v1", "C1", "T1", noon+120_000), answered("v1", "C1", "R1", noon+180_000))
	c.take(hit(event.NameMessageDelivered, noon+200_000, func(h *journey.Hit) {
		h.Event.CustomerID, h.Event.Params["message_id"], h.Event.Params["campaign"] = "C1", "M1", "autumn"
	}))
	c.passes(after(200))
	c.now.Store(after(200))
	c.take(seen("v2", after(199)), bought("v2", "C1", "T2", after(199)+60_000))
	c.ends(100)
	if got := c.older(after(100)); got["event"] == 0 || got["placed"] != 1 || got["session"] != 2 || got["answer"] != 1 || got["message"] != 1 || got["sealed_order"] != 1 {
		t.Fatalf("before: %v", got)
	}
	if got, want := c.names(), "C1 M1 R1 T1 T2 v0 v1 v2"; got != want {
		t.Fatalf("before: %s, want %s", got, want)
	}
	c.hours(after(201), 6)
	check := func(when string) {
		t.Helper()
		if got := c.older(after(100)); len(got) > 0 {
			t.Errorf("%s: still there: %v", when, got)
		}
		if got, want := c.names(), "C1 T2 v2"; got != want {
			t.Errorf("%s: the names %s, want %s", when, got, want)
		}
		for what, m := range map[string]metric.Measure{"orders": {Fact: metric.FactOrder}, "visits": {Fact: metric.FactSession}} {
			if n := c.sum(m, after(100), after(200)); n != 1 {
				t.Errorf("%s: %d %s, want 1", when, n, what)
			}
		}
		if problems, err := c.db.Check(t.Context()); err != nil || len(problems) > 0 {
			t.Errorf("%s: the check finds %q, %v", when, problems, err)
		}
	}
	check("after")
	if err := c.db.Rebuild(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	check("when made again")
	if q, err := c.db.Quality(t.Context(), c.site.ID, time.UnixMilli(after(0)), time.UnixMilli(after(202))); err != nil || q.Gone != 5 || q.Accepted != 7 {
		t.Errorf("%d events of %d went, %v, want 5 of 7", q.Gone, q.Accepted, err)
	}
	for _, late := range []store.Record{bought("v1", "C1", "T1", noon+120_000), bought("v1", "C1", "T9", noon+120_000)} {
		if _, err := c.db.Append(t.Context(), store.Batch{Site: c.site.ID, Kind: event.ServerKey, Records: []store.Record{late}}); !errors.Is(err, store.ErrUnavailable) {
			t.Errorf("an order from before the limit: %v", err)
		}
	}
	c.ends(0) // brings nothing back, and nothing further goes
	c.hours(after(400), 12)
	if got := c.names(); got != "C1 T2 v2" {
		t.Errorf("for ever again, %s is left", got)
	}
}

// A clock that is wrong for a while must not empty a shop.
func TestTheLastLimitMovesAMonthAnHour(t *testing.T) {
	c := newClocked(t, 30, nil)
	c.take(bought("v1", "C1", "T1", noon), bought("v2", "C2", "T2", after(290)))
	c.passes(after(300))
	c.ends(200)
	var moves []float64
	for hour := range 6 {
		c.hours(after(301)+int64(hour)*sealEvery.Milliseconds(), 1)
		moves = append(moves, float64(c.limit()-noon)/dayMS)
		if hour == 1 { // a program that is started again and again moves nothing
			path := c.db.config.Path
			if err := c.db.Close(); err != nil {
				t.Fatal(err)
			}
			c.open(path, nil)
			c.hours(after(301)+int64(hour)*sealEvery.Milliseconds(), 1)
			if again := float64(c.limit()-noon) / dayMS; again != moves[1] {
				t.Errorf("it moved to day %v within the hour", again)
			}
		}
	}
	if got, want := fmt.Sprint(moves), "[31 62 93 100.5 100.5 100.5]"; got != want {
		t.Errorf("it moved to days %s, want %s", got, want)
	}
}

// Nothing expires while raw events of its time may still be needed.
func TestTheLastLimitStaysBehindTheSeal(t *testing.T) {
	c := newClocked(t, 30, nil)
	c.take(bought("v1", "C1", "T1", noon), bought("v2", "C2", "T2", after(95)))
	c.ends(30)
	c.hours(after(100), 8)
	if limit, sealed := c.limit(), c.sealed(); limit != sealed-settleTime.Milliseconds() || limit <= noon {
		t.Errorf("the limit is at day %v, the seal at %v", float64(limit-noon)/dayMS, float64(sealed-noon)/dayMS)
	}
}

// Whether a campaign reports deliveries may be known from messages that expire: then those that were
// only sent count on the day when they were.
func TestACampaignForgetsThatItReported(t *testing.T) {
	c := newClocked(t, 30, nil)
	told := func(name, message, customer string, at int64) store.Record {
		return hit(name, at, func(h *journey.Hit) {
			h.Event.CustomerID, h.Event.Params["message_id"], h.Event.Params["campaign"] = customer, message, "autumn"
		})
	}
	c.take(told(event.NameMessageDelivered, "M1", "C1", noon))
	c.passes(after(200))
	c.now.Store(after(200))
	c.take(told(event.NameMessageSent, "M2", "C2", after(199)))
	sent := func() (n int64) {
		t.Helper()
		cells, err := c.db.Measure(t.Context(), metric.Query{
			Site: c.site.ID, AsOf: c.now.Load(), Measures: []metric.Measure{{Fact: metric.FactMessage}},
			Buckets: []metric.Bucket{{From: after(198), To: after(200)}}, Cuts: []int64{after(198), after(199), after(200)},
		})
		if err != nil {
			t.Fatal(err)
		}
		for _, cell := range cells {
			n += cell.Value
		}
		return n
	}
	if n := sent(); n != 0 {
		t.Fatalf("%d messages while the campaign reports, want none", n)
	}
	c.ends(100)
	c.hours(after(201), 6)
	if n := sent(); n != 1 {
		t.Errorf("%d messages after, want 1", n)
	}
}

// What joined a customer's browsers has expired, and one of them stands alone: erasing the customer
// still finds what is settled of that browser's visits as theirs.
func TestErasingFindsWhatIsSettledElsewhere(t *testing.T) {
	c := newClocked(t, 30, nil)
	login := func(visitor string, at int64) store.Record {
		return hit(event.NameLogin, at, func(h *journey.Hit) {
			h.Source, h.Visitor, h.Event.VisitorID, h.Event.CustomerID = event.ServerKey, visitor, visitor, "C1"
		})
	}
	c.take(login("v1", noon), seen("v1", after(60)), seen("v1", after(60)+60_000), login("v2", after(60)))
	c.passes(after(200))
	c.ends(170)
	c.hours(after(201), 4)
	apart := count(t, c.db, "SELECT count(DISTINCT household) FROM node WHERE key IN ('v1', 'C1')")
	theirs := count(t, c.db, "SELECT count(*) FROM session JOIN node ON node.id = session.person WHERE node.key = 'C1'")
	if apart != 2 || theirs != 1 {
		t.Fatalf("%d groups with %d visits of the customer, want 2 and 1", apart, theirs)
	}
	if err := c.db.Erase(t.Context(), c.site.ID, "C1"); err != nil {
		t.Fatal(err)
	}
	if n := count(t, c.db, "SELECT count(*) FROM session WHERE person NOT IN (SELECT id FROM node)"); n != 0 {
		t.Errorf("%d visits of the erased customer are left", n)
	}
}

// TestPostingGoesOnWhileAllGoes lets more customers expire than a page holds.
func TestPostingGoesOnWhileAllGoes(t *testing.T) {
	meter := &interrupter{post: func() {}, waiting: func() bool { return true }}
	c := newClocked(t, 30, meter)
	var old []store.Record
	for i := range expiryPage + 100 {
		old = append(old, bought(fmt.Sprint("v", i), fmt.Sprint("C", i), fmt.Sprint("T", i), noon+int64(i)))
	}
	if _, err := c.db.Append(t.Context(), store.Batch{Site: c.site.ID, Kind: event.ServerKey, Records: old}); err != nil {
		t.Fatal(err)
	}
	c.take()
	c.passes(after(200))
	c.ends(150)
	c.postBetweenSlices(meter, after(199), expiryPage, func() { c.hours(after(201), 3) })
}

// Events of robots go after a month, also where a site keeps its events for ever. What they were is
// counted all the same, and people's events of the same age stay.
func TestEventsOfRobotsGoAfterAMonth(t *testing.T) {
	c := newClocked(t, 0, nil)
	robot := func(id, why string, at int64) store.Record {
		r := seen(id, at)
		r.Hit.Bot = why
		return r
	}
	c.take(robot("r1", "crawler", noon), robot("r2", "test", noon), seen("v1", noon), robot("r3", "crawler", after(2)))
	c.now.Store(after(29.9))
	c.hours(after(29.9), 1)
	if n := count(t, c.db, "SELECT count(*) FROM event"); n != 4 {
		t.Fatalf("within the month %d events are left, want 4", n)
	}
	c.hours(after(30.5), 1)
	if n, kept := count(t, c.db, "SELECT count(*) FROM event WHERE home IS NULL"), count(t, c.db, "SELECT count(*) FROM event"); n != 1 || kept != 2 {
		t.Errorf("after it %d events of robots of %d are left, want r3's beside v1's", n, kept)
	}
	q, err := c.db.Quality(t.Context(), c.site.ID, time.UnixMilli(noon), time.UnixMilli(after(31)))
	if err != nil || q.Bots["crawler"] != 2 || q.Bots["test"] != 1 || q.Accepted != 4 || q.Gone != 2 {
		t.Errorf("quality tells %+v, %v", q, err)
	}
	if problems, err := c.db.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("the check finds %q, %v", problems, err)
	}
	c.db.update(t.Context(), func(tx *sql.Tx) error { // as an event that this program can't read
		_, err := tx.Exec("UPDATE event SET payload = x'FF' WHERE home IS NULL")
		return err
	})
	c.hours(after(60), 1)
	if n := count(t, c.db, "SELECT count(*) FROM event WHERE home IS NULL"); n != 1 {
		t.Error("what can't be read went")
	}
}

// expire lets everything before an instant go.
func (f *forgetful) expire(before int64) {
	f.Helper()
	err := f.db.update(f.Context(), func(tx *sql.Tx) error {
		_, err := tx.Exec("UPDATE site SET kept_from = ? WHERE id = ?", before, f.site.ID)
		f.db.past.next = time.Time{}
		return err
	})
	if err != nil {
		f.Fatal(err)
	}
	eventually(f.T, "all that is older is gone", func() bool {
		select {
		case f.db.wake <- struct{}{}:
		default:
		}
		return count(f.T, f.db, "SELECT coalesce(max(expired), 0) FROM site WHERE id = ?", f.site.ID) == int(before)
	})
	f.settle()
}

// TestWhatIsLeftIsWhatARebuildMakes gives random histories to a store, seals a part of each, lets an
// older part expire, and asks before and after. What is answered then is the same when everything has been made again.
func TestWhatIsLeftIsWhatARebuildMakes(t *testing.T) {
	trials := uint64(6)
	if os.Getenv("SAFAR_SOAK") != "" {
		trials = 60
	}
	f := newForgetful(t)
	expired := 0
	for seed := range trials {
		h := history.Generate(4_000_000 + seed)
		f.play(h)
		rng := rand.New(rand.NewPCG(seed, 6))
		zone := f.zone.Zone
		hits := slices.SortedFunc(slices.Values(f.all.Hits), func(a, b journey.Hit) int { return int(a.Time - b.Time) })
		f.take(rng, hits)
		day := func(n int) time.Time {
			at := time.UnixMilli(hits[n].Time).In(zone)
			return time.Date(at.Year(), at.Month(), at.Day(), 0, 0, 0, 0, zone)
		}
		sealed := day(len(hits)/3+rng.IntN(len(hits)/2)).AddDate(0, 0, 31)
		limit := day(rng.IntN(len(hits) / 2))
		if seed%3 > 0 { // else nothing was sealed
			f.forget(latest(sealed, limit.AddDate(0, 0, 32)).UnixMilli())
		}
		last := time.UnixMilli(hits[len(hits)-1].Time).In(zone)
		var asked []oracle.Question
		for i := range 4 {
			q := oracle.Question{From: limit.Format(time.DateOnly), To: last.Format(time.DateOnly), AsOf: latest(last, sealed).AddDate(1, 0, 0)}
			rehearsal.Choose(rng, &q, i, oracle.Values(f.zone, h.Received(history.Now())))
			f.ask(f.db, q) // so that sums are kept from before
			asked = append(asked, q)
		}
		held := count(t, f.db, "SELECT count(*) FROM event WHERE site = ?", f.site.ID)
		f.expire(limit.UnixMilli())
		expired += held - count(t, f.db, "SELECT count(*) FROM event WHERE site = ?", f.site.ID)
		if n := count(t, f.db, "SELECT count(*) FROM placed WHERE site = ? AND time < ?", f.site.ID, limit.UnixMilli()); n > 0 {
			t.Errorf("seed %d: %d orders from before the limit", seed, n)
		}
		var before []oracle.Answer
		for _, q := range asked {
			before = append(before, f.ask(f.db, q))
		}
		if err := f.db.Rebuild(t.Context(), nil); err != nil {
			t.Fatal(err)
		}
		for i, q := range asked {
			if d := different(f.ask(f.db, q), before[i]); len(d) > 0 {
				t.Fatalf("seed %d, question %d by %q filters %v:\n%s", seed, i, q.GroupBy, q.Filters, strings.Join(d, "\n"))
			}
		}
	}
	if expired == 0 {
		t.Error("nothing expired")
	}
	if problems, err := f.db.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("afterwards the check finds %q, %v", problems, err)
	}
}

func latest(a, b time.Time) time.Time {
	if a.Before(b) {
		return b
	}
	return a
}
