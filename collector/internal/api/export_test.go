package api

import (
	"bytes"
	"cmp"
	"context"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// table reads a CSV export as maps from heading to cell.
func (s *shop) table(path string) []map[string]string {
	s.Helper()
	r := s.get(path)
	if r.StatusCode != http.StatusOK || r.Header.Get("Content-Type") != "text/csv; charset=utf-8" {
		s.Fatalf("%s: %d %s: %s", path, r.StatusCode, r.Header.Get("Content-Type"), r.body)
	}
	records, err := csv.NewReader(bytes.NewReader(r.body)).ReadAll()
	if err != nil {
		s.Fatal(err)
	}
	var rows []map[string]string
	for _, record := range records[1:] {
		row := map[string]string{}
		for i, cell := range record {
			row[records[0][i]] = cell
		}
		rows = append(rows, row)
	}
	return rows
}

// Every report says the same as a file: what is a cell there is the value here, wherever it
// stands.
func TestReportsAsFilesSayTheSame(t *testing.T) {
	s := open(t)
	s.store.measure, s.store.facts = someOfEverything, lists(twoCustomers)
	s.store.quality = store.Quality{Received: 7, Accepted: 5, Rejected: map[string]int64{"invalid_name": 2}, Bots: map[string]int64{"=crawler": 1}}
	for _, x := range s.api.reportExports() {
		t.Run(x.what, func(t *testing.T) {
			s.T = t
			query := "?as_of=2026-11-20"
			if slices.ContainsFunc(x.params, func(p Param) bool { return p.Name == "from" }) {
				query = "?from=2026-10-01&to=2026-10-31"
			}
			told := cmp.Or(map[string]string{"refusals": "friction"}[x.what], x.what)
			answer := s.get("/api/v1/" + told + query)
			file := s.get("/api/v1/export/" + x.what + query + "&format=jsonl")
			if answer.StatusCode != http.StatusOK || file.StatusCode != http.StatusOK {
				t.Fatalf("%d %s, %d %s", answer.StatusCode, answer.body, file.StatusCode, file.body)
			}
			known := leaves(t, answer.body)
			lines := bytes.Split(bytes.TrimSpace(file.body), []byte("\n"))
			for _, line := range lines {
				var row map[string]any
				decoder := json.NewDecoder(bytes.NewReader(line))
				decoder.UseNumber()
				if err := decoder.Decode(&row); err != nil {
					t.Fatalf("%s: %v", line, err)
				}
				for name, cell := range row {
					text, err := json.Marshal(cell)
					if err != nil {
						t.Fatal(err)
					}
					// Words for a row's place are the file's own: what is counted, and which of them.
					if name != "what" && name != "name" && cell != nil && cell != false && !known[string(text)] {
						t.Errorf("%s is %s, which the report does not say", name, text)
					}
				}
			}
			if rows := s.table("/api/v1/export/" + x.what + query); len(rows) != len(lines) || len(rows) == 0 {
				t.Errorf("%d rows of csv, %d lines of jsonl", len(rows), len(lines))
			}
		})
	}
}

// leaves are all values within a JSON text, objects and lists as well, each as JSON.
func leaves(t *testing.T, text []byte) map[string]bool {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var v any
	if err := decoder.Decode(&v); err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	known := map[string]bool{}
	var walk func(any)
	walk = func(v any) {
		whole, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		known[string(whole)] = true
		switch v := v.(type) {
		case map[string]any:
			for name, inner := range v {
				known[fmt.Sprintf("%q", name)] = true
				walk(inner)
			}
		case []any:
			for _, inner := range v {
				walk(inner)
			}
		}
	}
	walk(v)
	return known
}

// someOfEverything answers every measure, by group and currency too.
func someOfEverything(q metric.Query) []metric.Cell {
	var cells []metric.Cell
	for m := range q.Measures {
		for b := range q.Buckets {
			for _, group := range []string{"a", "=b"} {
				c := metric.Cell{Measure: m, Bucket: b, Value: int64(1000 - 10*m + b)}
				if q.GroupBy != "" {
					c.Group = group
					if q.GroupBy == metric.ByEntry {
						c.Group = metric.Entry{Field: group}.String()
					}
				} else if group != "a" {
					continue
				}
				if q.Measures[m].Squares {
					c.Squares = "123456"
				}
				if q.Measures[m].ByCurrency {
					c.Currency = "EUR"
					cells = append(cells, c)
					c.Currency = "IRR"
				}
				cells = append(cells, c)
			}
		}
	}
	return cells
}

// twoCustomers ordered twice each, a month apart.
func twoCustomers(l metric.List, each func([]metric.Value) error) error {
	for _, customer := range []string{"=C-1", "C-2"} {
		for n := range 2 {
			values := make([]metric.Value, len(l.Fields)+len(l.By))
			for i, field := range l.Fields {
				values[i] = map[metric.Field]metric.Value{
					metric.FieldTime: {Int: now.AddDate(0, n-2, 0).UnixMilli()}, metric.FieldCustomer: {Text: customer}, metric.FieldPerson: {Text: customer},
					metric.FieldValue: {Int: 500}, metric.FieldNet: {Int: 400}, metric.FieldCurrency: {Text: "IRR"},
				}[field]
			}
			if err := each(values); err != nil {
				return err
			}
		}
	}
	return nil
}

func TestReportAsRows(t *testing.T) {
	s := open(t)
	s.store.measure = someOfEverything
	rows := s.table("/api/v1/export/report?metrics=aov,sessions&interval=month&group_by=channel&from=2026-10-01&to=2026-11-21")
	var told []string
	for _, r := range rows {
		told = append(told, strings.Join([]string{r["group"], r["metric"], r["currency"], r["start"]}, "|"))
	}
	want := []string{
		"|aov|IRR|", "|aov|IRR|2026-10-01", "|aov|IRR|2026-11-01", "|aov|EUR|",
		"|sessions||", "|sessions||2026-10-01", "|sessions||2026-11-01",
	}
	for _, group := range []string{"'=b", "a"} {
		want = append(want, group+"|aov|IRR|", group+"|aov|EUR|", group+"|sessions||")
	}
	slices.Sort(told)
	slices.Sort(want)
	if !slices.Equal(told, want) {
		t.Errorf("rows\n%s\nwant\n%s", strings.Join(told, "\n"), strings.Join(want, "\n"))
	}
	if first := rows[0]; first["timezone"] != "Asia/Tehran" || first["from"] != "2026-10-01" || first["compared_to"] != "2026-09-30" || first["previous_value"] == "" {
		t.Errorf("the first row is %v", first)
	}
}

func TestOrdersAsRows(t *testing.T) {
	s := open(t)
	s.store.since = time.Date(2001, 3, 4, 12, 0, 0, 0, time.UTC).UnixMilli()
	s.store.facts = lists(func(l metric.List, each func([]metric.Value) error) error {
		if tehran := time.FixedZone("", 3.5*3600); l.Bucket.From != time.Date(2001, 3, 4, 0, 0, 0, 0, tehran).UnixMilli() || l.Filters[0].Dimension != metric.ByDevice || l.AsOf != now.UnixMilli() {
			t.Errorf("asked for %+v", l)
		}
		values := make([]metric.Value, len(l.Fields)+len(l.By))
		for i, field := range l.Fields {
			values[i] = map[metric.Field]metric.Value{
				metric.FieldTime: {Int: 1792000000123}, metric.FieldTransaction: {Text: "=T-1"}, metric.FieldCustomer: {Null: true},
				metric.FieldCurrency: {Text: "KWD"}, metric.FieldValue: {Int: 12900}, metric.FieldRefunded: {Int: 13000}, metric.FieldNet: {Int: -100},
				metric.FieldRefunds: {Int: 2}, metric.FieldByServer: {Int: 1},
			}[field]
		}
		for i, by := range l.By {
			values[len(l.Fields)+i] = metric.Value{Text: string(by)}
		}
		return each(values)
	})
	rows := s.table("/api/v1/export/orders?filter=device:mobile")
	for name, want := range map[string]string{
		"time": "2026-10-14T21:16:40.123+03:30", "transaction_id": "'=T-1", "customer_id": "", "currency": "KWD", "value": "12.900",
		"refunded": "13.000", "net_value": "-0.100", "refunds": "2", "seen_by_browser": "false", "seen_by_server": "true", "channel": "channel",
	} {
		if rows[0][name] != want {
			t.Errorf("%s is %q, want %q", name, rows[0][name], want)
		}
	}
	r := s.get("/api/v1/export/orders?filter=device:mobile&format=jsonl")
	if want := `{"time":"2026-10-14T21:16:40.123+03:30","transaction_id":"=T-1","customer_id":null,"currency":"KWD","value":"12.900","refunded":"13.000","net_value":"-0.100","refunds":2,"seen_by_browser":false,"seen_by_server":true,`; !strings.HasPrefix(string(r.body), want) {
		t.Errorf("got %s\nwant %s", r.body, want)
	}
	if got := r.Header.Get("Content-Disposition"); got != `attachment; filename="safar-main-orders-2001-03-04-2026-11-21.jsonl"` {
		t.Errorf("disposition %s", got)
	}
}

// manyHits are n events, one a second from now on.
func manyHits(n int) []journey.Hit {
	hits := make([]journey.Hit, n)
	for i := range hits {
		at := now.Add(time.Duration(i) * time.Second)
		hits[i] = journey.Hit{
			Event:  event.Event{ID: fmt.Sprint("e", i), Name: "share", Time: at, Surface: event.SurfaceWeb, Consent: event.ConsentFull, Touchpoint: "+1; =2"},
			Source: event.ServerKey, Time: at.UnixMilli(), Visitor: "~x", Hashed: true,
		}
	}
	return hits
}

func TestEventsAsRowsAndLines(t *testing.T) {
	s := open(t)
	s.store.hits = manyHits(3)
	rows := s.table("/api/v1/export/events")
	if len(rows) != 3 || rows[2]["id"] != "e2" || rows[0]["touchpoint"] != "'+1; '=2" || rows[0]["estimated"] != "true" || rows[0]["visitor_id"] != "~x" || rows[0]["params"] != "" {
		t.Errorf("rows %v", rows)
	}
	r := s.get("/api/v1/export/events?format=jsonl&from=2026-01-01")
	if lines := strings.Split(string(r.body), "\n"); len(lines) != 4 || !strings.HasPrefix(lines[0], `{"id":"e0","name":"share",`) || !strings.Contains(lines[0], `"touchpoint":"+1; =2","receipt":{"key":"server","day_hash":"~x"}}`) {
		t.Errorf("lines %s", r.body)
	}
	if r := s.get("/api/v1/export/events?to=2020-01-01"); strings.Count(string(r.body), "\n") != 1 {
		t.Errorf("before all: %s", r.body)
	}
	if r := s.get("/api/v1/export/events?bom=1"); !bytes.HasPrefix(r.body, []byte("\xef\xbb\xbftime,name,")) {
		t.Errorf("with a mark: %.20q", r.body)
	}
}

func TestExportsRefuse(t *testing.T) {
	s := open(t)
	for query, code := range map[string]string{
		"events?from=2026-10-02&to=2026-10-01":   "bad_request",
		"events?filter=device:mobile":            "bad_request",
		"events?format=xlsx":                     "bad_request",
		"orders?filter=shoe_size:42":             "invalid_dimension",
		"orders?from=2026-10-02&to=2026-10-01":   "invalid_range",
		"report?metrics=happiness":               "unknown_metric",
		"funnel?mode=sideways":                   "bad_request",
		"funnel?mode=closed&mode=reached":        "bad_request",
		"sessions?group_by=channel&format=jsonl": "bad_request",
	} {
		s.refused(s.get("/api/v1/export/"+query), http.StatusBadRequest, code)
	}
	// None of these has kept a place that others wait for.
	for range 2 * maxExports {
		if r := s.get("/api/v1/export/events"); r.StatusCode != http.StatusOK {
			t.Fatalf("%d %s", r.StatusCode, r.body)
		}
	}
}

// A file that fails at once is answered like any question that fails; one that fails later
// breaks the connection, so that nobody takes a part for the whole.
func TestExportsThatFail(t *testing.T) {
	s := open(t)
	s.store.hits, s.store.err = manyHits(10), nil
	server := httptest.NewServer(s.api)
	defer server.Close()
	get := func() (*http.Response, []byte, error) {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, server.URL+"/api/v1/export/events?format=jsonl&site=main", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Authorization", "Bearer "+s.ReadToken)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		body, err := io.ReadAll(response.Body)
		return response, body, err
	}
	broken := &brokenEvents{fakeStore: s.store, after: 10}
	s.api.events = broken
	r, body, err := get()
	if err != nil || r.StatusCode != http.StatusInternalServerError || r.Header.Get("Content-Disposition") != "" || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") {
		t.Errorf("at once: %d %v %s, %v", r.StatusCode, r.Header, body, err)
	}
	s.store.hits, broken.after = manyHits(5000), 4000
	r, body, err = get()
	if !errors.Is(err, io.ErrUnexpectedEOF) || r.StatusCode != http.StatusOK || len(body) == 0 {
		t.Errorf("later: %d with %d bytes, %v", r.StatusCode, len(body), err)
	}
}

