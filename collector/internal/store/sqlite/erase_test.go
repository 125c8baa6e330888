package sqlite

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

const canary = "CANARY"

// shopOf are the events of a shop with so many customers, of whom some share a computer. Whatever
// a customer's events say names the customer; that of the ones in erased holds the canary too.
func shopOf(random *rand.Rand, customers int, erased func(int) bool) (all []store.Record, doomed []bool) {
	add := func(goes bool, r store.Record) { all, doomed = append(all, r), append(doomed, goes) }
	for n := range customers {
		who := fmt.Sprintf("customer-%d", n)
		if erased(n) {
			who = fmt.Sprintf("%s-%d", canary, n)
		}
		at := noon + random.Int64N(20*dayMS)
		for i := range 1 + random.IntN(12) {
			visitor := fmt.Sprintf("%s-v%d", who, random.IntN(5))
			r := seen(visitor, at+int64(i)*60_000)
			r.Hit.Event.Page.URL = fmt.Sprintf("https://shop.example/%d", random.IntN(30))
			r.Hit.Event.Page.Title = fmt.Sprintf("welcome back %s %x", who, make([]byte, random.IntN(200)))
			r.Hit.Event.Params = event.Params{"text": "account of " + who}
			r.Hit.Event.CartID = who + "-cart"
			add(erased(n), r)
		}
		for i := range random.IntN(3) {
			add(erased(n), bought("", who, fmt.Sprintf("%s-t%d", who, i), at+dayMS+int64(i)))
		}
		login := bought(fmt.Sprintf("%s-v0", who), who, "", at+7)
		login.Hit.Event.Name, login.Hit.Event.CartID = event.NameLogin, who+"-cart"
		add(erased(n), login)
		robot := seen(who+"-robot", at+3)
		robot.Hit.Bot, robot.Hit.Event.CustomerID = "crawler", who
		add(erased(n), robot)
		if n%5 == 0 { // another customer on the computer of the one before
			both := bought(fmt.Sprintf("kiosk-%d", n), who, who+"-kiosk", at+9)
			add(erased(n), both)
			add(false, bought(fmt.Sprintf("kiosk-%d", n), fmt.Sprintf("guest-%d", n), fmt.Sprintf("guest-t-%d", n), at+10))
		}
	}
	random.Shuffle(len(all), func(i, j int) {
		all[i], all[j] = all[j], all[i]
		doomed[i], doomed[j] = doomed[j], doomed[i]
	})
	return all, doomed
}

