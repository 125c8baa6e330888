package metric

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

func TestCatalogueGolden(t *testing.T) {
	var text strings.Builder
	for _, d := range All() {
		fmt.Fprintf(&text, "%s: %s, %s, better %s, by day of %s", d.ID, d.Stage, d.Unit, d.Better, d.Day)
		if d.Additive {
			text.WriteString(", additive")
		}
		if d.MinInterval != "" {
			fmt.Fprintf(&text, ", series by %s or longer", d.MinInterval)
		}
		fmt.Fprintf(&text, "\n  = %s\n", describe(&d.Numerator))
		for _, part := range []struct {
			sign    string
			measure *Measure
		}{{"-", d.Minus}, {"/", d.Denominator}, {"?", d.Pending}} {
			if part.measure != nil {
				fmt.Fprintf(&text, "  %s %s\n", part.sign, describe(part.measure))
			}
		}
		if d.Windows != 0 {
			fmt.Fprintf(&text, "  settled after %d windows\n", d.Windows)
		}
		fmt.Fprintf(&text, "  by %s\n", listed(d.Dimensions))
		fmt.Fprintf(&text, "  %s | %s | %s\n  %s\n  %s\n  %s\n", d.Name["en"], d.Name["fa"], d.Name["ar"],
			d.Definition["en"], d.Definition["fa"], d.Definition["ar"])
	}
	golden(t, "catalogue", text.String())
}

func describe(m *Measure) string {
	text := string(m.Fact)
	if m.Field != "" {
		text += "." + string(m.Field)
	}
	if m.Distinct {
		text = "distinct " + text
	}
	if m.Squares {
		text += ", squares"
	}
	if m.ByCurrency {
		text += ", by currency"
	}
	if len(m.Where) > 0 {
		text += fmt.Sprint(" where ", m.Where)
	}
	return text
}

func TestCatalogueRules(t *testing.T) {
	stages := []event.Stage{event.Awareness, event.Evaluation, event.Purchase, event.Return, event.Advocacy}
	seen := map[string]bool{}
	at := 0
	for _, d := range All() {
		t.Run(d.ID, func(t *testing.T) {
			if seen[d.ID] {
				t.Error("is there twice")
			}
			seen[d.ID] = true
			stage := slices.Index(stages, d.Stage)
			if stage < at {
				t.Errorf("stage %q is out of order", d.Stage)
			}
			at = stage
			checkWords(t, &d)
			if (d.Pending != nil) != (d.Windows > 0 || d.Wait > 0) {
				t.Error("waits for windows without counting what is pending, or the other way round")
			}
			if (d.Unit == Count || d.Unit == Money && !d.Numerator.Squares) != (d.Denominator == nil) {
				t.Errorf("%s and a denominator do not go together", d.Unit)
			}
			if d.Unit == Money != d.Numerator.ByCurrency || d.Denominator != nil && d.Unit == Money != d.Denominator.ByCurrency {
				t.Error("money is summed by currency, and nothing else is")
			}
			mean := d.Denominator != nil && (d.Unit == Money || d.Unit == Seconds || d.Unit == Stars)
			if mean != d.Numerator.Squares {
				t.Error("means need squares, and nothing else does")
			}
			if d.Additive == d.overlaps() {
				t.Error("what adds up over days counts nobody twice, and the other way round")
			}
			// A share is a part of its whole, by construction; clicks are no impressions.
			if d.Unit == Ratio && d.ID != "ctr" && d.ID != "promotion_ctr" {
				part, whole := d.Numerator, *d.Denominator
				if part.Fact != whole.Fact || part.Field != whole.Field || len(part.Where) <= len(whole.Where) {
					t.Error("its numerator is no part of its denominator")
				}
				for _, p := range whole.Where {
					if !slices.Contains(part.Where, p) {
						t.Errorf("its numerator does without %q", p)
					}
				}
			}
			if !d.Allows(BySurface) {
				t.Error("can't be told apart by surface")
			}
			if sessions := bySession(); d.Numerator.Fact != FactMessage && !slices.Equal(d.Dimensions[:len(sessions)], sessions) {
				t.Error("lacks a dimension of the session that its units belong to")
			}
		})
	}
	if len(seen) != 45 {
		t.Errorf("%d metrics", len(seen))
	}
}

// checkWords tells whether name and definition are there in every language, each in its own
// letters and digits.
func checkWords(t *testing.T, d *Definition) {
	t.Helper()
	foreign := map[string]string{
		"en": "۰۱۲۳۴۵۶۷۸۹٠١٢٣٤٥٦٧٨٩",
		"fa": "يك0123456789٠١٢٣٤٥٦٧٨٩",
		"ar": "یک0123456789۰۱۲۳۴۵۶۷۸۹",
	}
	if len(d.Name) != len(foreign) || len(d.Definition) != len(foreign) {
		t.Errorf("has %d names and %d definitions", len(d.Name), len(d.Definition))
	}
	for language, letters := range foreign {
		name, definition := d.Name[language], d.Definition[language]
		if name == "" {
			t.Errorf("has no name in %s", language)
		}
		if !strings.HasSuffix(definition, ".") || strings.Contains(definition, "  ") {
			t.Errorf("its definition in %s is no sentence: %q", language, definition)
		}
		if strings.ContainsAny(name+definition, letters) {
			t.Errorf("in %s it has foreign letters or digits: %q, %q", language, name, definition)
		}
		if language != "en" && definition == d.Definition["en"] {
			t.Errorf("its definition in %s is the English one", language)
		}
	}
}

func TestFind(t *testing.T) {
	for _, d := range All() {
		if found := Find(d.ID); found == nil || found.ID != d.ID {
			t.Errorf("%s: found %+v", d.ID, found)
		}
	}
	if found := Find("clicks"); found != nil {
		t.Errorf("found %s", found.ID)
	}
	// A definition belongs to who asked for it.
	Find("orders").Name["en"] = "changed"
	if Find("orders").Name["en"] != "Orders" {
		t.Error("the catalogue was changed from outside")
	}
}

func TestIntervalShorter(t *testing.T) {
	for i, short := range intervals {
		for j, long := range intervals {
			if got := short.shorter(long); got != (i < j) {
				t.Errorf("%s shorter than %s: %v", short, long, got)
			}
		}
		if short.shorter("") {
			t.Errorf("%s is shorter than none", short)
		}
	}
}
