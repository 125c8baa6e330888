package hostile_test

import (
	"bufio"
	"bytes"
	"database/sql"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	_ "github.com/mattn/go-sqlite3"

	"github.com/safar-cx/safar/collector/internal/hostile"
)

// TestServer says hostile things to every route, in every part of a request that may hold
// something, and looks at headers, at the file, and at the log.
func TestServer(t *testing.T) {
	s := open(t)
	campaigns := s.startFrom(t)
	before := s.contents(t)
	routes := s.routes(t)
	s.testParameters(t, routes)
	s.testPaths(t)
	s.testStatements(t, campaigns)
	if after := s.contents(t); after != before {
		t.Errorf("the file held\n%s\nand holds\n%s", before, after)
	}
	s.testLog(t)
}

// startFrom stores an event with each statement for its campaign.
func (s *shop) startFrom(t *testing.T) []string {
	t.Helper()
	var campaigns []string
	var events []any
	for i, p := range hostile.Statements() {
		// In a filter a bar parts values and a leading ! turns them round.
		if strings.ContainsAny(p.Text, "|") || p.Text == "NULL" {
			continue
		}
		campaigns = append(campaigns, p.Text)
		events = append(events, map[string]any{
			"name": "page_view", "visitor_id": fmt.Sprint("v", i), "time": clock(time.Now().Add(-time.Hour)),
			"client": map[string]any{"ip": "203.0.113.7", "user_agent": firefox},
			"page":   map[string]any{"url": "https://shop.example/?utm_source=s&utm_medium=m&utm_campaign=" + url.QueryEscape(p.Text)},
		})
	}
	if answer := s.send(t, map[string]any{"events": events}); answer.Accepted != len(events) {
		t.Fatalf("%+v", answer)
	}
	s.settle(t)
	return campaigns
}

