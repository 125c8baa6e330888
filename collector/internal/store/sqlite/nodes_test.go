package sqlite

import (
	"database/sql"
	"fmt"
	"maps"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
)

// components is the naive way to group identifiers: a label is spread until nothing changes.
type components map[string]string

func (c components) unite(names []string) {
	for _, name := range names {
		if c[name] == "" {
			c[name] = name
		}
	}
	for _, name := range names[1:] {
		from, to := c[name], c[names[0]]
		for k, v := range c {
			if v == from {
				c[k] = to
			}
		}
	}
}

// groups writes a partition down in a way that does not depend on its labels.
func (c components) groups() string {
	members := map[string][]string{}
	for name, label := range c {
		members[label] = append(members[label], name)
	}
	var lines []string
	for _, names := range members {
		slices.Sort(names)
		lines = append(lines, strings.Join(names, " "))
	}
	slices.Sort(lines)
	return strings.Join(lines, "\n")
}

func nodeName(site int64, kind journey.IdentifierKind, key string) string {
	return fmt.Sprintf("%d/%d/%s", site, kind, key)
}

// naive groups the identifiers of all stored events.
func naive(t testing.TB, db *DB) (baskets, households components) {
	t.Helper()
	baskets, households = components{}, components{}
	sites, err := db.Sites(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, site := range sites {
		err := db.EachHit(t.Context(), site.ID, math.MinInt64, math.MaxInt64, func(h *journey.Hit) error {
			var all, joined []string
			for _, id := range journey.Identifiers(h) {
				name := nodeName(site.ID, id.Kind, id.Key)
				all = append(all, name)
				if id.Kind == journey.Customer {
					baskets.unite([]string{name})
				} else {
					joined = append(joined, name)
				}
			}
			if len(all) > 0 {
				households.unite(all)
			}
			if len(joined) > 0 {
				baskets.unite(joined)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return baskets, households
}

// kept reads the groups that the database holds.
func kept(t testing.TB, db *DB) (baskets, households components) {
	t.Helper()
	baskets, households = components{}, components{}
	rows, err := db.read.Query("SELECT site, kind, key, basket, household FROM node")
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	for rows.Next() {
		var site int64
		var kind journey.IdentifierKind
		var key, basket, household string
		if err := rows.Scan(&site, &kind, &key, &basket, &household); err != nil {
			t.Fatal(err)
		}
		name := nodeName(site, kind, key)
		baskets[name], households[name] = basket, household
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return baskets, households
}

// partitions is the number of households that the stored events form.
func partitions(t testing.TB, db *DB) int {
	_, households := naive(t, db)
	labels := map[string]bool{}
	for label := range maps.Values(households) {
		labels[label] = true
	}
	return len(labels)
}

// sameGroups compares what is kept with what the events say.
func sameGroups(t interface{ Fatalf(string, ...any) }, tb testing.TB, db *DB) {
	baskets, households := naive(tb, db)
	keptBaskets, keptHouseholds := kept(tb, db)
	if want, got := baskets.groups(), keptBaskets.groups(); got != want {
		t.Fatalf("baskets:\n%s\nwant:\n%s", got, want)
	}
	if want, got := households.groups(), keptHouseholds.groups(); got != want {
		t.Fatalf("households:\n%s\nwant:\n%s", got, want)
	}
}

// drawRecord draws an event from few identifiers, so that groups keep merging.
func drawRecord(t *rapid.T, id int) store.Record {
	few := func(prefix, label string, n int) string {
		i := rapid.IntRange(0, n).Draw(t, label)
		if i == 0 {
			return ""
		}
		return fmt.Sprint(prefix, i)
	}
	r := pageView(fmt.Sprint("e", id), "")
	h := &r.Hit
	h.Visitor = few("v", "visitor", 12)
	h.Event.CartID = few("c", "cart", 8)
	h.Event.CustomerID = few("p", "customer", 6)
	if rapid.IntRange(0, 9).Draw(t, "bot") == 0 {
		h.Bot = "crawler"
	}
	h.Time += int64(rapid.IntRange(0, 5).Draw(t, "time"))
	return r
}

func TestNodesMatchConnectedComponents(t *testing.T) {
	dir := t.TempDir()
	run := 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		db, err := open(t.Context(), Config{Path: filepath.Join(dir, fmt.Sprint(run, ".db"))}, nil)
		if err != nil {
			rt.Fatal(err)
		}
		defer db.Close()
		sites := []store.Site{newSite(t, db, "main"), newSite(t, db, "other")}
		id := 0
		for range rapid.IntRange(1, 6).Draw(rt, "batches") {
			var records []store.Record
			for range rapid.IntRange(1, 8).Draw(rt, "events") {
				id++
				records = append(records, drawRecord(rt, id))
			}
			appendAll(t, db, rapid.SampledFrom(sites).Draw(rt, "site").ID, records...)
			if rapid.IntRange(0, 3).Draw(rt, "forget") == 0 {
				err := db.update(t.Context(), func(tx *sql.Tx) error { db.forget(); return nil })
				if err != nil {
					rt.Fatal(err)
				}
			}
			sameGroups(rt, t, db)
		}
		if err := db.Rebuild(t.Context(), nil); err != nil {
			rt.Fatal(err)
		}
		sameGroups(rt, t, db)
		if problems, err := db.Check(t.Context()); err != nil || len(problems) > 0 {
			rt.Fatalf("check: %v %v", problems, err)
		}
	})
}

// TestMergeKeepsBothDirty: the household that gives up its label must be folded too, since
// only that removes its facts.
func TestMergeKeepsBothDirty(t *testing.T) {
	db := openTest(t)
	site := newSite(t, db, "main")
	a, b := pageView("1", "v1"), pageView("2", "v2")
	appendAll(t, db, site.ID, a, b)
	execute(t, db, "DELETE FROM dirty")
	joint := pageView("3", "v1")
	joint.Hit.Event.CustomerID = "p1"
	appendAll(t, db, site.ID, joint)
	again := pageView("4", "v2")
	again.Hit.Event.CustomerID = "p1"
	appendAll(t, db, site.ID, again)
	if n := count(t, db, "SELECT count(*) FROM dirty"); n != 2 {
		t.Errorf("%d households dirty, want 2", n)
	}
	if n := count(t, db, "SELECT count(*) FROM dirty WHERE household NOT IN (SELECT household FROM node)"); n != 1 {
		t.Errorf("%d emptied households dirty, want 1", n)
	}
	if n := count(t, db, "SELECT count(DISTINCT basket) FROM node"); n != 3 {
		t.Errorf("%d baskets, want 3: a customer joins households, not baskets", n)
	}
}

func TestDirtySurvivesReopening(t *testing.T) {
	path := filepath.Join(t.TempDir(), "safar.db")
	db := openAt(t, Config{Path: path}, nil)
	site := newSite(t, db, "main")
	appendAll(t, db, site.ID, pageView("1", "v1"), pageView("2", "v2"))
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	fake := &fakeFolder{}
	db = openAt(t, Config{Path: path}, fake.attach)
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if got := len(fake.households()); got != 2 {
		t.Errorf("folded %d households, want 2", got)
	}
}

func execute(t testing.TB, db *DB, statement string, args ...any) {
	t.Helper()
	err := db.update(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.Exec(statement, args...)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}
