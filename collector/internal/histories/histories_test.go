package histories

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/history"
	"github.com/safar-cx/safar/collector/internal/oracle"
	"github.com/safar-cx/safar/collector/internal/rehearsal"
)

// count is how many histories are tried: 30, 2,000 in the soak, or SAFAR_HTTP_HISTORIES.
func count(t *testing.T) uint64 {
	text := os.Getenv("SAFAR_HTTP_HISTORIES")
	switch {
	case text == "" && os.Getenv("SAFAR_SOAK") != "":
		return 2000
	case text == "":
		return 30
	}
	n, err := strconv.ParseUint(text, 10, 32)
	if err != nil {
		t.Fatalf("SAFAR_HTTP_HISTORIES: %v", err)
	}
	return n
}

// workers share the histories: most of the time goes to the disk.
const workers = 4

func TestAnswersDependOnTheSetOfEventsAlone(t *testing.T) {
	n, file := count(t), countryFile(t)
	for worker := range uint64(workers) {
		t.Run(fmt.Sprint(worker), func(t *testing.T) {
			t.Parallel()
			for seed := worker; seed < n; seed += workers {
				// Beyond the seeds that the fold alone is held to.
				h := history.Generate(1_000_000 + seed)
				q := questions(t, h, seed)
				wrong := try(t, h, seed, file, q)
				if wrong == "" {
					continue
				}
				if testing.Short() {
					t.Fatalf("seed %d: %s", seed, wrong)
				}
				small := history.Shrink(h, func(h history.History) bool { return len(h.Steps) > 0 && try(t, h, seed, file, q) != "" })
				t.Fatalf("seed %d: %s\n%s", seed, try(t, small, seed, file, q), history.Script{History: small})
			}
		})
	}
}

// try sends a history to two collectors and says what is wrong with their answers.
func try(t *testing.T, h history.History, seed uint64, countries string, questions []oracle.Question) string {
	dir := t.TempDir()
	defer os.RemoveAll(dir)
	site, err := rehearsal.OracleSite(h.Site)
	if err != nil {
		t.Fatal(err)
	}
	site.Country = countryOf
	var shops [2]*shop
	for i := range shops {
		shops[i] = open(t, h.Site, filepath.Join(dir, fmt.Sprint(i)), countries)
		defer shops[i].close()
		shops[i].makeSalts(h)
		if i == 0 { // the other merchant says it when all has happened
			shops[i].setStages(h.Site)
		}
		for _, steps := range history.Batches(h, rand.New(rand.NewPCG(seed, uint64(i)))) {
			shops[i].send(steps)
		}
		if i == 1 {
			shops[i].setStages(h.Site)
		}
	}
	if a, b := shops[0].answered, shops[1].answered; a.Accepted != b.Accepted {
		return fmt.Sprintf("one accepted %d events, the other %d", a.Accepted, b.Accepted)
	}
	received := h.Received(history.Now())
	var before [][]byte
	found := map[string][]byte{}
	for i, q := range questions {
		one, other := shops[0].report(q), shops[1].report(q)
		if !bytes.Equal(one, other) {
			return fmt.Sprintf("%s: the reports differ:\n%s\n%s", about(q), one, other)
		}
		answer, err := read(one)
		if err != nil {
			return fmt.Sprintf("%s: %v", about(q), err)
		}
		truth := oracle.Ask(site, received, q)
		if wrong := rehearsal.Differences(rehearsal.Metrics(q), answer, truth); len(wrong) > 0 {
			return about(q) + ":\n" + strings.Join(wrong, "\n")
		}
		before = append(before, one)
		for _, e := range asked(q, seed, i) {
			one, other := e.ask(shops[0], q), e.ask(shops[1], q)
			if !bytes.Equal(one, other) {
				return fmt.Sprintf("%s: the answers of %s differ:\n%s\n%s", about(q), e, one, other)
			}
			found[about(q)+e.String()] = one
			if refused(one) {
				continue
			}
			got, err := findings(one)
			if err != nil {
				return fmt.Sprintf("%s, %s: %v", about(q), e, err)
			}
			if wrong := rehearsal.FindingDifferences(e.kinds, got, truth.Figures, site.Currency); len(wrong) > 0 {
				return fmt.Sprintf("%s, %s:\n%s", about(q), e, strings.Join(wrong, "\n"))
			}
		}
	}
	if err := shops[0].collector.Rebuild(t.Context(), nil); err != nil {
		t.Fatal(err)
	}
	for i, q := range questions {
		if after := shops[0].report(q); !bytes.Equal(before[i], after) {
			return fmt.Sprintf("%s: the rebuild changes the report:\n%s\n%s", about(q), before[i], after)
		}
		for _, e := range asked(q, seed, i) {
			if before, after := found[about(q)+e.String()], e.ask(shops[0], q); !bytes.Equal(before, after) {
				return fmt.Sprintf("%s: the rebuild changes %s:\n%s\n%s", about(q), e, before, after)
			}
		}
	}
	return ""
}

// asked are the two endpoints that a question of a seed goes to.
func asked(q oracle.Question, seed uint64, i int) []endpoint {
	all := endpoints(q)
	n := 2 * (2*(seed/workers+seed%workers) + uint64(i))
	return []endpoint{all[n%uint64(len(all))], all[(n+1)%uint64(len(all))]}
}

func about(q oracle.Question) string {
	return fmt.Sprintf("from %s to %s as of %s by %q filter %v", q.From, q.To, q.AsOf.UTC().Format(time.RFC3339Nano), q.GroupBy, q.Filters)
}

// questions are about the last days of a history, and as seen from its middle with filters.
func questions(t *testing.T, h history.History, seed uint64) []oracle.Question {
	site, err := rehearsal.OracleSite(h.Site)
	if err != nil {
		t.Fatal(err)
	}
	site.Country = countryOf
	last := h.Steps[0].Event.Time
	for _, s := range h.Steps {
		if s.Event.Time.After(last) {
			last = s.Event.Time
		}
	}
	rng := rand.New(rand.NewPCG(seed, 7))
	middle := h.Steps[rng.IntN(len(h.Steps))].Event.Time
	day := func(t time.Time, shift int) string { return t.In(site.Zone).AddDate(0, 0, shift).Format(time.DateOnly) }
	all := []oracle.Question{
		{From: day(last, -20), To: day(last, 0), AsOf: last.AddDate(1, 0, 0)},
		{From: day(middle, -3), To: day(middle, 3), AsOf: middle},
	}
	values := oracle.Values(site, h.Received(history.Now()))
	for i := range all {
		rehearsal.Choose(rng, &all[i], 2*i, values)
	}
	return all
}
