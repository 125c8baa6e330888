package main

import (
	"fmt"
	"os"
	"path/filepath"
)

//go:generate go run . ../../../docs

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: docs FOLDER")
		os.Exit(2)
	}
	if err := write(os.Args[1]); err != nil {
		fmt.Fprintln(os.Stderr, "docs:", err)
		os.Exit(1)
	}
}

// part is a generated part of a page.
type part struct {
	page, name string
	text       func() string
}

func parts() []part {
	return []part{
		{"metrics.md", "metrics", metrics},
		{"events.md", "vocabulary", vocabulary},
		{"events.md", "reasons", reasons},
	}
}

// write brings all parts below the folder up to date.
func write(folder string) error {
	for _, p := range parts() {
		path := filepath.Join(folder, p.page)
		page, err := os.ReadFile(path)
		if err != nil {
			return fmt.Errorf("read the page: %w", err)
		}
		fresh, err := replace(string(page), p.name, p.text())
		if err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		if fresh == string(page) {
			continue
		}
		if err := os.WriteFile(path, []byte(fresh), 0o644); err != nil {
			return fmt.Errorf("write the page: %w", err)
		}
	}
	return nil
}
