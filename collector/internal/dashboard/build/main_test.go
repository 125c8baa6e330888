package main

import (
	"bytes"
	"io/fs"
	"os"
	"testing"
)

// What is committed is what the sources make.
func TestDistIsFresh(t *testing.T) {
	want, err := bundle(t.Context(), "..")
	if err != nil {
		t.Fatal(err)
	}
	dist := os.DirFS("../dist")
	err = fs.WalkDir(dist, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		got, err := fs.ReadFile(dist, name)
		if err != nil {
			return err
		}
		if !bytes.Equal(got, want[name]) {
			t.Errorf("dist/%s is stale: run go generate ./collector/internal/dashboard", name)
		}
		delete(want, name)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range want {
		t.Errorf("dist/%s is missing: run go generate ./collector/internal/dashboard", name)
	}
}

func TestHashedNames(t *testing.T) {
	one, other := hashed("app.js", []byte("1")), hashed("app.js", []byte("2"))
	if one == other || one != "app.6b86b273ff34.js" {
		t.Errorf("names %s and %s", one, other)
	}
}
