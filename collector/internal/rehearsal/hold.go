package rehearsal

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/history"
	"github.com/safar-cx/safar/collector/internal/oracle"
)

// AgreeWithOracle holds the fold and the catalogue to the oracle on the histories of n seeds.
// A history that fails is shrunk and shown as a script, unless the tests are to be short.
func AgreeWithOracle(t *testing.T, n uint64) {
	for seed := range n {
		h := history.Generate(seed)
		site, err := OracleSite(h.Site)
		if err != nil {
			t.Fatal(err)
		}
		for _, q := range questions(h, site, seed) {
			wrong, err := disagreement(h, q)
			if err != nil {
				t.Fatalf("seed %d: %v", seed, err)
			}
			if wrong == "" {
				continue
			}
			if testing.Short() {
				t.Fatalf("seed %d: %s", seed, wrong)
			}
			small := history.Shrink(h, func(h history.History) bool {
				w, err := disagreement(h, q)
				return err == nil && w != ""
			})
			wrong, _ = disagreement(small, q)
			t.Fatalf("seed %d, by %q:\n%s\n%s", seed, q.GroupBy, wrong,
				history.Script{History: small, Asks: []history.Ask{{Question: q}}})
		}
	}
}

// disagreement puts a question to the fold and to the oracle.
func disagreement(h history.History, q oracle.Question) (string, error) {
	site, err := OracleSite(h.Site)
	if err != nil {
		return "", err
	}
	src, err := Play(h)
	if err != nil {
		return "", err
	}
	settings := Settings(h.Site)
	got, kinds, err := Ask(src, site, q, settings.MinorDigits)
	if err != nil {
		return "", err
	}
	want := oracle.Ask(site, h.Received(history.Now()), q)
	wrong := append(Differences(Metrics(q), got, want), FindingDifferences(kinds, got.Figures, want.Figures, site.Currency)...)
	return strings.Join(wrong, "\n"), nil
}

// questions are about the last weeks of a history, all of it, perhaps as it looked in its
// middle, and a few days.
func questions(h history.History, site oracle.Site, seed uint64) []oracle.Question {
	first, last := h.Steps[0].Event.Time, h.Steps[0].Event.Time
	for _, s := range h.Steps {
		if s.Event.Time.Before(first) {
			first = s.Event.Time
		}
		if s.Event.Time.After(last) {
			last = s.Event.Time
		}
	}
	rng := rand.New(rand.NewPCG(seed, 1))
	day := func(t time.Time) string { return t.In(site.Zone).Format(time.DateOnly) }
	recent := first
	if last.Sub(first) > 45*24*time.Hour { // short enough for a series
		recent = last.AddDate(0, 0, -45)
	}
	middle := h.Steps[rng.IntN(len(h.Steps))].Event.Time
	settled := last.AddDate(1, 0, 0)
	all := []oracle.Question{
		{From: day(recent), To: day(last), AsOf: settled},
		{From: day(first), To: day(last), AsOf: pick(rng, []time.Time{middle, settled})},
		{From: day(middle), To: day(middle.AddDate(0, 0, rng.IntN(8))), AsOf: last.Add(time.Duration(rng.IntN(48)) * time.Hour)},
	}
	values := oracle.Values(site, h.Received(history.Now()))
	for i := range all {
		Choose(rng, &all[i], i, values)
	}
	return all
}

// Scripts plays the journey scripts of a folder and checks what each expects.
func Scripts(t *testing.T, folder string) {
	files, err := filepath.Glob(filepath.Join(folder, "*.journey"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".journey"), func(t *testing.T) {
			text, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			Script(t, string(text))
		})
	}
}

// Script plays one journey script and checks what it expects.
func Script(t *testing.T, text string) {
	t.Helper()
	script, err := history.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	site, err := OracleSite(script.History.Site)
	if err != nil {
		t.Fatal(err)
	}
	src, err := Play(script.History)
	if err != nil {
		t.Fatal(err)
	}
	settings := Settings(script.History.Site)
	for _, ask := range script.Asks {
		for _, wrong := range ask.Check(func(q oracle.Question) oracle.Answer {
			a, _, err := Ask(src, site, q, settings.MinorDigits)
			if err != nil {
				t.Fatal(err)
			}
			return a
		}) {
			t.Error(wrong)
		}
	}
}
