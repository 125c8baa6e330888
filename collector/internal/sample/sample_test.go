package sample

import (
	"bytes"
	"compress/gzip"
	"encoding/csv"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/transfer"
)

func lines(t *testing.T, packed io.Reader) [][]string {
	t.Helper()
	z, err := gzip.NewReader(packed)
	if err != nil {
		t.Fatal(err)
	}
	all, err := csv.NewReader(z).ReadAll()
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
	for _, line := range lines(t, bytes.NewReader(Orders))[1:] {
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
	plain, err := transfer.Plain(bytes.NewReader(Orders))
	if err != nil {
		t.Fatal(err)
	}
	orders, err := transfer.NewCSV(plain, m)
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
	file, err := os.Open(filepath.Join(data(t, "online_retail"), "online_retail_full.csv.gz"))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	sample, whole := lines(t, bytes.NewReader(Orders)), lines(t, file)
	taken := map[string]bool{"CustomerID": true}
	for _, line := range sample[1:] {
		taken[line[6]] = true
	}
	whole = slices.DeleteFunc(whole, func(line []string) bool { return !taken[line[6]] })
	if !slices.EqualFunc(sample, whole, slices.Equal[[]string]) {
		t.Errorf("%d lines, want the %d of their customers in their order", len(sample), len(whole))
	}
}

// data finds a folder of the reference data: SAFAR_DATA, or a sibling shared/data of the
// repository.
func data(t *testing.T, folder string) string {
	t.Helper()
	root := os.Getenv("SAFAR_DATA")
	if root == "" {
		root = filepath.Join("..", "..", "..", "..", "shared", "data")
	}
	at := filepath.Join(root, folder)
	if info, err := os.Stat(at); err == nil && info.IsDir() {
		return at
	}
	missing := "the reference data " + folder + " is absent; point SAFAR_DATA at it"
	if slices.Contains(strings.Split(os.Getenv("SAFAR_REQUIRE"), ","), "data") {
		t.Fatal(missing)
	}
	t.Skip(missing)
	return ""
}
