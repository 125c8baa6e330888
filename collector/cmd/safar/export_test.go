package main

import (
	"bytes"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const exportedHistory = `{"sent_at":"2026-10-01T07:00:00Z","events":[
	{"id":"1","name":"page_view","time":"2026-10-01T06:00:00Z","consent":"anonymous","client":{"ip":"203.0.113.7","user_agent":"Mozilla/5.0 (X11; Linux x86_64; rv:130.0) Gecko/20100101 Firefox/130.0"},"page":{"url":"https://shop.example/?utm_source=ig&utm_medium=paid_social","title":"<چای> & قند"}},
	{"id":"2","name":"page_view","time":"2026-10-01T06:00:00Z","visitor_id":"v2","client":{"ip":"203.0.113.8","user_agent":"curl/8.0"},"page":{"url":"https://shop.example/"}},
	{"id":"3","name":"begin_checkout","time":"2026-10-01T06:05:00Z","visitor_id":"v1","cart_id":"b1","touchpoint":"=cmd|' /C calc'!A0"},
	{"id":"4","name":"purchase","time":"2026-10-01T06:06:00Z","visitor_id":"v1","customer_id":"ali@shop.example","cart_id":"b1","params":{"transaction_id":"T-1","currency":"IRR","value":12900000.00,"items":[{"item_id":"12","price":1.29e7,"quantity":1}]}},
	{"id":"5","name":"purchase","customer_id":"C-2","params":{"transaction_id":"T-2","currency":"EUR","value":"12.905"}},
	{"name":"refund","time":"2026-10-01T06:06:00Z","params":{"transaction_id":"T-2","value":1.5,"currency":"EUR"}}]}`

// What is exported and imported into a fresh site, of another installation, is exported as
// the same bytes again, and every question has the same answer.
func TestEventsMoveToAnotherCollector(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	address, stop := serving(t, dir)
	if status, answer := post(t, address, made.ServerKey, exportedHistory); status != http.StatusOK || !strings.HasPrefix(answer, `{"accepted":6,`) {
		t.Fatalf("%d %s", status, answer)
	}
	if status, answer := post(t, address, made.BrowserKey, `{"events":[{"id":"1","name":"page_view","page":{"url":"https://shop.example/p/1?q=tea&secret=1"}}]}`); status != http.StatusOK {
		t.Fatalf("%d %s", status, answer)
	}
	first := filepath.Join(t.TempDir(), "events.jsonl")
	if out := must(t, "export", "events", "--url", address, "--token", made.ReadToken, "--out", first); out != "" {
		t.Errorf("it says %s", out)
	}
	wanted := read(t, first)
	if bytes.Count(wanted, []byte("\n")) != 7 || !bytes.Contains(wanted, []byte(`"receipt":{"key":"browser","time":"`)) {
		t.Fatalf("exported\n%s", wanted)
	}
	code, out, errs := safar(t, "import", first, "--url", address, "--key", made.ServerKey)
	if code != exitUsage || !strings.Contains(errs, "receipt of another collector") || !strings.Contains(errs, "hint: import it with --data") {
		t.Errorf("over the network: exit %d, %s%s", code, out, errs)
	}
	stop()

	fresh, _ := newSite(t)
	for _, want := range []string{`{"events":7,"accepted":7,"duplicates":0,`, `{"events":7,"accepted":0,"duplicates":7,`} {
		if out := must(t, "import", first, "--data", fresh, "--json"); !strings.HasPrefix(out, want) {
			t.Errorf("imported %s", out)
		}
	}
	if again := must(t, "export", "events", "--data", fresh, "--format", "jsonl"); again != string(wanted) {
		t.Errorf("exported\n%s\nand then\n%s", wanted, again)
	}
	for _, what := range []string{"orders", "sessions"} {
		if a, b := must(t, "export", what, "--data", dir), must(t, "export", what, "--data", fresh); a != b || strings.Count(a, "\n") < 3 {
			t.Errorf("%s are\n%s\nand then\n%s", what, a, b)
		}
	}
	ask := []string{"report", "--from", "2020-01-01", "--to", "2029-12-31", "--as-of", "2030-01-01", "--compare", "none", "--json", "--data"}
	if a, b := must(t, append(ask, dir)...), must(t, append(ask, fresh)...); a != b {
		t.Errorf("the reports are\n%s\nand\n%s", a, b)
	}
}

func read(t *testing.T, path string) []byte {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func TestExportFiles(t *testing.T) {
	t.Parallel()
	dir, made := newSite(t)
	address, _ := serving(t, dir)
	if status, answer := post(t, address, made.ServerKey, exportedHistory); status != http.StatusOK {
		t.Fatalf("%d %s", status, answer)
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "touchpoints.csv")
	ask := []string{"export", "touchpoints", "--from", "2020-01-01", "--to", "2029-12-31", "--as-of", "2030-01-01", "--out", path, "--bom"}
	must(t, append(ask, "--data", dir)...)
	byFolder := read(t, path)
	if !bytes.HasPrefix(byFolder, []byte("\xef\xbb\xbfsite,from,")) || !bytes.Contains(byFolder, []byte(`,'=cmd|' /C calc'!A0,,purchase,`)) {
		t.Errorf("touchpoints are\n%s", byFolder)
	}
	must(t, append(ask, "--url", address, "--token", made.ReadToken)...)
	// All but the instant from which they are seen.
	if byURL := read(t, path); len(byURL) != len(byFolder) {
		t.Errorf("by folder\n%s\nby address\n%s", byFolder, byURL)
	}
	groups := must(t, "export", "report", "--data", dir, "--from", "2026-01-01", "--to", "2029-12-31", "--param", "metrics=orders", "--param", "compare=none", "--param", "group_by=channel", "--format", "jsonl")
	if strings.Count(groups, "\n") < 2 || !strings.Contains(groups, `"group":"(none)","metric":"orders"`) {
		t.Errorf("groups are\n%s", groups)
	}
	for _, test := range []struct {
		args []string
		code int
		want string
	}{
		{[]string{"export", "happiness", "--data", dir}, exitFailed, "404"},
		{[]string{"export", "../quality", "--data", dir}, exitUsage, "nothing called"},
		{[]string{"export", "orders", "--data", dir, "--from", "yesterday", "--out", path}, exitUsage, "from: it is no date"},
		{[]string{"export", "orders", "--data", dir, "--param", "x"}, exitUsage, "no NAME=VALUE"},
		{[]string{"export", "orders", "--data", dir, "--out", filepath.Join(folder, "nowhere", "x")}, exitFailed, "choose another place"},
		{[]string{"export", "orders"}, exitUsage, "--data or --url is needed"},
		{[]string{"export", "orders", "--url", address}, exitUsage, "needs a --token"},
		{[]string{"export", "orders", "--url", address, "--data", dir}, exitUsage, "exclude each other"},
	} {
		code, out, errs := safar(t, test.args...)
		if code != test.code || out != "" || !strings.Contains(errs, test.want) {
			t.Errorf("%v: exit %d, %s%s", test.args, code, out, errs)
		}
	}
	if left, err := os.ReadDir(folder); err != nil || len(left) != 1 || !bytes.Contains(read(t, path), []byte("calc")) {
		t.Errorf("what failed has left %v, %v", left, err)
	}
}
