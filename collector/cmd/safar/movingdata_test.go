package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// The examples of the documentation are imported as they stand there.
func TestExamplesOfMovingData(t *testing.T) {
	t.Parallel()
	page, err := os.ReadFile("../../docs/moving-data.md")
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	for _, block := range regexp.MustCompile("(?s)```(?:csv|json) ([a-z]+\\.[a-z]+)\n(.*?)```").FindAllSubmatch(page, -1) {
		if err := os.WriteFile(filepath.Join(folder, string(block[1])), block[2], 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, want := range map[string]struct{ said, orders string }{
		"woocommerce": {
			`{"events":3,"accepted":3,"duplicates":0,"discarded":0,"refused":0,"codes":{},"skipped":1,`,
			"5001,17,EUR,22.30,|5002,,EUR,4.90,|5004,17,EUR,16.20,",
		},
		"shopify": {
			`{"events":2,"accepted":2,"duplicates":0,"discarded":0,"refused":0,"codes":{},"skipped":0,`,
			"#1001,~~,IRR,22300000,|#1002,~~,IRR,4410000,",
		},
	} {
		dir, _ := newSite(t)
		out := must(t, "import", filepath.Join(folder, name+".csv"), "--data", dir, "--map", filepath.Join(folder, name+".json"), "--json")
		if !strings.HasPrefix(out, want.said) {
			t.Errorf("%s: %s", name, out)
		}
		table := regexp.MustCompile(`~~[^,]*`).ReplaceAllString(must(t, "export", "orders", "--data", dir), "~~")
		for _, row := range strings.Split(want.orders, "|") {
			if !strings.Contains(table, row) {
				t.Errorf("%s: no row %s in\n%s", name, row, table)
			}
		}
	}
}
