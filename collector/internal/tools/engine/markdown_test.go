package engine

import (
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/tools/load"
	"github.com/safar-cx/safar/collector/internal/tools/rounds"
)

// TestMarkdown holds what a run says against figures that one can work out by hand.
func TestMarkdown(t *testing.T) {
	const day = 24 * time.Hour
	shop := func(events int, took time.Duration) *Reading {
		return &Reading{Events: events, Meant: events, Disk: 350, Raw: 150, Sent: 300, Times: map[string]load.Times{"funnel": {took, took}, homeName: {20 * took}}}
	}
	r := &Result{
		At: time.Unix(0, 0).Add(20_000 * day), Rounds: 3, Mix: load.Mix{"page_view": 3, "search": 1},
		Intakes: []*Intake{{
			Size: 100, events: 10, bytes: 4000,
			Floor: Taking{Answered: rounds.Values{70_000, 7000, 80_000}},
			Safar: Taking{Answered: rounds.Values{35_000, 3500, 48_000}, Folded: rounds.Values{30_000, 3000, 40_000}, Repeated: 4},
		}},
		Overload: &Overload{Meant: 105_000, Shed: 0.625, Failed: 2},
		Readings: []*Reading{shop(100_000, 2*time.Millisecond), shop(1_000_000, 3*time.Millisecond)},
	}
	text := r.Markdown()
	for _, want := range []string{
		"Measured on 2024-10-04",
		"| 100 events, UUIDv7 | floor | 70,000 | 1 | - |",
		"| 100 events, UUIDv7 | Safar | 35,000 | x0.50 ±0.10 | 30,000 |",
		"An event has 400 bytes of JSON as sent, with its share of the body around it. The collector told senders 4 times to come again",
		"| 105,000 | 0 | 0 | 62.5% | 2 |",
		"| question | 100,000 events | 1,000,000 events | ratio |",
		"| funnel | 2.00 / 2.00 | 3.00 / 3.00 | 1.50 |",
		"to the events' JSON | 0.50 | 0.50 | 1.00 |",
		"| batches of 100, x floor | at least 0.35 | 0.50 | kept |",
		"| bytes on disk per event, of everything | at most 300 | 350 | missed |",
		"| home page, 90 days, median ms at 1 million events | at most 50 | 60.0 | missed |",
		"`page_view` 75.00, `search` 25.00.",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	for _, not := range []string{"invalid", "10 million", "single events"} {
		if strings.Contains(text, not) {
			t.Errorf("%q in\n%s", not, text)
		}
	}
	// A run that broke off is no valid one.
	if why := (&Result{Intakes: []*Intake{{Size: 100}}}).Invalid(); why == "" {
		t.Error("a floor that was not measured is taken for a quick one")
	}
	r.Intakes[0].Floor.Answered = rounds.Values{59_000, 80_000, 50_000}
	if text := r.Markdown(); !strings.Contains(text, "**This run is invalid**: the floor took 59000 events a second") ||
		!strings.Contains(text, "| batches of 100, x floor | at least 0.35 | 0.59 | invalid run |") {
		t.Errorf("a slow floor is not told of in\n%s", text)
	}
}