// deliverAll stores events in batches, with refused ones between.
func deliverAll(t *testing.T, db *DB, site int64, records []store.Record) {
	t.Helper()
	for part := range slices.Chunk(records, 20) {
		for _, kind := range []event.KeyKind{event.BrowserKey, event.ServerKey} {
			batch := store.Batch{Site: site, Kind: kind, Received: noon + 30*dayMS, Patient: true}
			for _, r := range part {
				if r.Hit.Source == kind {
					batch.Records = append(batch.Records, r)
				}
			}
			if len(part) > 0 && kind == event.BrowserKey {
				id := part[0].Hit.Visitor
				of := part[0].Hit.Event.CustomerID
				batch.Rejects = []store.Reject{{
					Code: "bad", Body: []byte(`{"cart_id":"` + id + `"}`), Who: []journey.Identifier{{Kind: journey.Visitor, Key: id}, {Kind: journey.Customer, Key: of}},
				}}
			}
			if _, err := db.Append(t.Context(), batch); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// canaries counts how often the canary stands in the files of a folder.
func canaries(t *testing.T, dir string) (n int) {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		n += bytes.Count(content, []byte(canary))
	}
	return n
}

// factsOf is what all households add up to, by what is said and not by numbers of rows.
func factsOf(t *testing.T, db *DB, site store.Site) map[string]int {
	t.Helper()
	all := map[string]int{}
	households, err := column64(t.Context(), db.read, "SELECT DISTINCT household FROM node")
	if err != nil {
		t.Fatal(err)
	}
	for _, label := range households {
		homes, _, err := newestHits(lexicon{db.words, t.Context(), db.read}, label, allTime, mostEvents)
		if err != nil {
			t.Fatal(err)
		}
		for _, hits := range homes {
			f := journey.Fold(hits, site.Settings)
			for _, s := range f.Sessions {
				all[fmt.Sprintf("%+v", s)]++
			}
			for _, o := range f.Orders {
				all[fmt.Sprintf("%+v", o)]++
			}
		}
	}
	for _, table := range factTables {
		all[table] = count(t, db, "SELECT count(*) FROM "+table)
	}
	for _, n := range []string{"node", "event", "session", "placed"} {
		all[n] = count(t, db, "SELECT count(*) FROM "+n)
	}
	return all
}

func eraseAll(ctx context.Context, db *DB, site int64, customers int, erased func(int) bool) error {
	for n := range customers {
		if erased(n) {
			if err := db.Erase(ctx, site, fmt.Sprintf("%s-%d", canary, n)); err != nil {
				return err
			}
		}
	}
	return nil
}

// TestErasingLeavesNothing erases customers of a shop, and finds what a shop says that never had
// them: no byte more in its files.
func TestErasingLeavesNothing(t *testing.T) {
	const customers = 45
	erased := func(n int) bool { return n%15 == 10 || n%20 == 3 }
	records, doomed := shopOf(rand.New(rand.NewPCG(1, 2)), customers, erased)
	db := openTest(t)
	site := newSite(t, db, "main")
	deliverAll(t, db, site.ID, records)
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Dir(db.config.Path)
	if n := canaries(t, dir); n < 50 {
		t.Fatalf("the canary stands there %d times before: the search finds nothing", n)
	}
	if err := eraseAll(t.Context(), db, site.ID, customers, erased); err != nil {
		t.Fatal(err)
	}
	if n := canaries(t, dir); n != 0 {
		t.Errorf("the canary stands there %d times", n)
	}
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	var rest []store.Record
	for i, r := range records {
		if !doomed[i] {
			rest = append(rest, r)
		}
	}
	never := openTest(t)
	deliverAll(t, never, newSite(t, never, "main").ID, rest)
	if err := never.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got, want := factsOf(t, db, site), factsOf(t, never, site); !reflect.DeepEqual(got, want) {
		for what, n := range want {
			if got[what] != n {
				t.Errorf("%s: %d, want %d", what, got[what], n)
			}
		}
		t.Error("answers are not those of a shop that never had them")
	}
	if err := db.Rebuild(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	if got, want := factsOf(t, db, site), factsOf(t, never, site); !reflect.DeepEqual(got, want) {
		t.Error("nor are they after a rebuild")
	}
	if problems, err := db.Check(t.Context()); err != nil || len(problems) > 0 {
		t.Errorf("check: %v %v", problems, err)
	}
	// What is sent again is not taken.
	for i, r := range records {
		if db.Erased(site.ID, &r.Hit) != doomed[i] {
			t.Fatalf("%+v is erased: %v", r.Hit, !doomed[i])
		}
		if doomed[i] {
			_, err := db.Append(t.Context(), store.Batch{Site: site.ID, Kind: r.Hit.Source, Records: []store.Record{r}})
			if !errors.Is(err, store.ErrErased) {
				t.Fatalf("it was taken again: %v", err)
			}
		}
	}
}

// TestErasingGoesOnAfterAnEnd ends the program in every phase of erasing: what it had begun is done
// by the next.
func TestErasingGoesOnAfterAnEnd(t *testing.T) {
	for phase := forgetHouseholds; phase <= forgetBytes; phase++ {
		path := filepath.Join(t.TempDir(), "safar.db")
		db := openAt(t, Config{Path: path, Now: within}, nil) // folds nothing, so bytes stay
		site := newSite(t, db, "main")
		records, _ := shopOf(rand.New(rand.NewPCG(3, 4)), 4, func(n int) bool { return n == 3 })
		deliverAll(t, db, site.ID, records)
		m := db.erased.marker.of(site.ID, journey.Identifier{Kind: journey.Customer, Key: canary + "-3"})
		err := db.update(t.Context(), func(tx *sql.Tx) error {
			if err := beginErasing(tx, map[mark]int64{m: noon + 40*dayMS}); err != nil {
				return err
			}
			for db.forgets.state.phase < phase {
				if err := db.forgets.look(tx); err != nil {
					return err
				}
				var err error
				switch db.forgets.state.phase {
				case forgetHouseholds:
					err = db.forgetHouseholds(tx, time.Now(), time.Hour)
				case forgetRobots:
					err = db.forgetRobots(tx)
				case forgetWords:
					err = db.forgetWords(tx)
				}
				if err := errors.Join(err, db.forgets.look(tx)); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		if now, err := db.Erasing(t.Context(), 0); err != nil || now.Step < phase || now.Step > store.ErasingSteps || now.Part < 0 || now.Part > 1 {
			t.Errorf("in phase %d: %+v, %v", phase, now, err)
		}
		if err := db.Close(); err != nil {
			t.Fatal(err)
		}
		db = openAt(t, Config{Path: path, Now: within}, func(db *DB) folder { return folding{db} })
		if err := db.AwaitErasures(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, patience := range []time.Duration{0, time.Minute} {
			if now, err := db.Erasing(t.Context(), patience); err != nil || now != (store.Erasing{}) {
				t.Errorf("at the end: %+v, %v", now, err)
			}
		}
		if n := canaries(t, filepath.Dir(path)); n != 0 {
			t.Errorf("ended in phase %d: the canary stands there %d times", phase, n)
		}
	}
}

// TestWordsFadeWithTheirLastUser erases somebody whose browsers made a word of what only they saw.
func TestWordsFadeWithTheirLastUser(t *testing.T) {
	db := openTest(t)
	site := newSite(t, db, "main")
	for i := range 10 {
		batch := batchOf(site.ID)
		r := pageView(fmt.Sprint("mine", i), fmt.Sprint("v", i))
		r.Hit.Event.CustomerID, r.Hit.Event.Page.Title, r.Hit.Event.Page.URL = "ann", canary+" Ann's own", sharedURL
		other := pageView(fmt.Sprint("other", i), fmt.Sprint("o", i))
		other.Hit.Event.Page.URL = sharedURL
		batch.Records = []store.Record{r, other}
		if _, err := db.Append(t.Context(), batch); err != nil {
			t.Fatal(err)
		}
	}
	if n := count(t, db, "SELECT count(*) FROM word WHERE text LIKE '"+canary+"%'"); n != 1 {
		t.Fatalf("%d words, want one", n)
	}
	late := batchOf(site.ID, pageView("late", "z"))
	late.Records[0].Hit.Event.Page.Title = canary + " Ann's own"
	encoded, err := newDelivery(&late, db.hash, db.words)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Erase(t.Context(), site.ID, "ann"); err != nil {
		t.Fatal(err)
	}
	if n := canaries(t, filepath.Dir(db.config.Path)); n != 0 {
		t.Errorf("the word stands there %d times", n)
	}
	if n := count(t, db, "SELECT count(*) FROM word WHERE text = '"+sharedURL+"'"); n != 1 {
		t.Error("the word that others use is gone")
	}
	// A batch that was encoded with the word before is not stored with it.
	j := &job{delivery: encoded, bytes: encoded.bytes}
	if err := db.queue.do(t.Context(), j); err != nil {
		t.Fatal(err)
	}
	err = db.EachHit(t.Context(), site.ID, -1<<60, 1<<60, func(h *journey.Hit) error {
		if h.Event.ID == "late" && h.Event.Page.Title != canary+" Ann's own" {
			t.Errorf("it is read as %q", h.Event.Page.Title)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// within is a clock at which events of robots around noon are still kept.
func within() time.Time { return time.UnixMilli(after(29)) }

// TestAnOlderCopyForgetsToo puts a copy from before an erasure in the place of the database.
func TestAnOlderCopyForgetsToo(t *testing.T) {
	dir := t.TempDir()
	path, older := filepath.Join(dir, "safar.db"), filepath.Join(t.TempDir(), "older")
	db := openAt(t, Config{Path: path, Now: within}, func(db *DB) folder { return folding{db} })
	site := newSite(t, db, "main")
	records, doomed := shopOf(rand.New(rand.NewPCG(5, 6)), 6, func(n int) bool { return n == 4 })
	deliverAll(t, db, site.ID, records)
	quiet := func(string, float64) {}
	if _, err := Backup(t.Context(), path, older, false, quiet); err != nil {
		t.Fatal(err)
	}
	if err := db.Erase(t.Context(), site.ID, canary+"-4"); err != nil {
		t.Fatal(err)
	}
	events := count(t, db, "SELECT count(*) FROM event")
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	_, kept, err := Restore(t.Context(), older, path, true, quiet)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(kept); err != nil {
		t.Fatal(err)
	}
	if canaries(t, dir) == 0 {
		t.Fatal("the copy holds nobody: the search finds nothing")
	}
	db = openAt(t, Config{Path: path, Now: within}, func(db *DB) folder { return folding{db} })
	if err := db.AwaitErasures(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := canaries(t, dir); n != 0 {
		t.Errorf("the canary stands there %d times", n)
	}
	if n := count(t, db, "SELECT count(*) FROM event"); n != events {
		t.Errorf("%d events are left, want %d", n, events)
	}
	for i, r := range records {
		if db.Erased(site.ID, &r.Hit) != doomed[i] {
			t.Errorf("%+v is erased: %v", r.Hit, !doomed[i])
		}
	}
}