// contents are the tables of the file, and a digest of what was accepted and is secret.
func (s *shop) contents(t *testing.T) string {
	t.Helper()
	file, err := sql.Open("sqlite3", "file:"+filepath.Join(s.dir, "safar.db")+"?mode=ro&_query_only=1&_busy_timeout=5000")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var out string
	err = file.QueryRowContext(t.Context(), `SELECT (SELECT group_concat(type || name || coalesce(sql, ''), char(10)) FROM (SELECT * FROM sqlite_master ORDER BY name)) || char(10) ||
		(SELECT count(*) || hex(max(seq)) FROM event) || ' ' || (SELECT group_concat(hex(hash)) FROM "key") || ' ' || (SELECT count(*) FROM user)`).Scan(&out)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// route is one of the description, as far as it matters here.
type route struct {
	method, path string
	query        []string
	streams      bool
}

// routes are those that the description lists.
func (s *shop) routes(t *testing.T) []route {
	t.Helper()
	_, text := s.do(t, http.MethodGet, "/api/v1/openapi.json", "")
	var described struct {
		Paths map[string]map[string]struct {
			Parameters []struct{ Name, In string }
			Responses  map[string]struct{ Content map[string]any }
		}
	}
	if err := json.Unmarshal([]byte(text), &described); err != nil {
		t.Fatal(err)
	}
	var all []route
	for path, methods := range described.Paths {
		for method, op := range methods {
			r := route{method: strings.ToUpper(method), path: path}
			for _, p := range op.Parameters {
				if p.In == "query" {
					r.query = append(r.query, p.Name)
				}
			}
			for _, response := range op.Responses {
				_, streams := response.Content["text/event-stream"]
				r.streams = r.streams || streams
			}
			if !r.streams { // those do not end
				all = append(all, r)
			}
		}
	}
	if len(all) < 40 {
		t.Fatalf("%d routes are described", len(all))
	}
	slices.SortFunc(all, func(a, b route) int { return strings.Compare(a.path+a.method, b.path+b.method) })
	return all
}

var inBraces = regexp.MustCompile(`\{[^}]*\}`)

// testParameters puts texts into every parameter, path and header of every route, as who may read.
func (s *shop) testParameters(t *testing.T, routes []route) {
	said := texts(slices.Concat(hostile.Lines(), hostile.Scripts()[:6], hostile.Formulas()[:4], hostile.Disguises()[:4], hostile.Broken(), hostile.Awkward()[:4]))
	next := 0
	for _, r := range routes {
		for _, name := range append([]string{"", "unknown"}, r.query...) {
			for n := range said {
				if !soaking() && n >= 2 {
					break
				}
				text := said[next%len(said)]
				next++
				path := inBraces.ReplaceAllLiteralString(r.path, url.PathEscape(text))
				query := url.Values{"site": {"main"}}
				if name != "" {
					query = url.Values{name: {text}}
				}
				header := strings.Map(func(c rune) rune {
					if c == '\t' || !unicode.IsControl(c) {
						return c
					}
					return -1 // a header with these reaches nobody
				}, text)
				response, body := s.raw(t, r.method, path+"?"+query.Encode(), quoted(map[string]string{"name": text, "email": text, "token": text}), "Authorization", "Bearer "+s.ReadToken, "X-Safar-Key", header, "Origin", header,
					"User-Agent", header, "Referer", header, "Cookie", "safar_session="+header, "X-Forwarded-For", header, "Accept-Language", header, "X-Request-Id", header)
				s.plainAnswer(t, r.method+" "+r.path+" "+name+"="+text, response, body)
			}
		}
	}
}

// plainAnswer holds an answer to what holds for all.
func (s *shop) plainAnswer(t *testing.T, what string, r *http.Response, body string) {
	t.Helper()
	for name, values := range r.Header {
		for _, value := range values {
			if strings.ContainsFunc(value, func(c rune) bool { return c < ' ' || c > '~' }) || strings.Contains(value, "pwn") || strings.Contains(value, "evil") {
				t.Errorf("%.80q: the header %s is %q", what, name, value)
			}
		}
	}
	if r.Header.Get("X-Content-Type-Options") != "nosniff" || r.Header.Get("Content-Security-Policy") == "" {
		t.Errorf("%.80q: %v", what, r.Header)
	}
	if r.StatusCode >= 500 && r.StatusCode != http.StatusServiceUnavailable {
		t.Errorf("%.80q: %d %.200s", what, r.StatusCode, body)
	}
	if strings.HasPrefix(r.Header.Get("Content-Type"), "text/html") && strings.Contains(body, "pwn()") {
		t.Errorf("%.80q: a page repeats it: %s", what, body)
	}
}

// raw makes a request on a connection of its own, so that nothing tidies its address.
func (s *shop) raw(t *testing.T, method, target, body string, headers ...string) (*http.Response, string) {
	t.Helper()
	host := strings.TrimPrefix(s.url, "http://")
	var d net.Dialer
	connection, err := d.DialContext(t.Context(), "tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	var out bytes.Buffer
	fmt.Fprintf(&out, "%s %s HTTP/1.1\r\nHost: %s\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: %d\r\n", method, target, host, len(body))
	for i := 0; i < len(headers); i += 2 {
		fmt.Fprintf(&out, "%s: %s\r\n", headers[i], headers[i+1])
	}
	out.WriteString("\r\n" + body)
	if _, err := connection.Write(out.Bytes()); err != nil {
		t.Fatal(err)
	}
	response, err := http.ReadResponse(bufio.NewReader(connection), &http.Request{Method: method})
	if err != nil {
		t.Fatalf("%s %q: %v", method, target, err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatalf("%s %q: %v", method, target, err)
	}
	// What is no request at all never comes to us.
	if response.Header.Get("X-Content-Type-Options") != "" {
		s.asked++
	}
	return response, string(text)
}

// testPaths looks for files where there are none.
func (s *shop) testPaths(t *testing.T) {
	found := regexp.MustCompile(`SQLite format|root:|\[fonts\]|package |^\[core\]`)
	for _, p := range hostile.Paths() {
		target := strings.ReplaceAll(strings.TrimPrefix(p.Text, "/"), " ", "%20")
		for _, under := range []string{"/", "/assets/", "/s/", "/api/v1/", "/t.", "/api/v1/export/", "/assets/app/"} {
			response, body := s.raw(t, http.MethodGet, under+target, "", "Authorization", "Bearer "+s.ReadToken)
			if status := response.StatusCode; status != http.StatusNotFound && status != http.StatusBadRequest {
				t.Errorf("%s%s: %d %.100s", under, target, status, body)
			}
			if found.MatchString(body) {
				t.Errorf("%s%s: a file: %.100s", under, target, body)
			}
		}
	}
	// The control: what there is is found.
	if response, body := s.raw(t, http.MethodGet, "/t.js", ""); response.StatusCode != http.StatusOK || body == "" {
		t.Errorf("the tag: %d", response.StatusCode)
	}
}

// testStatements asks with SQL for values: what is told is about the value, to the letter.
func (s *shop) testStatements(t *testing.T, campaigns []string) {
	ask := func(path string, query url.Values) (int, string) {
		return s.do(t, http.MethodGet, path+"?"+query.Encode(), "", "Authorization", "Bearer "+s.ReadToken)
	}
	for _, campaign := range campaigns {
		status, body := ask("/api/v1/report", url.Values{"metrics": {"sessions"}, "filter": {"campaign:" + campaign}})
		if status != http.StatusOK || !strings.Contains(body, `"value":1,`) {
			t.Errorf("visits by the campaign %q: %d %s", campaign, status, body)
		}
	}
	for _, p := range hostile.Statements() {
		for _, name := range []string{"site", "from", "to", "metrics", "interval", "calendar", "week_start", "compare", "group_by", "as_of", "filter"} {
			status, body := ask("/api/v1/report", url.Values{name: {p.Text}})
			if status != http.StatusBadRequest && status != http.StatusForbidden && status != http.StatusNotFound {
				t.Errorf("a report with %s=%q: %d %.200s", name, p.Text, status, body)
			}
		}
		if status, body := ask("/api/v1/journeys", url.Values{"q": {p.Text}}); status != http.StatusOK || !strings.Contains(body, `"people":[]`) {
			t.Errorf("people found by %q: %d %.200s", p.Text, status, body)
		}
		if status, _ := ask("/api/v1/journeys/"+url.PathEscape(p.Text), url.Values{"site": {"main"}}); status != http.StatusNotFound {
			t.Errorf("the person %q: %d", p.Text, status)
		}
	}
}

// testLog holds the log to one line for each request, none of which repeats what was said.
func (s *shop) testLog(t *testing.T) {
	requests := 0
	lines := strings.Split(strings.TrimSuffix(s.log.String(), "\n"), "\n")
	for _, line := range lines {
		var entry struct{ Msg, Level string }
		if err := json.Unmarshal([]byte(line), &entry); err != nil || entry.Level == "" {
			t.Errorf("no line of a log: %q", line)
		}
		if entry.Msg == "request" {
			requests++
		}
		for _, canary := range []string{"pwn", "evil", "DROP TABLE", "passwd", "\u202e", "\x1b"} {
			if strings.Contains(line, canary) {
				t.Errorf("the log repeats %q: %s", canary, line)
			}
		}
	}
	if requests != s.asked {
		t.Errorf("%d requests are logged, %d were made", requests, s.asked)
	}
}
