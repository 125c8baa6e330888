package hostile_test

import (
	"encoding/csv"
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/safar-cx/safar/collector/internal/hostile"
)

// number is what a cell may be that begins like a formula.
var number = regexp.MustCompile(`^-[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?$`)

// formula tells whether a spreadsheet would compute a cell, at whichever sign it parts a line.
func formula(cell string) bool {
	if number.MatchString(cell) {
		return false
	}
	for _, part := range strings.FieldsFunc(cell, func(c rune) bool { return strings.ContainsRune(",;|\t\r\n", c) }) {
		part = strings.TrimLeftFunc(part, func(c rune) bool {
			return c == '"' || unicode.IsSpace(c) || unicode.IsControl(c) || unicode.Is(unicode.Cf, c)
		})
		if part != "" && strings.ContainsRune("=+-@＝＋－＠", []rune(part)[0]) {
			return true
		}
	}
	return strings.HasPrefix(cell, "\t") || strings.HasPrefix(cell, "\r")
}

// TestExports says formulas in every field and takes everything out: no cell is one, each says
// what was said, and numbers are numbers.
func TestExports(t *testing.T) {
	s := open(t)
	// Of the control characters the contract takes tabs and line breaks, in free text alone.
	said := slices.DeleteFunc(texts(slices.Concat(hostile.Formulas(), hostile.Scripts()[:30])), func(text string) bool { return strings.ContainsFunc(text, unicode.IsControl) })
	d := &deal{texts: said, order: map[string]int{}}
	plant(t, s, d)
	s.send(t, map[string]any{"events": []any{
		map[string]any{"name": "purchase", "visitor_id": "v", "params": map[string]any{"transaction_id": "-2.50", "currency": "IRR", "value": 125000}},
		map[string]any{"name": "review_submitted", "visitor_id": "v", "params": map[string]any{"text": "\t=1+1\n=1+1\r\n@x", "rating": 5}},
	}})
	s.settle(t)

	days := "from=" + time.Now().AddDate(0, 0, -200).Format(time.DateOnly) + "&to=" + time.Now().AddDate(0, 0, 1).Format(time.DateOnly)
	harmless := 0
	for _, what := range []string{"events", "orders", "sessions", "report", "products", "channels", "touchpoints", "friction", "funnel", "feedback", "cohorts"} {
		path := "/api/v1/export/" + what + "?" + days
		status, body := s.do(t, http.MethodGet, path, "", "Authorization", "Bearer "+s.ReadToken)
		if status == http.StatusNotFound || status == http.StatusBadRequest {
			continue // it takes no range, or is no export
		}
		records, err := csv.NewReader(strings.NewReader(body)).ReadAll()
		if status != http.StatusOK || err != nil || len(records) < 2 {
			t.Errorf("%s: %d, %d records, %v", what, status, len(records), err)
			continue
		}
		for n, record := range records {
			for i, cell := range record {
				if formula(cell) {
					t.Errorf("%s, record %d, %s: %q", what, n, records[0][i], cell)
				}
				harmless += strings.Count(cell, "'=")
			}
		}
		_, lines := s.do(t, http.MethodGet, path+"&format=jsonl", "", "Authorization", "Bearer "+s.ReadToken)
		if what != "events" { // whose lines are events and no rows
			same(t, what, records, strings.Split(strings.TrimSpace(lines), "\n"))
		}
	}
	if harmless < 50 {
		t.Errorf("%d formulas were made harmless: too few to say much", harmless)
	}
	if !formula("=1+1") || !formula("x;\u200b@a") || !formula("\tx") || formula("-2.50") || formula("a-b") {
		t.Error("what is a formula is not known")
	}
}

// same holds the table against the same rows as JSON, where nothing is changed.
func same(t *testing.T, what string, records [][]string, lines []string) {
	t.Helper()
	if len(records) != len(lines)+1 {
		t.Errorf("%s: %d records, %d lines", what, len(records)-1, len(lines))
		return
	}
	bare := strings.NewReplacer("'", "")
	for n, line := range lines {
		var row map[string]any
		decoder := json.NewDecoder(strings.NewReader(line))
		decoder.UseNumber()
		if err := decoder.Decode(&row); err != nil {
			t.Fatal(err)
		}
		for i, name := range records[0] {
			if name == "as_of" || name == "matured_until" {
				continue // the two were asked at two instants
			}
			cell := records[n+1][i]
			switch value := row[name].(type) {
			case json.Number:
				if cell != value.String() {
					t.Errorf("%s: the number %s is %q", name, value, cell)
				}
			case string:
				// What reads CSV takes a line break of two characters for one.
				if bare.Replace(cell) != bare.Replace(strings.ReplaceAll(value, "\r\n", "\n")) {
					t.Errorf("%s: %q is %q", name, value, cell)
				}
			}
		}
	}
}
