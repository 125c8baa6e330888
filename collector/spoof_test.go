package collector

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"net/http"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/faulty"
	"github.com/safar-cx/safar/collector/internal/store/sqlite"
)

// exported is an export of all that happened, a map of columns for each row.
func (s *shop) exported(what string) (rows []map[string]any) {
	s.Helper()
	if err := s.collector.Settle(s.Context()); err != nil {
		s.Fatal(err)
	}
	status, answer := s.do(http.MethodGet, "/api/v1/export/"+what+"?format=jsonl", "", "Authorization", "Bearer "+s.ReadToken)
	if status != http.StatusOK {
		s.Fatalf("%s: %d %s", what, status, answer)
	}
	for line := range strings.Lines(string(answer)) {
		var row map[string]any
		if err := json.Unmarshal([]byte(line), &row); err != nil {
			s.Fatal(err)
		}
		rows = append(rows, row)
	}
	return rows
}

// site makes another site, which believes such orders, and speaks for that from now on.
func (s *shop) site(name, orders string) {
	s.Helper()
	var err error
	s.Credentials, err = s.collector.AddSite(s.Context(), SiteSpec{
		Name: name, Timezone: "UTC", Currency: "IRR", Domains: []string{"shop.example"}, Orders: orders,
	})
	if err != nil {
		s.Fatal(err)
	}
}

// Whoever has read the key in a page says what he likes of the orders and events of the server,
// before it speaks of them or afterwards. Each of its events is taken, and its orders keep their
// amounts, customers and times, whether the site believes browsers too or not.
func TestBrowsersDisplaceNothingOfTheServer(t *testing.T) {
	const purchase = `{"id":"p1","name":"purchase","time":"2026-11-21T09:00:00Z","customer_id":"C-1","params":{"transaction_id":"T-1","value":100000,"currency":"IRR","items":[{"item_id":"12","price":100000,"quantity":1}]}}`
	const refund = `{"id":"r1","name":"refund","time":"2026-11-21T09:30:00Z","params":{"transaction_id":"T-1","refund_id":"R-1","value":30000,"currency":"IRR"}}`
	const who = `"consent":"full","visitor_id":"v-forger","customer_id":"C-9"`
	forged := func(id, name, at, params string) string {
		return fmt.Sprintf(`{"id":%q,"name":%q,"time":%q,%s,"params":{"transaction_id":"T-1",%s}}`, id, name, at, who, params)
	}
	forgeries := []string{
		forged("p1", "purchase", "2026-11-21T09:00:00Z", `"value":1,"currency":"IRR"`), // the very event
		forged("p1", "purchase", "2026-11-20T11:00:00Z", `"value":2,"currency":"IRR"`),
		forged("p2", "purchase", "2026-11-20T11:00:00Z", `"value":999999999,"currency":"EUR"`),
		forged("p3", "purchase", "2026-11-21T09:59:00Z", `"value":0,"currency":"IRR"`),
		forged("r1", "refund", "2026-11-21T09:30:00Z", `"refund_id":"R-1","value":100000,"currency":"IRR"`),
		forged("r2", "refund", "2026-11-21T09:31:00Z", `"value":70000,"currency":"IRR"`),
		forged("c1", "order_cancelled", "2026-11-21T09:32:00Z", `"x":1`),
	}
	s := openShop(t)
	defer s.close()
	for _, orders := range []string{account.OrdersAny, account.OrdersServer} {
		for _, before := range []bool{true, false} {
			s.Run(fmt.Sprint(orders, " before ", before), func(t *testing.T) {
				whole := s.T
				s.T = t
				defer func() { s.T = whole }()
				s.site(fmt.Sprint(orders, before), orders)
				honest := func() {
					status, answer := s.post(false, `{"events":[`+purchase+`,`+refund+`]}`)
					if got := s.taken(status, answer, 2); got.Accepted != 2 {
						t.Errorf("of the server's events: %s", answer)
					}
				}
				if !before {
					honest()
				}
				status, answer := s.post(true, `{"events":[`+strings.Join(forgeries, ",")+`]}`)
				if got := s.taken(status, answer, int64(len(forgeries))); got.Accepted != 4 || got.Rejected["forbidden_event"] != 3 {
					t.Errorf("of the forged events: %s", answer)
				}
				if before {
					honest()
				}
				rows := s.exported("orders")
				if len(rows) != 1 {
					t.Fatalf("orders: %v", rows)
				}
				want := map[string]any{"time": "2026-11-21T09:00:00Z", "transaction_id": "T-1", "customer_id": "C-1", "currency": "IRR", "value": "100000", "refunded": "30000", "refunds": 1.0, "seen_by_server": true}
				for name, value := range want {
					if got := rows[0][name]; got != value {
						t.Errorf("%s is %v, want %v", name, got, value)
					}
				}
			})
		}
	}
}

