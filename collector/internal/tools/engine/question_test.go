package engine

import (
	"net/url"
	"testing"
	"time"
)

func TestQuestionsDiffer(t *testing.T) {
	today := time.Date(2026, 3, 1, 0, 0, 0, 0, time.UTC)
	values := map[string][]string{"channel": {"direct"}, "device": {"mobile"}, "browser": {"Edge"}}
	for _, q := range questions() {
		d, again, seen := newDice(today, values), newDice(today, values), map[string]bool{}
		for range 31 {
			requests := q.asks(d)
			for i, r := range q.asks(again) {
				if r.path != requests[i].path || r.query.Encode() != requests[i].query.Encode() {
					t.Fatalf("%s: the same dice ask %v and %v", q.name, requests[i], r)
				}
			}
			query := requests[0].query
			if q.name == rfmName { // of all times
				continue
			}
			from, to := query.Get("from"), query.Get("to")
			if from < "2025-11-19" || to > "2026-03-01" || from >= to || seen[from+to] {
				t.Errorf("%s: %s to %s, seen %v", q.name, from, to, seen[from+to])
			}
			seen[from+to] = true
		}
	}
}

// TestHomeAsksAsThePageDoes holds the steps against those of range.ts in the pages.
func TestHomeAsksAsThePageDoes(t *testing.T) {
	for to, want := range map[string]string{"2026-01-02": "hour", "2026-01-03": "day", "2026-03-03": "day", "2026-03-04": "week"} {
		requests := home(url.Values{"from": {"2026-01-01"}, "to": {to}})
		if got := requests[0].query.Get("interval"); got != want {
			t.Errorf("until %s steps are %s, want %s", to, got, want)
		}
	}
}
