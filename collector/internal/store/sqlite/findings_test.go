package sqlite

import (
	"errors"
	"path/filepath"
	"testing"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// A file from before the findings has their facts made from its events when it is opened;
// what it could answer before it answers all the while.
func TestOlderFileIsFoldedAnew(t *testing.T) {
	dir := t.TempDir()
	source, err := Open(t.Context(), Config{Path: filepath.Join(dir, "source.db")})
	if err != nil {
		t.Fatal(err)
	}
	site := newSite(t, source, "main")
	look := pageView("b", "v")
	look.Hit.Event.Name, look.Hit.Event.Touchpoint = event.NameViewItem, "product-page"
	appendAll(t, source, site.ID, pageView("a", "v"), look, pageView("c", "w"))
	if err := source.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := source.Close(); err != nil {
		t.Fatal(err)
	}

	path := filepath.Join(dir, "safar.db")
	if err := createFile(path); err != nil {
		t.Fatal(err)
	}
	steps, err := readMigrations(migrationFiles)
	if err != nil {
		t.Fatal(err)
	}
	old := openPool(path, 1, forWriting)
	if err := migrate(old, steps[:3]); err != nil {
		t.Fatal(err)
	}
	if _, err := old.Exec(`ATTACH ? AS source;
		INSERT INTO site SELECT id, name, timezone, settings, domains, gateways FROM source.site;
		INSERT INTO event SELECT seq, site, kind, 0, hash, id, coalesce(sent, time), time, home, payload FROM source.event; INSERT INTO node SELECT * FROM source.node;
		INSERT INTO session SELECT id, unit, site, visitor, hashed, person, first, start, channel, source, medium, campaign, landing,
			device, browser, os, country, surface, pageviews, engaged_ms, engaged, lead, view_item, add_to_cart, orders FROM source.session`,
		filepath.Join(dir, "source.db")); err != nil {
		t.Fatal(err)
	}
	if err := old.Close(); err != nil {
		t.Fatal(err)
	}

	unfolded := openAt(t, Config{Path: path}, nil)
	if n := count(t, unfolded, "SELECT count(*) FROM session"); n != 2 {
		t.Errorf("%d sessions before folding, want the 2 there were", n)
	}
	if n := count(t, unfolded, "SELECT max(reached) FROM session"); n != 0 {
		t.Errorf("a step reached before folding")
	}
	unfolded.Close()
	db, err := Open(t.Context(), Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	if err := db.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if n := count(t, db, "SELECT count(*) FROM session"); n != 2 {
		t.Errorf("%d sessions after folding", n)
	}
	if n := count(t, db, "SELECT count(*) FROM session WHERE reached = 1"); n != 1 {
		t.Errorf("%d sessions that looked at a product, want 1", n)
	}
	if n := count(t, db, "SELECT count(*) FROM contact WHERE touchpoint = 'product-page'"); n != 1 {
		t.Errorf("%d contacts, want 1", n)
	}
}

func TestGoals(t *testing.T) {
	db := openTest(t)
	site, other := newSite(t, db, "main"), newSite(t, db, "other")
	for _, g := range []store.Goal{{Site: site.ID, Metric: "ctr", Value: "0.1"}, {Site: other.ID, Metric: "ctr", Value: "0.5"},
		{Site: site.ID, Metric: "aov", Value: "12.5"}, {Site: site.ID, Metric: "ctr", Value: "0.2"}} {
		if err := db.SetGoal(t.Context(), g); err != nil {
			t.Fatal(err)
		}
	}
	goals, err := db.Goals(t.Context(), site.ID)
	if err != nil || len(goals) != 2 || goals[0].Value != "12.5" || goals[1] != (store.Goal{Site: site.ID, Metric: "ctr", Value: "0.2"}) {
		t.Errorf("goals %+v, %v", goals, err)
	}
	if err := db.RemoveGoal(t.Context(), site.ID, "ctr"); err != nil {
		t.Error(err)
	}
	if err := db.RemoveGoal(t.Context(), site.ID, "ctr"); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("removed twice: %v", err)
	}
	if goals, err := db.Goals(t.Context(), other.ID); err != nil || len(goals) != 1 {
		t.Errorf("the other site's goals %+v, %v", goals, err)
	}
}
