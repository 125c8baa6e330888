package figures

import (
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write the tables of the page anew")

// page is where the tables are for people to read.
var page = filepath.Join("..", "..", "docs", "figures.md")

const endOfTable = "<!-- end of the table -->\n"

// publish proves all figures of a table and holds the table of this name on the page to
// what they say.
func publish(t *testing.T, name string, figures []figure, write func([]figure) string) {
	t.Helper()
	for i := range figures {
		for _, fault := range figures[i].faults() {
			t.Errorf("%s: %s", figures[i].name, fault)
		}
	}
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	begin := "<!-- table written by go test ./collector/internal/figures -update: " + name + " -->\n"
	before, rest, found := strings.Cut(string(text), begin)
	old, after, ended := strings.Cut(rest, endOfTable)
	if !found || !ended {
		t.Fatalf("%s has no place for the table %s", page, name)
	}
	fresh := write(figures)
	if fresh == old {
		return
	}
	if t.Failed() || !*update {
		t.Errorf("the table %s of %s is stale; figures are now:\n%s", name, page, fresh)
		return
	}
	if err := os.WriteFile(page, []byte(before+begin+fresh+endOfTable+after), 0o644); err != nil {
		t.Fatal(err)
	}
}

var paragraph = regexp.MustCompile(`(?m)^\*\*([A-Z][0-9]+)\. `)

// explained holds the paragraphs of the page whose numbers begin with a letter to the
// reasons that figures give: each is there once, and none is there for nothing.
func explained(t *testing.T, letter string, figures []figure) {
	t.Helper()
	text, err := os.ReadFile(page)
	if err != nil {
		t.Fatal(err)
	}
	there := map[string]int{}
	for _, p := range paragraph.FindAllStringSubmatch(string(text), -1) {
		if strings.HasPrefix(p[1], letter) {
			there[p[1]]++
		}
	}
	given := map[string]bool{}
	for _, f := range figures {
		for _, reason := range f.reasons {
			given[reason] = true
			if there[reason] != 1 {
				t.Errorf("%s: %s has %d paragraphs %s", f.name, page, there[reason], reason)
			}
		}
	}
	for reason := range there {
		if !given[reason] {
			t.Errorf("%s explains by %s what does not differ", page, reason)
		}
	}
}
