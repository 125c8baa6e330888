package main

import (
	"bytes"
	"go/parser"
	"go/token"
	"os"
	"strconv"
	"strings"
	"testing"
)

// TestFloorIsBare keeps the floor what ratios are held against: a program that anybody can read
// in a minute and that owes nothing to the one it is held against.
func TestFloorIsBare(t *testing.T) {
	text, err := os.ReadFile("main.go")
	if err != nil {
		t.Fatal(err)
	}
	if lines := bytes.Count(text, []byte("\n")); lines > 80 {
		t.Errorf("%d lines, want at most 80", lines)
	}
	file, err := parser.ParseFile(token.NewFileSet(), "main.go", text, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(path, "safar") {
			t.Errorf("it imports %s, which is ours", path)
		}
	}
	if files, err := os.ReadDir("."); err != nil || len(files) != 2 {
		t.Errorf("%d files, %v: want main.go and its test alone", len(files), err)
	}
}
