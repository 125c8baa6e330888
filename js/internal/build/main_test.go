package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

const folder = "../.."

// What is committed is what the sources make today.
func TestGeneratedFilesAreFresh(t *testing.T) {
	for name, want := range generated() {
		same(t, name, want)
	}
	if t.Failed() {
		return // dist is made of them
	}
	files, err := bundle(t.Context(), folder)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		same(t, name, want)
	}
	committed, err := filepath.Glob(filepath.Join(folder, "dist", "*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range committed {
		if name := "dist/" + filepath.Base(path); files[name] == nil {
			t.Errorf("%s is made by nothing; run go generate ./js", name)
		}
	}
}

func same(t *testing.T, name string, want []byte) {
	t.Helper()
	got, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
	if err != nil || !bytes.Equal(got, want) {
		t.Errorf("%s is stale (%v); run go generate ./js", name, err)
	}
}

// A build in an empty copy of the sources makes the same files: nothing of the machine is in
// them, and nothing is left of the build before.
func TestBuildDependsOnTheSourcesAlone(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"src", "late", "friction", "bridge", "survey", "asking", "debug"} {
		if err := os.CopyFS(filepath.Join(dir, name), os.DirFS(filepath.Join(folder, name))); err != nil {
			t.Fatal(err)
		}
	}
	// esbuild is a tool of the module, and go looks for that in parent folders.
	mod, err := filepath.Abs(filepath.Join(folder, "..", "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	t.Setenv("GOFLAGS", "-modfile="+mod)
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module elsewhere\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := write(dir, map[string][]byte{"dist/s.0000000000.js": []byte("old")}); err != nil {
		t.Fatal(err)
	}
	if err := run(t.Context(), dir); err != nil {
		t.Fatal(err)
	}
	got, want := contents(t, filepath.Join(dir, "dist")), contents(t, filepath.Join(folder, "dist"))
	if !maps.Equal(got, want) {
		t.Errorf("built %v, want %v", slices.Sorted(maps.Keys(got)), slices.Sorted(maps.Keys(want)))
	}
}

func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	for _, path := range paths {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all[filepath.Base(path)] = string(text)
	}
	return all
}
