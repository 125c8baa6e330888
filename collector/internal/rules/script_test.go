package rules

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// scripts are the texts of all journey scripts by name.
func scripts(t *testing.T) map[string]string {
	t.Helper()
	files, err := filepath.Glob("../history/testdata/*.journey")
	if err != nil || len(files) == 0 {
		t.Fatalf("no scripts: %v", err)
	}
	all := map[string]string{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimSuffix(filepath.Base(file), ".journey")] = string(text)
	}
	return all
}

// TestEveryScriptShowsARule keeps scripts and rules together.
func TestEveryScriptShowsARule(t *testing.T) {
	all, shown := scripts(t), map[string]bool{}
	for _, r := range rules() {
		shown[r.script] = true
		if all[r.script] == "" {
			t.Errorf("%s: there is no script %q", r.name, r.script)
		}
	}
	for name := range all {
		if !shown[name] {
			t.Errorf("no rule names the script %q", name)
		}
	}
}
