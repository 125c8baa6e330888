package main

import (
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/store/sqlite"
)

// TestAnErasedCustomerIsNowhere sends a customer with canaries in every field to a running program,
// erases the customer beside it, and searches every byte that the program has written, a restored
// backup from before included.
func TestAnErasedCustomerIsNowhere(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	logs := t.TempDir()
	log, err := os.Create(filepath.Join(logs, "log"))
	if err != nil {
		t.Fatal(err)
	}
	defer log.Close()
	address, stop := servingInto(t, log, dir, "127.0.0.1:0", "--log-level", "debug")
	at := time.Now().UTC().AddDate(0, 0, -3).Truncate(time.Second) // sums of days that are over are kept
	sent := canaryEvents(at)
	if status, answer := post(t, address, made.ServerKey, sent); status != http.StatusOK || strings.Contains(answer, `"accepted":0`) || !strings.Contains(answer, `"index":11`) {
		t.Fatalf("%d %s", status, answer)
	}
	other := `{"events":[{"id":"o1","name":"purchase","customer_id":"other","params":{"transaction_id":"T-9","currency":"IRR","value":"7"}}]}`
	if status, answer := post(t, address, made.ServerKey, other); status != http.StatusOK {
		t.Fatalf("%d %s", status, answer)
	}
	for _, by := range []string{"campaign", "coupon", "touchpoint", "product", "landing_page"} {
		must(t, "report", "--data", dir, "--json", "--group-by", by) // has sums kept
	}
	older := filepath.Join(t.TempDir(), "older.db")
	must(t, "backup", older, "--data", dir)
	access := must(t, "access", "--data", dir, "--customer", canaries["id"])
	var held struct {
		Held   struct{ Events, Refused, Orders int }
		Events []json.RawMessage
	}
	if err := json.Unmarshal([]byte(access), &held); err != nil || held.Held.Orders != 1 || len(held.Events) != held.Held.Events || held.Held.Events < 8 || held.Held.Refused == 0 {
		t.Errorf("access: %v, %+v", err, held.Held)
	}
	before := findCanaries(t, dir)
	if len(before) == 0 {
		t.Fatal("nothing is found before: the search finds nothing")
	}
	of := map[string]string{}
	for _, table := range sqlite.Inventory() {
		of[table.Table] = table.Whose
	}
	columns := columnsWithCanaries(t, filepath.Join(dir, "safar.db"))
	if len(columns) < 5 {
		t.Errorf("before it is found in %v alone", columns)
	}
	for _, column := range columns {
		if table, _, _ := strings.Cut(column, "."); of[table] != sqlite.OfVisitors {
			t.Errorf("%s holds it before, and the inventory calls the table data of %s", column, of[table])
		}
	}
	for _, where := range before {
		if !strings.HasPrefix(where, "safar.db:") && !strings.HasPrefix(where, "safar.db-wal:") {
			t.Errorf("before it is erased it stands in a file that the inventory does not name: %s", where)
		}
	}

	var told struct {
		Erased                  bool
		Events, Refused, Orders int
	}
	if out := must(t, "erase", "--data", dir, "--customer", canaries["id"], "--dry-run", "--json"); json.Unmarshal([]byte(out), &told) != nil || told.Erased || told.Events != held.Held.Events {
		t.Errorf("the preview is %s", out)
	}
	if out := must(t, "erase", "--data", dir, "--customer", canaries["id"], "--json"); json.Unmarshal([]byte(out), &told) != nil || !told.Erased || told.Orders != 1 || told.Refused != held.Held.Refused {
		t.Errorf("erased %s", out)
	}
	if found := findCanaries(t, dir); len(found) != 0 {
		t.Errorf("erased while the server is at work, it is found: %v", found)
	}
	out := filepath.Join(t.TempDir(), "out")
	if err := os.MkdirAll(out, 0o700); err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{"events", "orders", "sessions"} {
		must(t, "export", what, "--url", address, "--token", made.ReadToken, "--out", filepath.Join(out, what))
	}
	must(t, "backup", filepath.Join(out, "newer.db"), "--data", dir)
	if found := findCanaries(t, out); len(found) != 0 {
		t.Errorf("exports and a new backup hold it: %v", found)
	}
	// What is sent again is discarded, and the person may begin anew.
	if status, answer := post(t, address, made.ServerKey, sent); status != http.StatusOK || !strings.Contains(answer, `"accepted":0`) {
		t.Errorf("sent again: %d %s", status, answer)
	}
	anew := `{"events":[{"id":"n1","name":"login","visitor_id":"new","customer_id":"` + canaries["id"] + `"}]}`
	if status, answer := post(t, address, made.ServerKey, anew); status != http.StatusOK || !strings.HasPrefix(answer, `{"accepted":1,`) {
		t.Errorf("begun anew: %d %s", status, answer)
	}
	stop()
	if info, err := log.Stat(); err != nil || info.Size() == 0 {
		t.Errorf("the program logs nothing: %v", err)
	}
	if found := findCanaries(t, logs); len(found) != 0 {
		t.Errorf("the log holds it: %v", found)
	}
	if out := must(t, "check", "--data", dir); !strings.Contains(out, "sound") && strings.Contains(out, "missing") {
		t.Errorf("check: %s", out)
	}

	fresh := filepath.Join(t.TempDir(), "restored")
	must(t, "restore", older, "--data", fresh, "--erasures", filepath.Join(dir, "safar.db-erased"))
	if found := findCanaries(t, fresh); len(found) != 0 {
		t.Errorf("a restored backup from before holds it: %v", found)
	}
	if events := must(t, "export", "events", "--data", fresh, "--format", "jsonl"); strings.Count(events, "\n") != 1 {
		t.Errorf("it has\n%s", events)
	}
}