// brokenEvents fail after some.
type brokenEvents struct {
	*fakeStore
	after int
}

func (b *brokenEvents) EachHit(_ context.Context, _, _, _ int64, fn func(*journey.Hit) error) error {
	for i := range b.hits[:b.after] {
		if err := fn(&b.hits[i]); err != nil {
			return err
		}
	}
	return errors.New("the disk is gone")
}

// What is sent slowly lies in a file meanwhile, of which nothing is left. Without room for it
// nothing is sent.
func TestExportsOnTheirWay(t *testing.T) {
	dir := t.TempDir()
	s := open(t, func(c *Config) { c.SpoolDir = filepath.Join(dir, "spool") })
	get := func() response {
		return s.send("GET", "/api/v1/export/sessions", nil, "Authorization", "Bearer "+s.ReadToken)
	}
	s.refused(get(), http.StatusServiceUnavailable, "unavailable")
	if err := os.Mkdir(filepath.Join(dir, "spool"), 0o700); err != nil {
		t.Fatal(err)
	}
	if r := get(); r.StatusCode != http.StatusOK || !strings.HasPrefix(string(r.body), "time,") {
		t.Errorf("%d %s", r.StatusCode, r.body)
	}
	if left, err := os.ReadDir(filepath.Join(dir, "spool")); err != nil || len(left) > 0 {
		t.Errorf("%v is left, %v", left, err)
	}
}

