package spreadsheet_test

import (
	"encoding/csv"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/spreadsheet"
)

func TestRecords(t *testing.T) {
	var out strings.Builder
	w, err := spreadsheet.NewWriter(&out, true)
	if err != nil {
		t.Fatal(err)
	}
	for _, cells := range [][]string{{"name", "value"}, {"=HYPERLINK(\"x\")", "-3.50"}, {"سفارش; =1", "a\nb"}} {
		if err := w.Write(cells); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		t.Fatal(err)
	}
	want := "\xef\xbb\xbfname,value\n\"'=HYPERLINK(\"\"x\"\")\",-3.50\nسفارش; '=1,\"a\nb\"\n"
	if out.String() != want {
		t.Errorf("wrote %q, want %q", out.String(), want)
	}
	records, err := csv.NewReader(strings.NewReader(out.String()[3:])).ReadAll()
	if err != nil || !slices.Equal(records[1], []string{`'=HYPERLINK("x")`, "-3.50"}) {
		t.Errorf("read back %q, %v", records, err)
	}
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, os.ErrDeadlineExceeded }

func TestWritingFails(t *testing.T) {
	if _, err := spreadsheet.NewWriter(full{}, true); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("the mark: %v", err)
	}
	w, err := spreadsheet.NewWriter(full{}, false)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Write([]string{"x"}); err != nil {
		t.Fatal(err)
	}
	if err := w.Flush(); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("flush: %v", err)
	}
}
