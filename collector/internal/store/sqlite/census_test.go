package sqlite

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// at is a page view at so many milliseconds after noon.
func at(id int, visitor, customer string) store.Record {
	r := pageView(fmt.Sprint("e", id), visitor)
	r.Sent += int64(id)
	r.Hit.Time, r.Hit.Event.CustomerID, r.Hit.Source = r.Sent, customer, event.ServerKey
	return r
}

// A kiosk's events, however many, answer as fast as the newest twenty thousand.
func TestKioskIsReadInPart(t *testing.T) {
	db := openAt(t, Config{Path: t.TempDir() + "/safar.db"}, nil)
	site := newSite(t, db, "main")
	appendAll(t, db, site.ID, at(0, "other", ""))
	const all = 30_000
	for from := 1; from <= all; from += 10_000 {
		records := make([]store.Record, 10_000)
		for i := range records {
			records[i] = at(from+i, "kiosk", "")
		}
		appendAll(t, db, site.ID, records...)
	}
	line, found, err := db.Timeline(t.Context(), site.ID, journey.Person{ID: "kiosk"}, math.MaxInt64)
	if err != nil || !found || !line.Truncated || len(line.Items) != mostEvents+1 || line.Last != noon+all {
		t.Errorf("%d items up to %d, truncated %v; %v, %v", len(line.Items), line.Last-noon, line.Truncated, found, err)
	}
	line, found, err = db.Timeline(t.Context(), site.ID, journey.Person{ID: "kiosk"}, noon+1000)
	if err != nil || !found || line.Truncated || len(line.Items) != 1001 || line.Last != noon+1000 {
		t.Errorf("as of a second: %d items up to %d, truncated %v; %v, %v", len(line.Items), line.Last-noon, line.Truncated, found, err)
	}
	people, truncated, err := db.People(t.Context(), site.ID, math.MaxInt64, "", 50)
	if err != nil || !truncated || len(people) != 1 || people[0].Person.ID != "kiosk" {
		t.Errorf("%+v, truncated %v, %v", people, truncated, err)
	}
}

// In a crowd a customer id joins nobody, and whose events are the customer's is said by each
// visitor's own.
func TestPeopleOfACrowd(t *testing.T) {
	db := openAt(t, Config{Path: t.TempDir() + "/safar.db"}, nil)
	site := newSite(t, db, "main")
	var records []store.Record
	for i := range mostVisitors + 1 {
		records = append(records, at(2*i, fmt.Sprint("v", i), ""), at(2*i+1, fmt.Sprint("v", i), "guest"))
	}
	appendAll(t, db, site.ID, records...)
	line, found, err := db.Timeline(t.Context(), site.ID, journey.Person{ID: "guest", Customer: true}, math.MaxInt64)
	if err != nil || !found || line.Sessions != mostVisitors+1 || len(line.Items) != 3*(mostVisitors+1) {
		t.Errorf("%d visits, %d items; %v, %v", line.Sessions, len(line.Items), found, err)
	}
	if last := line.Items[len(line.Items)-1]; last.Session != mostVisitors+1 {
		t.Errorf("the last visit has number %d", last.Session)
	}
	people, _, err := db.People(t.Context(), site.ID, math.MaxInt64, "guest", 50)
	if err != nil || len(people) == 0 || people[0].Person != (journey.Person{ID: "guest", Customer: true}) {
		t.Errorf("%+v, %v", people, err)
	}
}

// An event that can't be read takes its household out of the list, and nobody else.
func TestPeopleGoWithoutWhatCannotBeRead(t *testing.T) {
	db := openAt(t, Config{Path: t.TempDir() + "/safar.db"}, nil)
	site := newSite(t, db, "main")
	appendAll(t, db, site.ID, at(1, "well", ""), at(2, "damaged", ""))
	if _, err := db.write.Exec(`UPDATE event SET payload = x'ff' WHERE id = 'e2'`); err != nil {
		t.Fatal(err)
	}
	people, _, err := db.People(t.Context(), site.ID, math.MaxInt64, "", 50)
	if err != nil || len(people) != 1 || people[0].Person.ID != "well" {
		t.Errorf("%+v, %v", people, err)
	}
	if _, _, err := db.Timeline(t.Context(), site.ID, journey.Person{ID: "damaged"}, math.MaxInt64); err == nil {
		t.Error("what can't be read is told")
	}
}

func TestPeopleAreFoundByIndexes(t *testing.T) {
	db := openAt(t, Config{Path: t.TempDir() + "/safar.db"}, nil)
	for query, args := range map[string][]any{latestEvents: {1, time.Now().UnixMilli(), journey.Lone}} {
		if plan := explained(t, db, query, args...); strings.Contains(plan, "SCAN") || strings.Contains(plan, "TEMP B-TREE") {
			t.Errorf("%s\n%s", query, plan)
		}
	}
}

// explained is how SQLite goes about a query, a step a line.
func explained(t *testing.T, db *DB, query string, args ...any) string {
	t.Helper()
	rows, err := db.read.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var steps []string
	for rows.Next() {
		var id, parent, unused int
		var step string
		if err := rows.Scan(&id, &parent, &unused, &step); err != nil {
			t.Fatal(err)
		}
		steps = append(steps, step)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return strings.Join(steps, "\n")
}
