package journey_test

import (
	"encoding/csv"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/reference"
	"github.com/safar-cx/safar/sdk/event"
)

// The digits of money stand in sdk/event as data, since that package may import nothing.
// Here they are held to the tables they were taken from.
func TestMinorDigitsAreThoseOfCLDR(t *testing.T) {
	table, err := os.ReadFile("testdata/cldr48.csv")
	if err != nil {
		t.Fatal(err)
	}
	known := 0
	for line := range strings.Lines(string(table)) {
		code, want, row := strings.Cut(strings.TrimSpace(line), ",")
		if !row || strings.HasPrefix(line, "#") {
			continue
		}
		known++
		if digits, ok := event.MinorDigits(code); !ok || strconv.Itoa(digits) != want {
			t.Errorf("%s: %d digits (known %v), CLDR says %s", code, digits, ok, want)
		}
	}
	if known < 170 {
		t.Errorf("only %d currencies in common with CLDR", known)
	}
}

func TestCurrenciesAreThoseOfISO4217(t *testing.T) {
	rows, err := csv.NewReader(reference.Open(t, "iso4217/codes.csv")).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	column := func(name string) int { return slices.Index(rows[0], name) }
	code, withdrawn := column("AlphabeticCode"), column("WithdrawalDate")
	inUse := make(map[string]bool)
	for _, row := range rows[1:] {
		if row[code] != "" && row[withdrawn] == "" {
			inUse[row[code]] = true
		}
	}
	if len(inUse) < 170 {
		t.Fatalf("only %d codes in use", len(inUse))
	}
	for _, c := range alphabetic() {
		_, ok := event.MinorDigits(c)
		_, want := inUse[c]
		if ok != want {
			t.Errorf("%s: known %v, in use %v", c, ok, want)
		}
	}
}

// alphabetic returns every word of three capitals.
func alphabetic() []string {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	codes := make([]string, 0, 26*26*26)
	for _, a := range letters {
		for _, b := range letters {
			for _, c := range letters {
				codes = append(codes, string([]rune{a, b, c}))
			}
		}
	}
	return codes
}
