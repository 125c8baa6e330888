package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// One page of events is broken: nearly all is saved, and answers.
func TestSalvage(t *testing.T) {
	t.Parallel()
	dir, _ := newSite(t)
	var lines strings.Builder
	for i := range 400 {
		fmt.Fprintf(&lines, `{"id":"e%d","name":"purchase","time":"2026-10-01T08:00:00Z","customer_id":"C-%d","params":{"transaction_id":"T-%d","currency":"IRR","value":%d,"note":%q}}`+"\n",
			i, i%50, i, i, fmt.Sprintf("%s%d", strings.Repeat("x", 100), i))
	}
	file := filepath.Join(t.TempDir(), "events.jsonl")
	if err := os.WriteFile(file, []byte(lines.String()), 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, "import", file, "--data", dir)
	path := filepath.Join(dir, "safar.db")
	data := read(t, path)
	const pageSize, leaf = 4096, 0x0d
	broken := -1
	for at := 0; at < len(data) && broken < 0; at += pageSize {
		if page := data[at : at+pageSize]; page[0] == leaf && bytes.Contains(page, []byte("xxxxxxxxxx")) {
			broken = at
			clear(page)
		}
	}
	if broken < 0 {
		t.Fatal("there is no page of events")
	}
	if err := os.WriteFile(path, data, 0o600); err != nil {
		t.Fatal(err)
	}

	code, out, errs := safar(t, "check", "--data", dir)
	if code != exitFailed || !strings.Contains(errs, "safar salvage DIR") {
		t.Errorf("check: exit %d, %s%s", code, out, errs)
	}
	to := filepath.Join(t.TempDir(), "saved")
	var said salvagedJSON
	if err := json.Unmarshal([]byte(must(t, "salvage", to, "--data", dir, "--json")), &said); err != nil {
		t.Fatal(err)
	}
	if said.Events+said.Unreadable != 400 || said.Unreadable == 0 || said.Unreadable > 20 || len(said.Incomplete) > 0 {
		t.Errorf("it says %+v", said)
	}
	report := must(t, "report", "--data", to, "--from", "2026-10-01", "--to", "2026-10-01", "--metrics", "orders", "--compare", "none", "--json")
	if !strings.Contains(report, fmt.Sprintf(`"value":%d,`, said.Events)) {
		t.Errorf("the report says %s", report)
	}
	if !bytes.Equal(read(t, path), data) {
		t.Error("the damaged file was changed")
	}
	code, _, errs = safar(t, "salvage", to, "--data", dir)
	if code != exitFailed || !strings.Contains(errs, "hint: salvage into a folder without data") {
		t.Errorf("over data: exit %d, %s", code, errs)
	}
}
