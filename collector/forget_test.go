package collector

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// erasing asks how far erasing is until it is over.
func (b *browser) erasing() (asides []string) {
	b.Helper()
	for {
		status, text := b.do("GET", "/api/v1/erasures?site=main", nil)
		var said struct {
			Step, Steps int
			Part        float64
			SetAside    []string `json:"set_aside"`
		}
		if err := json.Unmarshal([]byte(text), &said); err != nil || status != 200 || said.Steps != 4 || said.Part < 0 || said.Part > 1 || said.SetAside == nil {
			b.Fatalf("%d: %s", status, text)
		}
		if said.Step == 0 {
			return said.SetAside
		}
	}
}

// An owner tells a customer what is held, erases them while the shop goes on, and reads in the
// audit log that somebody was erased, not who. Nobody below may.
func TestOwnersEraseACustomer(t *testing.T) {
	h := openHouse(t)
	const customer = "C-4711"
	main, err := h.c.Site(t.Context(), "main")
	if err != nil {
		t.Fatal(err)
	}
	key, _, err := h.c.AddKey(t.Context(), main, event.ServerKey, nil)
	if err != nil {
		t.Fatal(err)
	}
	send := func(id, customer, at, became string) {
		t.Helper()
		body := fmt.Sprintf(`{"events":[{"id":%q,"name":"purchase","time":%q,"consent":"full","customer_id":%q,"params":{"transaction_id":%q,"value":"25.80","currency":"EUR"}}]}`, id, at, customer, id)
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1/events", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+key)
		w := httptest.NewRecorder()
		h.c.Handler().ServeHTTP(w, r)
		if w.Code != http.StatusOK || !strings.Contains(w.Body.String(), became) {
			t.Fatalf("%d: %s, want %s", w.Code, w.Body, became)
		}
	}
	const taken = `"accepted":1`
	send("o1", customer, "2026-11-21T09:00:00Z", taken)
	send("o2", customer, "2026-11-21T09:30:00Z", taken)
	send("o3", "C-1", "2026-11-21T09:30:00Z", taken)

	who := form{"customer": " " + customer + " "}
	held := func(want string) {
		t.Helper()
		if status, text := h.do("POST", "/api/v1/held?site=main", who); status != 200 || strings.TrimSpace(text) != want {
			t.Errorf("%d: %s, want %s", status, text, want)
		}
	}
	const both = `{"events":2,"refused":0,"browsers":0,"answers":0,"orders":2,"value":[{"currency":"EUR","value":"51.60"}],"first":"2026-11-21T09:00:00Z","last":"2026-11-21T09:30:00Z","erased":null}`
	held(both)
	status, file := h.do("POST", "/api/v1/held/file?site=main", who)
	if status != 200 || !strings.Contains(file, `"o1"`) || !strings.Contains(file, `"o2"`) || strings.Contains(file, `"o3"`) {
		t.Errorf("%d: %s", status, file)
	}
	if status, text := h.do("POST", "/api/v1/held?site=second", who); status != 200 || !strings.HasPrefix(text, `{"events":0,`) {
		t.Errorf("of another site: %d: %s", status, text)
	}

	editor := h.joins(h.browser, "editor@shop.example", "editor", "main")
	for _, path := range []string{"held", "held/file", "erasures"} {
		editor.refused("forbidden", "POST", "/api/v1/"+path+"?site=main", who)
		for _, bad := range []string{"", "  ", strings.Repeat("x", 129)} {
			h.refused("invalid_field", "POST", "/api/v1/"+path+"?site=main", form{"customer": bad})
		}
	}
	editor.refused("forbidden", "GET", "/api/v1/erasures?site=main", nil)
	held(both) // what is refused has erased nobody

	aside := filepath.Join(h.dir, "safar.db.before-20261001")
	if err := os.WriteFile(aside, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	h.now = h.now.Add(time.Minute)
	if status, text := h.do("POST", "/api/v1/erasures?site=main", who); status != 200 || strings.TrimSpace(text) != both {
		t.Errorf("%d: %s", status, text)
	}
	send("o4", "C-1", "2026-11-21T10:00:30Z", taken) // the shop goes on
	if asides := h.erasing(); len(asides) != 1 || asides[0] != filepath.Base(aside) {
		t.Errorf("older databases: %q", asides)
	}
	none := `{"events":0,"refused":0,"browsers":0,"answers":0,"orders":0,"value":[],"first":null,"last":null,"erased":"2026-11-21T10:01:00Z"}`
	held(none)
	send("o1", customer, "2026-11-21T09:00:00Z", `"discarded":1`) // from a phone that was offline
	held(none)
	if status, text := h.do("POST", "/api/v1/erasures?site=main", who); status != 200 || strings.TrimSpace(text) != none {
		t.Errorf("the second time: %d: %s", status, text)
	}
	h.erasing()
	if status, text := h.do("POST", "/api/v1/held?site=main", form{"customer": "C-1"}); status != 200 || !strings.HasPrefix(text, `{"events":2,`) {
		t.Errorf("of another customer: %d: %s", status, text)
	}

	_, text := h.do("GET", "/api/v1/audit", nil)
	for _, want := range []string{`"action":"person_erased","site":"main","object":"","detail":"2 events, 2 orders"`, `"detail":"0 events, 0 orders"`, `"action":"persons_exported","site":"main","object":"","detail":"everything of one person"`} {
		if !strings.Contains(text, want) {
			t.Errorf("the audit log lacks %s: %s", want, text)
		}
	}
	if strings.Contains(text, customer) {
		t.Errorf("the audit log names who was erased: %s", text)
	}
}

// What is held is told to whoever may see single persons, part by part and down to each column.
func TestTheInventoryIsServed(t *testing.T) {
	h := openHouse(t)
	viewer := h.joins(h.browser, "viewer@shop.example", "viewer", "main")
	status, text := viewer.do("GET", "/api/v1/inventory", nil)
	var told struct {
		Parts []struct {
			Part   string
			Tables []struct {
				Table, What, Whose, Long, Erase string
				Columns                         []struct{ Column, What string }
			}
		}
	}
	if err := json.Unmarshal([]byte(text), &told); err != nil || status != 200 {
		t.Fatalf("%d: %s", status, text)
	}
	parts := map[string]string{}
	for _, part := range told.Parts {
		for _, table := range part.Tables {
			parts[table.Table] = part.Part
			if table.What == "" || table.Whose == "" || table.Long == "" || table.Erase == "" || len(table.Columns) == 0 {
				t.Errorf("%+v", table)
			}
		}
		if len(part.Tables) == 0 {
			t.Errorf("%s holds nothing", part.Part)
		}
	}
	for table, part := range map[string]string{"event": "events", "session": "figures", "reject": "refused", "user": "people", "audit": "audit", "site": "shop", "salt": "secrets", "receipt": "work", "erased": "erased"} {
		if parts[table] != part {
			t.Errorf("%s stands under %q, want %s", table, parts[table], part)
		}
	}
}

// Owners say how long single events are kept; what they say counts, and is in the audit log.
func TestOwnersSayHowLongEventsAreKept(t *testing.T) {
	h := openHouse(t)
	editor := h.joins(h.browser, "editor@shop.example", "editor", "main")
	const path = "/api/v1/retention?site=main"
	says := func(b *browser, method string, body any, want string) {
		t.Helper()
		if status, text := b.do(method, path, body); status != 200 || strings.TrimSpace(text) != want {
			t.Errorf("%d: %s, want %s", status, text, want)
		}
	}
	const rest = `,"fewest":30,"most":3650,"most_orders":10950,"sealed_before":"","kept_from":""}`
	const forEver = `{"keep_days":0,"keep_orders_days":0` + rest
	says(editor, "GET", nil, forEver)
	editor.refused("forbidden", "PUT", path, form{"keep_days": 60})
	for _, bad := range []form{
		{"keep_days": 29}, {"keep_days": 3651}, {"keep_days": -1}, {"keep_orders_days": 400},
		{"keep_days": 60, "keep_orders_days": 59}, {"keep_days": 60, "keep_orders_days": 10951},
	} {
		h.refused("invalid_field", "PUT", path, bad)
	}
	says(editor, "GET", nil, forEver)
	told := func(want ...string) {
		t.Helper()
		_, text := h.do("GET", "/api/v1/audit?action=site_changed&who="+owner, nil)
		if n := strings.Count(text, `"action":"site_changed"`); n != len(want) {
			t.Errorf("%d entries in the audit log, want %d: %s", n, len(want), text)
		}
		for _, detail := range want {
			if !strings.Contains(text, fmt.Sprintf(`"action":"site_changed","site":"main","object":"","detail":%q`, detail)) {
				t.Errorf("the audit log lacks %q of %s: %s", detail, owner, text)
			}
		}
	}
	told()
	says(h.browser, "PUT", form{"keep_days": 60}, `{"keep_days":60,"keep_orders_days":0`+rest)
	if site, err := h.c.Site(t.Context(), "main"); err != nil || site.KeepDays != 60 {
		t.Errorf("%+v %v", site, err)
	}
	told("events 60 days, all 0 days")
	says(h.browser, "PUT", form{"keep_orders_days": 400}, `{"keep_days":60,"keep_orders_days":400`+rest)
	h.refused("invalid_field", "PUT", path, form{"keep_days": 500})
	if site, err := h.c.Site(t.Context(), "main"); err != nil || site.KeepDays != 60 || site.KeepOrdersDays != 400 {
		t.Errorf("%+v %v", site, err)
	}
	told("events 60 days, all 0 days", "events 60 days, all 400 days")
}

// Before owners choose how long orders are kept they see what would go, and afterwards nobody is told
// that there was nothing: reports begin where everything is kept.
func TestReportsBeginWhereEverythingIsKept(t *testing.T) {
	h := openHouse(t)
	main, err := h.c.Site(t.Context(), "main")
	if err != nil {
		t.Fatal(err)
	}
	key, _, err := h.c.AddKey(t.Context(), main, event.ServerKey, nil)
	if err != nil {
		t.Fatal(err)
	}
	for i, at := range []string{"2025-06-01T09:00:00Z", "2025-12-01T09:00:00Z", "2026-11-01T09:00:00Z"} {
		body := fmt.Sprintf(`{"events":[{"id":"o%d","name":"purchase","time":%q,"consent":"full","customer_id":"C1","params":{"transaction_id":"T%[1]d","value":"25.80","currency":"EUR"}}]}`, i, at)
		r := httptest.NewRequestWithContext(t.Context(), http.MethodPost, "/v1/events", strings.NewReader(body))
		r.Header.Set("Content-Type", "application/json")
		r.Header.Set("Authorization", "Bearer "+key)
		w := httptest.NewRecorder()
		h.c.Handler().ServeHTTP(w, r)
		if !strings.Contains(w.Body.String(), `"accepted":1`) {
			t.Fatal(w.Body)
		}
	}
	const preview = "/api/v1/retention/preview?site=main&keep_orders_days="
	if err := h.c.Settle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if status, text := h.do("GET", preview+"400", nil); status != 200 || strings.TrimSpace(text) != `{"before":"2025-10-17","visits":0,"orders":1,"answers":0}` {
		t.Errorf("%d: %s", status, text)
	}
	for _, bad := range []string{"", "29", "10951", "many"} {
		h.refused("bad_request", "GET", preview+bad, nil)
	}
	if status, text := h.do("PUT", "/api/v1/retention?site=main", form{"keep_days": 60, "keep_orders_days": 300}); status != 200 {
		t.Fatal(text)
	}
	ago := func(days int) string { return h.now.AddDate(0, 0, -days).Format(time.DateOnly) }
	if _, text := h.do("GET", "/api/v1/retention?site=main", nil); !strings.Contains(text, `"kept_from":""`) {
		t.Errorf("before anything went: %s", text)
	}
	file, err := sql.Open("sqlite3", filepath.Join(h.dir, "safar.db")) // as if the limit had come here, a month an hour
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	limit := h.now.Truncate(24*time.Hour).AddDate(0, 0, -300)
	if _, err := file.ExecContext(t.Context(), "UPDATE site SET kept_from = ? WHERE name = 'main'", limit.UnixMilli()); err != nil {
		t.Fatal(err)
	}
	const report = "/api/v1/report?site=main&metrics=orders&from="
	if status, text := h.do("GET", report+ago(301), nil); status != 400 || !strings.Contains(text, "Not before "+ago(300)) {
		t.Errorf("of before what is kept: %d: %s", status, text)
	}
	if status, text := h.do("GET", report+ago(300), nil); status != 200 {
		t.Errorf("all that is kept: %d: %s", status, text)
	}
	if status, text := h.do("GET", report+ago(200), nil); status != 200 || !strings.Contains(text, `"partial":true`) || !strings.Contains(text, `"numerator":1`) {
		t.Errorf("%d: %s", status, text)
	}
	if status, text := h.do("GET", report+ago(100), nil); status != 200 || strings.Contains(text, `"partial"`) {
		t.Errorf("compared with what is kept: %d: %s", status, text)
	}
	if _, text := h.do("GET", "/api/v1/retention?site=main", nil); !strings.Contains(text, `"kept_from":"`+ago(300)+`"`) {
		t.Errorf("%s", text)
	}
	if _, text := h.do("GET", "/api/v1/quality?site=main", nil); !strings.Contains(text, `"kept_from":"`+ago(300)+`"`) {
		t.Errorf("%s", text)
	}
}
