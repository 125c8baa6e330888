package rules

import (
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/history"
)

//go:generate go test . -run TestPageIsFresh -update

var update = flag.Bool("update", false, "write the page of examples anew")

const head = `# Examples, worked out by hand

Each of these stories shows rules of [what the numbers mean](metrics.md). A step is a time, who says it (a browser or the shop's server), a visitor (` + "`-`" + ` for none), what happened, and facts about it. ` + "`+1m`" + ` is a minute after the step above; ` + "`again`" + ` sends that step once more. Below the line stand questions, a range of days, and the numbers that answer them: a count, a numerator and a denominator, or money; in brackets a day or a group. Every change of Safar has to give exactly these numbers.

The first seven answer complaints that shops have about other tools; the others show a rule each.

The page is made of the scripts in collector/internal/history/testdata, whose grammar the documentation of that package tells.
`

// TestPageIsFresh compares the page of examples with the scripts.
func TestPageIsFresh(t *testing.T) {
	path := filepath.Join(root, "collector/docs/journeys.md")
	fresh := page(t)
	if *update {
		if err := os.WriteFile(path, []byte(fresh), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	stands, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if string(stands) != fresh {
		t.Error("collector/docs/journeys.md is stale: run make generate")
	}
}

// page tells all scripts, in the order in which the rules name them.
func page(t *testing.T) string {
	all := scripts(t)
	var names []string
	for _, r := range rules() {
		if !slices.Contains(names, r.script) {
			names = append(names, r.script)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	var out strings.Builder
	out.WriteString(head)
	for _, name := range names {
		script, err := history.Parse(all[name])
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		fmt.Fprintf(&out, "\n## %s\n\n%s\n\n```\n%s```\n", title(name), strings.ReplaceAll(script.Comment, "\n", " "), story(all[name]))
	}
	return out.String()
}

// title makes a heading of a script's name.
func title(name string) string {
	words := strings.ReplaceAll(name, "_", " ")
	return strings.ToUpper(words[:1]) + words[1:]
}

// story is a script without the comment at its top.
func story(text string) string {
	for strings.HasPrefix(text, "#") {
		_, text, _ = strings.Cut(text, "\n")
	}
	return text
}
