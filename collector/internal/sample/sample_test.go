package sample

import (
	"bytes"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/reference"
	"github.com/safar-cx/safar/collector/internal/transfer"
)

// unpacked is the sample as text.
func unpacked(t *testing.T) io.Reader {
	t.Helper()
	plain, err := transfer.Plain(bytes.NewReader(Orders))
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

func lines(t *testing.T, text io.Reader) [][]string {
	t.Helper()
	all, err := csv.NewReader(text).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func TestSampleIsWhatItsAttributionSays(t *testing.T) {
	if len(Orders) > 400_000 {
		t.Errorf("the sample takes %d bytes of every program", len(Orders))
	}
	customers := map[string]bool{}
	for _, line := range lines(t, unpacked(t))[1:] {
		customers[line[6]] = true
	}
	text, err := os.ReadFile("ATTRIBUTION.md")
	if err != nil {
		t.Fatal(err)
	}
	if len(customers) != 297 || !strings.Contains(string(text), "those of 297 customers") || !strings.Contains(Attribution, "297 of its customers") {
		t.Errorf("%d customers", len(customers))
	}
}

func TestMappingReadsEveryLine(t *testing.T) {
	var m transfer.Mapping
	if err := m.Load(bytes.NewReader(Mapping)); err != nil {
		t.Fatal(err)
	}
	orders, err := transfer.NewCSV(unpacked(t), m)
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for ; ; n++ {
		entry, err := orders.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil || entry.ItemsLeftOut > 0 {
			t.Fatalf("%+v, %v", entry, err)
		}
	}
	if n != 1184 || orders.Skipped() != 586 {
		t.Errorf("%d orders, %d lines skipped", n, orders.Skipped())
	}
}

// Every line of the sample is one of the whole, and none of its customers' is missing.
func TestSampleIsAPartOfTheWhole(t *testing.T) {
	sample, whole := lines(t, unpacked(t)), lines(t, reference.Open(t, "online_retail/online_retail_full.csv.gz"))
	taken := map[string]bool{"CustomerID": true}
	for _, line := range sample[1:] {
		taken[line[6]] = true
	}
	whole = slices.DeleteFunc(whole, func(line []string) bool { return !taken[line[6]] })
	if !slices.EqualFunc(sample, whole, slices.Equal[[]string]) {
		t.Errorf("%d lines, want the %d of their customers in their order", len(sample), len(whole))
	}
}
