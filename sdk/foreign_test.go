package sdk_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// TestAStrangersModuleGetsNothingElse makes a module that imports the SDK, and asks without a
// C compiler what comes with it: the standard library, ours, and at most google/uuid. The
// control is what comes with the adapter for echo.
func TestAStrangersModuleGetsNothingElse(t *testing.T) {
	t.Parallel()
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	strangers := func(imported string) (found []string) {
		dir := t.TempDir()
		put(t, filepath.Join(dir, "main.go"), "package main\n\nimport _ \""+imported+"\"\n\nfunc main() {}\n")
		put(t, filepath.Join(dir, "go.mod"), "module shop.example/shop\n\ngo 1.25.0\n\n"+
			"require github.com/safar-cx/safar v0.0.0\n\nreplace github.com/safar-cx/safar => "+root+"\n")
		sums, err := os.ReadFile(filepath.Join(root, "go.sum"))
		if err != nil {
			t.Fatal(err)
		}
		put(t, filepath.Join(dir, "go.sum"), string(sums)) // as go mod tidy would find them
		cmd := exec.CommandContext(t.Context(), "go", "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", ".")
		cmd.Dir = dir
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0", "GOFLAGS=-mod=mod", "GOWORK=off")
		var said strings.Builder
		cmd.Stderr = &said
		out, err := cmd.Output()
		if err != nil {
			t.Fatalf("go list: %v\n%s", err, said.String())
		}
		for _, path := range strings.Fields(string(out)) {
			if path != "shop.example/shop" && !strings.HasPrefix(path, "github.com/safar-cx/safar/sdk") && path != "github.com/google/uuid" {
				found = append(found, path)
			}
		}
		return found
	}
	if found := strangers("github.com/safar-cx/safar/sdk"); len(found) > 0 {
		t.Errorf("a shop gets %v with the SDK", found)
	}
	if found := strangers("github.com/safar-cx/safar/sdk/sdkecho"); len(found) == 0 {
		t.Error("nothing is found even where echo comes along")
	}
}