// No more exports than there are places for run at once, and a reader who dawdles holds one.
func TestExportsAtOnce(t *testing.T) {
	s := open(t)
	begun, finish := make(chan struct{}), make(chan struct{})
	s.store.facts = lists(func(metric.List, func([]metric.Value) error) error {
		begun <- struct{}{}
		<-finish
		return nil
	})
	done := make(chan int)
	s.get("/healthz") // starts the server
	for range maxExports {
		go func() { done <- s.get("/api/v1/export/orders").StatusCode }()
		<-begun
	}
	r := s.get("/api/v1/export/events")
	s.refused(r, http.StatusServiceUnavailable, "unavailable")
	if r.Header.Get("Retry-After") == "" {
		t.Error("nothing says when to try again")
	}
	close(finish)
	for range maxExports {
		if status := <-done; status != http.StatusOK {
			t.Errorf("status %d", status)
		}
	}
	if r := s.get("/api/v1/export/events"); r.StatusCode != http.StatusOK {
		t.Errorf("afterwards: %d", r.StatusCode)
	}
}

// lists is a function as a metric.Lister.
type lists func(metric.List, func([]metric.Value) error) error

// List implements metric.Lister.
func (f lists) List(_ context.Context, l metric.List, each func([]metric.Value) error) error {
	return f(l, each)
}

// An export that panics leaves its place to others.
func TestExportsThatPanicGiveTheirPlacesBack(t *testing.T) {
	s := open(t)
	s.store.measure = func(metric.Query) []metric.Cell { panic("asked for") }
	for range maxExports + 1 {
		s.refused(s.get("/api/v1/export/report"), http.StatusInternalServerError, "internal")
	}
	s.store.measure = func(metric.Query) []metric.Cell { return nil }
	if r := s.get("/api/v1/export/report"); r.StatusCode != http.StatusOK {
		t.Errorf("%d %s", r.StatusCode, r.body)
	}
}
