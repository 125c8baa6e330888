package history_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/history"
	"github.com/safar-cx/safar/collector/internal/oracle"
	"github.com/safar-cx/safar/sdk/event"
)

func scripts(t *testing.T) map[string]history.Script {
	t.Helper()
	files, err := filepath.Glob("testdata/*.journey")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	all := map[string]history.Script{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		s, err := history.Parse(string(text))
		if err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all[strings.TrimSuffix(filepath.Base(file), ".journey")] = s
	}
	return all
}

// TestOracle holds the oracle to the numbers worked out by hand.
func TestOracle(t *testing.T) {
	for name, s := range scripts(t) {
		t.Run(name, func(t *testing.T) {
			if s.Comment == "" || len(s.Asks) == 0 {
				t.Error("a script says what it shows and asks something")
			}
			for i, step := range s.History.Steps {
				if r := step.Event.Validate(step.Kind); r != nil {
					t.Errorf("step %d: %v", i+1, r)
				}
			}
			for _, a := range s.Asks {
				for _, wrong := range a.Check(ask(t, s.History)) {
					t.Error(wrong)
				}
			}
		})
	}
}

func TestScriptRoundTrip(t *testing.T) {
	for name, s := range scripts(t) {
		roundTrip(t, name, s)
	}
	for seed := range uint64(300) {
		roundTrip(t, "generated", history.Script{History: history.Generate(seed)})
	}
	odd := event.Event{ID: "1 2", Name: "purchase", Time: time.Date(2026, 10, 25, 1, 30, 0, 7e6, time.UTC),
		VisitorID: `"v"`, CartID: "12", Client: &event.Client{}, Params: event.Params{
			"transaction_id": "7", "value": "12.50", "currency": "GBP", "url": " ", "list": []any{map[string]any{"a b": nil}}, "yes": true, "no": "false", "": "",
		}}
	roundTrip(t, "odd", history.Script{History: history.History{
		Site: history.Site{Timezone: "Europe/London", Currency: "GBP", ServerOrders: true, TrustBrowsers: true,
			CartWindow: 49*time.Hour + 90*time.Minute, Stages: "banner:purchase,till:return"},
		Steps: []history.Step{{Kind: event.ServerKey, Event: odd}},
	}, Asks: []history.Ask{{
		Question: oracle.Question{
			From: "2026-10-01", To: "2026-10-31", AsOf: time.Date(2026, 11, 2, 1, 2, 3, 4e6, time.UTC),
			Window: 7, Weekly: true, Persian: true, WeekStart: time.Saturday,
			Filters: []oracle.Filter{
				{Dimension: "source", Values: []string{"(not set)", "12"}, Not: true}, {Dimension: "past_orders", Values: []string{"3+"}},
			},
		},
		Expect: []history.Expect{
			{Metric: "last_source.(not set)", Numerator: 1250, Denominator: new(int64), Currency: "GBP"},
			{Metric: "orders", Dimension: "source", Group: "(not set)", Numerator: 1, Pending: new(int64)},
			{Metric: "viewed.12", Numerator: -3},
		},
	}}})
}

func roundTrip(t *testing.T, name string, s history.Script) {
	t.Helper()
	text := s.String()
	again, err := history.Parse(text)
	if err != nil {
		t.Fatalf("%s: %v\n%s", name, err, text)
	}
	if !reflect.DeepEqual(s, again) {
		t.Fatalf("%s: read back differently:\n%s\n%s", name, text, again)
	}
}

func TestParseRefuses(t *testing.T) {
	for _, text := range []string{
		"+1m browser v1 page_view",
		"2026-03-01 browser v1 page_view",
		"2026-03-01 10:00:00 robot v1 page_view",
		"2026-03-01 10:00:00 browser v1",
		"2026-03-01 10:00:00 browser v1 page_view url",
		"site timezone=Europe/Nowhere",
		"site colour=red",
		"again",
		"---\nsessions 1",
		"---\nrange 2026-03-01",
		"---\nrange 2026-03-01 2026-03-01 on=tuesday",
		"---\nrange 2026-03-01 2026-03-01 week_start=tuesday",
		"---\nrange 2026-03-01 2026-03-01 window=long",
		"---\nrange 2026-03-01 2026-03-01\nsessions",
		"---\nrange 2026-03-01 2026-03-01\nsessions one",
		"---\nrange 2026-03-01 2026-03-01\nrevenue 1.005 GBP",
		"---\nrange 2026-03-01 2026-03-01\nrevenue 1 POUNDS",
	} {
		if _, err := history.Parse(text); err == nil {
			t.Errorf("%q was read", text)
		} else if !strings.HasPrefix(err.Error(), "line ") {
			t.Errorf("%q: the error names no line: %v", text, err)
		}
	}
}

// TestCheckTells makes sure that a wrong number is noticed, whichever part of it is wrong.
func TestCheckTells(t *testing.T) {
	const story = `site timezone=UTC currency=GBP
2026-03-01 10:00:00 browser v1 page_view
+1m server v1 purchase tx=T1 value=10GBP
---
range 2026-03-01 2026-03-02
`
	for _, wrong := range []string{"sessions 2", "engagement_rate 1/2", "revenue 10.01 GBP", "revenue 10 EUR",
		"sessions[channel=direct] 0", "sessions[2026-03-02] 1", "cart_abandonment_rate 0/0 pending=1", "no_such_metric 1"} {
		s, err := history.Parse(story + wrong)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.Asks[0].Check(ask(t, s.History)); len(got) != 1 {
			t.Errorf("%s: %q", wrong, got)
		}
	}
}
