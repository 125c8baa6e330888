package arch

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// named is a test as SECURITY.md names it: the package's folder and its name.
var named = regexp.MustCompile("`([a-z0-9_/]+)\\.((?:Test|Fuzz)[A-Za-z0-9_]+)`")

// TestEveryPromiseIsShown holds SECURITY.md to the tests that there are: a row of its tables
// without a test, or with one that is gone, is a promise that nobody keeps.
func TestEveryPromiseIsShown(t *testing.T) {
	const root = "../../.."
	text, err := os.ReadFile(filepath.Join(root, "SECURITY.md"))
	if err != nil {
		t.Fatal(err)
	}
	promises := 0
	for line := range strings.Lines(string(text)) {
		if !strings.HasPrefix(line, "| ") || strings.HasPrefix(line, "| promise |") {
			continue
		}
		promises++
		for _, fault := range unshown(t, root, line) {
			t.Errorf("%s in %s", fault, strings.TrimSpace(line))
		}
	}
	if promises < 20 {
		t.Errorf("%d promises were found", promises)
	}
}

func TestAPromiseThatNobodyKeepsIsNoticed(t *testing.T) {
	for row, want := range map[string]string{
		"| All is well | |\n": "no test",
		"| All is well | `collector/internal/arch.TestThatIsNotThere` |\n":                           "no TestThatIsNotThere",
		"| All is well | `collector/internal/nowhere.TestPlan` |\n":                                  "no TestPlan",
		"| All is well | `collector/internal/arch.TestPlan`, `collector/internal/arch.TestGone` |\n": "no TestGone",
	} {
		if got := strings.Join(unshown(t, "../../..", row), ", "); !strings.Contains(got, want) {
			t.Errorf("%q is noticed as %q, want %q", row, got, want)
		}
	}
}

// unshown says what a row of promises lacks.
func unshown(t *testing.T, root, row string) (faults []string) {
	t.Helper()
	tests := named.FindAllStringSubmatch(row, -1)
	if len(tests) == 0 {
		return []string{"no test"}
	}
	for _, test := range tests {
		if !hasTest(t, filepath.Join(root, test[1]), test[2]) {
			faults = append(faults, "no "+test[2])
		}
	}
	return faults
}

// hasTest tells whether a folder's test files have a function of that name.
func hasTest(t *testing.T, folder, name string) bool {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(folder, "*_test.go"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(text), "\nfunc "+name+"(") {
			return true
		}
	}
	return false
}