// Who says to be a customer is none until the server says so of the same visitor.
func TestBrowsersJoinNobody(t *testing.T) {
	s := openShop(t)
	defer s.close()
	send := func(browser bool, events ...string) {
		t.Helper()
		status, answer := s.post(browser, `{"events":[`+strings.Join(events, ",")+`]}`)
		if got := s.taken(status, answer, int64(len(events))); got.Accepted != int64(len(events)) {
			t.Errorf("%s", answer)
		}
	}
	of := func(visitor string) (customers []any) {
		t.Helper()
		for _, row := range s.exported("sessions") {
			if row["visitor_id"] == visitor {
				customers = append(customers, row["customer_id"])
			}
		}
		return customers
	}
	says := func(visitor, name, params string) string {
		return fmt.Sprintf(`{"name":%q,"time":"2026-11-21T09:10:00Z","consent":"full","visitor_id":%q,"customer_id":"C-1","cart_id":"K-%s"%s}`, name, visitor, visitor, params)
	}
	const word = `{"name":"login","time":"2026-11-21T09:05:00Z","visitor_id":%q,"customer_id":"C-1"}`
	send(false, fmt.Sprintf(word, "v-customer"))
	for _, visitor := range []string{"v-customer", "v-forger"} {
		send(true, says(visitor, "page_view", ""), says(visitor, "login", ""), says(visitor, "add_to_cart", ""),
			says(visitor, "purchase", fmt.Sprintf(`,"params":{"transaction_id":"of %s","value":5,"currency":"IRR"}`, visitor)))
	}
	if got := of("v-customer"); !slices.Equal(got, []any{"C-1"}) {
		t.Errorf("the visits of whom the server knows are of %v", got)
	}
	if got := of("v-forger"); len(got) != 1 || got[0] != nil && got[0] != "" {
		t.Errorf("the visits of a stranger are of %v", got)
	}
	for _, order := range s.exported("orders") {
		if mine := order["customer_id"] == "C-1"; mine != (order["transaction_id"] == "of v-customer") {
			t.Errorf("order %v is of customer %v", order["transaction_id"], order["customer_id"])
		}
	}
	// The number of an order is no secret: naming it makes nobody the customer of whom the server
	// says that another visitor bought, nor by an order that the server does not know.
	send(false, `{"name":"purchase","time":"2026-11-21T09:20:00Z","visitor_id":"v-customer","customer_id":"C-1","params":{"transaction_id":"T-7","value":9,"currency":"IRR"}}`)
	for _, visitor := range []string{"v-customer", "v-stranger"} {
		send(true, says(visitor, "page_view", ""), fmt.Sprintf(`{"name":"purchase","time":"2026-11-21T09:11:00Z","consent":"full","visitor_id":%q,"params":{"transaction_id":"T-7","value":1,"currency":"IRR"}}`, visitor))
	}
	if got := of("v-stranger"); len(got) != 1 || got[0] != nil && got[0] != "" {
		t.Errorf("the visits of who names an order are of %v", got)
	}
	send(false, fmt.Sprintf(word, "v-forger")) // now it is no forgery any more
	if got := of("v-forger"); !slices.Equal(got, []any{"C-1"}) {
		t.Errorf("the visits of whom the server knows now are of %v", got)
	}
}

// A flood of events that are refused is counted, every one, and kept within bounds of number and
// of bytes.
func TestFloodOfRefusedEventsIsBounded(t *testing.T) {
	s := openShop(t)
	defer s.close()
	pour := func(event string, together, requests int) {
		t.Helper()
		body := faulty.Gzip(t, []byte(`{"events":[`+strings.TrimSuffix(strings.Repeat(event+",", together), ",")+`]}`))
		for range requests {
			status, answer := s.post(true, body, "Content-Encoding", "gzip")
			if got := s.taken(status, answer, int64(together)); got.Accepted != 0 {
				t.Fatalf("%d are taken", got.Accepted)
			}
		}
	}
	kept := func() (rows, bytes int) {
		t.Helper()
		file, err := sql.Open("sqlite3", "file:"+filepath.Join(s.dir, databaseName)+"?mode=ro")
		if err != nil {
			t.Fatal(err)
		}
		defer file.Close()
		if err := file.QueryRowContext(t.Context(), "SELECT count(*), sum(bytes) FROM reject").Scan(&rows, &bytes); err != nil {
			t.Fatal(err)
		}
		return rows, bytes
	}
	pour(`{"name":"refund","params":{"text":"`+strings.Repeat("x", 2<<10)+`"}}`, 100, 90) // a request may have so much looked into
	if rows, bytes := kept(); bytes > sqlite.MaxRejectBytes || rows < 7000 || rows >= 9000 {
		t.Errorf("of large ones %d are kept, %d bytes", rows, bytes)
	}
	pour(`{"name":"refund"}`, 1000, 11)
	if rows, bytes := kept(); rows != sqlite.MaxRejects || bytes > sqlite.MaxRejectBytes {
		t.Errorf("of small ones %d are kept, %d bytes", rows, bytes)
	}
	s.checkQuality()
}
