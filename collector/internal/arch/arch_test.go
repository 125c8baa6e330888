package arch

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

const (
	module = "github.com/safar-cx/safar"
	root   = "../../.."
)

// pack is what go list says of a package.
type pack struct {
	ImportPath string
	Dir        string
	GoFiles    []string
	Imports    []string
	Deps       []string
	Standard   bool
}

// list lists the packages of the module by their path below it.
func list(t *testing.T) map[string]pack {
	t.Helper()
	cmd := exec.Command("go", "list", "-json=ImportPath,Dir,GoFiles,Imports,Deps,Standard", "./...")
	cmd.Dir = root
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, said.String())
	}
	packs := map[string]pack{}
	for in := json.NewDecoder(bytes.NewReader(out)); ; {
		var p pack
		if err := in.Decode(&p); errors.Is(err, io.EOF) {
			return packs
		} else if err != nil {
			t.Fatal(err)
		}
		packs[strings.TrimPrefix(p.ImportPath, module+"/")] = p
	}
}

func TestPlan(t *testing.T) {
	t.Parallel()
	packs := list(t)
	planned := map[string]bool{}
	for _, r := range plan {
		planned[r.pkg] = true
		t.Run(r.pkg, func(t *testing.T) {
			p, ok := packs[r.pkg]
			if !ok {
				t.Fatal("the plan has a line for a package that does not exist")
			}
			for _, path := range p.Imports {
				if fault := r.fault(path); fault != "" {
					t.Errorf("imports %s, %s: %s", path, fault, r.why)
				}
			}
		})
	}
	for pkg, p := range packs {
		// What imports nothing, as a package of tests alone, can break no plan.
		if !planned[pkg] && len(p.Imports) > 0 {
			t.Errorf("%s has no line in the plan: say what it may import, and why", pkg)
		}
	}
}

// fault says what is wrong with importing path, "" when nothing is.
func (r rule) fault(path string) string {
	first, _, _ := strings.Cut(path, "/")
	switch room, own := strings.CutPrefix(path, module+"/"); {
	case own && !slices.Contains(r.rooms, room):
		return "a room that it may not enter"
	case own:
	case slices.Contains(r.never, path):
		return "which it has to do without"
	case strings.Contains(first, ".") && !slices.ContainsFunc(r.modules, func(m string) bool { return within(path, m) }):
		return "a module that it may not use"
	}
	return ""
}

// within tells whether the package belongs to the module.
func within(path, module string) bool {
	return path == module || strings.HasPrefix(path, module+"/")
}

// TestPlanIsOneWay checks the table itself: every room that a line allows stands above it.
func TestPlanIsOneWay(t *testing.T) {
	t.Parallel()
	above := map[string]bool{}
	for _, r := range plan {
		for _, room := range r.rooms {
			if !above[room] {
				t.Errorf("%s may import %s, which does not stand above it", r.pkg, room)
			}
		}
		above[r.pkg] = true
	}
}

func TestLinked(t *testing.T) {
	t.Parallel()
	packs := list(t)
	for _, l := range linked {
		if p := packs[l.pkg]; slices.Contains(p.Deps, l.forbidden) {
			t.Errorf("%s links %s: %s", l.pkg, l.forbidden, l.why)
		}
	}
	for pkg, p := range packs {
		for _, m := range testOnly {
			if slices.ContainsFunc(p.Deps, func(d string) bool { return within(d, m) }) {
				t.Errorf("%s links %s outside of its tests", pkg, m)
			}
		}
	}
}

// TestSDKNeedsNoC builds what shops compile as they may have to: without a C compiler.
func TestSDKNeedsNoC(t *testing.T) {
	t.Parallel()
	cmd := exec.Command("go", "build", "./sdk/...")
	cmd.Dir = root
	cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("CGO_ENABLED=0 go build ./sdk/...: %v\n%s", err, out)
	}
}

// TestGoDirective keeps the oldest compiler that may build the module where it was put:
// raising it shuts shops out.
func TestGoDirective(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), "\ngo 1.25.0\n") {
		t.Error("go.mod does not say go 1.25.0")
	}
}

func TestOracleIsShort(t *testing.T) {
	t.Parallel()
	p, ok := list(t)["collector/internal/oracle"]
	if !ok {
		t.Fatal("there is no oracle")
	}
	lines := 0
	for _, name := range p.GoFiles {
		text, err := os.ReadFile(filepath.Join(p.Dir, name))
		if err != nil {
			t.Fatal(err)
		}
		lines += bytes.Count(text, []byte("\n"))
	}
	if lines > oracleLines {
		t.Errorf("the oracle has %d lines, more than %d", lines, oracleLines)
	}
}
