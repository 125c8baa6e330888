package engine

import (
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"
)

// TestShort runs all of it with real programs, small. That what was accepted, what the report
// tells and what the files hold are the same numbers the run itself checks.
func TestShort(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("what a process costs is read from /proc, which is Linux's")
	}
	t.Parallel()
	options := Short()
	options.Dir = t.TempDir()
	r, err := Run(t.Context(), options)
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Intakes) != 4 {
		t.Fatalf("%d ways of sending", len(r.Intakes))
	}
	for _, in := range r.Intakes {
		for name, v := range map[string][]float64{
			"floor answered": in.Floor.Answered, "floor p99": in.Floor.P99, "floor peak": in.Floor.Peak, "floor disk": in.Floor.Raw,
			"answered": in.Safar.Answered, "folded": in.Safar.Folded, "p50": in.Safar.P50, "p99": in.Safar.P99, "idle": in.Safar.Idle,
			"peak": in.Safar.Peak, "disk": in.Safar.Disk, "raw": in.Safar.Raw,
		} {
			if len(v) != 1 || v[0] <= 0 {
				t.Errorf("%s: %s is %v", in, name, v)
			}
		}
		if in.Safar.Folded[0] > in.Safar.Answered[0] || in.Safar.FoldedCPU[0] < in.Safar.AnsweredCPU[0] || in.Safar.Raw[0] > in.Safar.Disk[0] {
			t.Errorf("%s: a part is more than the whole: %+v", in, in.Safar)
		}
		// The ratios mean nothing if the floor writes less.
		if !slices.Equal(in.Floor.Columns, in.Safar.Columns) {
			t.Errorf("the floor's events have columns %v, the collector's %v", in.Floor.Columns, in.Safar.Columns)
		}
	}
	for _, shop := range r.Readings {
		if shop.Events < shop.Meant/2 || shop.Ready <= 0 || shop.Sent <= 0 {
			t.Errorf("a shop of %d: %+v", shop.Meant, shop)
		}
		for _, q := range questions() {
			if len(shop.Times[q.name]) != 1 {
				t.Errorf("%s was asked %d times", q.name, len(shop.Times[q.name]))
			}
		}
	}
	if r.Overload == nil || r.Overload.Taken <= 0 {
		t.Errorf("overload %+v", r.Overload)
	}
	// So few shoppers may buy nothing, depending on the hour they are counted back from; but all
	// that they did is counted, as it was packed: a body may bring a few events more than asked.
	packed := 0
	for _, in := range r.Intakes {
		packed += in.events
	}
	counted := 0
	for _, n := range r.Mix {
		counted += n
	}
	if counted != packed || r.Mix["page_view"] == 0 {
		t.Errorf("sent %v: %d of %d", r.Mix, counted, packed)
	}
	if text := r.Markdown(); strings.Contains(text, "NaN") || !strings.Contains(text, "home page, 90 days") {
		t.Errorf("%s", text)
	}
}

func TestWriteInto(t *testing.T) {
	path := filepath.Join(t.TempDir(), "page.md")
	for _, text := range []string{"# A page\n", "a\n" + beginMark + "old"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := WriteInto(path, "new\n"); err == nil {
			t.Errorf("%q is written into", text)
		}
	}
	if err := os.WriteFile(path, []byte("a\n"+beginMark+"old\n"+endMark+"z\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := WriteInto(path, "new\n"); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if want := "a\n" + beginMark + "\nnew\n\n" + endMark + "z\n"; err != nil || string(got) != want {
		t.Errorf("%q, %v", got, err)
	}
}

func TestNumbers(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 999: "999", 1000: "1,000", 1234567.4: "1,234,567"} {
		if got := number(v); got != want {
			t.Errorf("%v is %q", v, got)
		}
	}
	for v, want := range map[float64]string{0: "0.00", 1.005: "1.00", 12.34: "12.3", 1234: "1,234"} {
		if got := decimal(v); got != want {
			t.Errorf("%v is %q", v, got)
		}
	}
}
