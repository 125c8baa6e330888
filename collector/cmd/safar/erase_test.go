package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode/utf16"
)

// canaries are texts by which everything of one customer is known, wherever it is written.
var canaries = map[string]string{
	"email": "kanarya.canary@mail.example", "phone": "+989121239876", "card": "4929 1234 5678 9014",
	"address": "Canary Street 77 Birdtown", "ip": "198.51.100.77", "id": "canary-id-93847",
}

// canaryEvents are what one customer does, with a canary in every field that takes text.
func canaryEvents(at time.Time) string {
	all := canaries["email"] + " " + canaries["phone"] + " " + canaries["card"] + " " + canaries["address"] + " " + canaries["ip"] + " " + canaries["id"]
	params := func(more map[string]any) map[string]any {
		p := map[string]any{"detail": all, "description": all, "text": all, "note": map[string]any{all[:40]: []any{all}}}
		for key, value := range more {
			p[key] = value
		}
		return p
	}
	var events []map[string]any
	add := func(name string, more map[string]any) {
		id := canaries["id"]
		n := len(events)
		events = append(events, map[string]any{
			"id": fmt.Sprintf("%s-%d", id, n), "name": name, "time": at.Add(time.Duration(n) * time.Second).Format(time.RFC3339),
			"visitor_id": id + "-v", "customer_id": id, "cart_id": id + "-cart", "checkout_id": id + "-checkout",
			"touchpoint": id, "consent": "full",
			"client": map[string]any{"ip": canaries["ip"], "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0 " + all},
			"page": map[string]any{
				"url":      "https://shop.example/account/" + canaries["id"] + "?q=" + url.QueryEscape(all) + "&utm_campaign=" + url.QueryEscape(all),
				"referrer": "https://elsewhere.example/" + canaries["id"] + "?" + url.QueryEscape(all), "title": all,
			},
			"params": params(more),
		})
	}
	item := map[string]any{"item_id": canaries["id"], "item_name": all, "price": "5", "quantity": 1}
	add("page_view", nil)
	add("search", map[string]any{"search_term": all})
	add("login", nil)
	add("add_to_cart", map[string]any{"currency": "IRR", "value": "5", "items": []any{item}})
	add("begin_checkout", map[string]any{"currency": "IRR", "value": "5", "items": []any{item}})
	add("payment_failed", map[string]any{"attempt_id": canaries["id"], "reason": "card_declined"})
	add("purchase", map[string]any{"transaction_id": canaries["id"] + "-t", "currency": "IRR", "value": "5", "coupon": canaries["id"], "items": []any{item}})
	add("refund", map[string]any{"transaction_id": canaries["id"] + "-t", "currency": "IRR", "value": "1"})
	add("survey_answered", map[string]any{"survey_id": "s", "response_id": canaries["id"], "kind": "text", "text": all})
	add("exception", map[string]any{"description": all})
	add("page_view", map[string]any{"nonsense": strings.Repeat(all, 200)}) // refused, or too long
	add("no such name "+all, nil)                                          // refused
	body, err := json.Marshal(map[string]any{"events": events})
	if err != nil {
		panic(err)
	}
	return string(body)
}

// findCanaries searches the files of folders for canaries, in the forms in which programs write
// text, and tells where they are.
func findCanaries(t *testing.T, dirs ...string) (found []string) {
	t.Helper()
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
			if err != nil || entry.IsDir() {
				return err
			}
			content, err := os.ReadFile(path)
			if err != nil {
				return err
			}
			lower := bytes.ToLower(content)
			for name, text := range canaries {
				for form, bytesOf := range formsOf(text) {
					if bytes.Contains(lower, bytes.ToLower(bytesOf)) {
						found = append(found, fmt.Sprintf("%s: %s, %s", filepath.Base(path), name, form))
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return found
}

func formsOf(text string) map[string][]byte {
	var wide []byte
	for _, unit := range utf16.Encode([]rune(text)) {
		wide = append(wide, byte(unit), byte(unit>>8))
	}
	return map[string][]byte{
		"plain": []byte(text), "UTF-16": wide, "escaped for a query": []byte(url.QueryEscape(text)), "escaped for a path": []byte(url.PathEscape(text)),
	}
}

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
	at := time.Now().UTC().Add(-time.Hour).Truncate(time.Second)
	sent := canaryEvents(at)
	if status, answer := post(t, address, made.ServerKey, sent); status != http.StatusOK || strings.Contains(answer, `"accepted":0`) || !strings.Contains(answer, `"index":11`) {
		t.Fatalf("%d %s", status, answer)
	}
	other := `{"events":[{"id":"o1","name":"purchase","customer_id":"other","params":{"transaction_id":"T-9","currency":"IRR","value":"7"}}]}`
	if status, answer := post(t, address, made.ServerKey, other); status != http.StatusOK {
		t.Fatalf("%d %s", status, answer)
	}
	must(t, "report", "--data", dir, "--json") // has sums kept
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
