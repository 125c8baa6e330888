package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// find asks gremlins for the mutants of a package.
func find(ctx context.Context, gremlins, pkg string) ([]mutant, error) {
	dir, err := os.MkdirTemp("", "mutants")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	list := filepath.Join(dir, "mutants.json")
	cmd := exec.CommandContext(ctx, "go", "run", gremlins, "unleash", "--dry-run", "--silent", "--output", list, "./"+pkg)
	if out, err := cmd.CombinedOutput(); err != nil {
		return nil, fmt.Errorf("gremlins: %w\n%s", err, out)
	}
	text, err := os.ReadFile(list)
	if err != nil {
		return nil, fmt.Errorf("gremlins listed nothing: %w", err)
	}
	return parseMutants(text, pkg, os.ReadFile)
}

// parseMutants reads gremlins' list. Files in it are named below the package.
func parseMutants(list []byte, pkg string, read func(path string) ([]byte, error)) ([]mutant, error) {
	var found struct {
		Files []struct {
			Name      string `json:"file_name"`
			Mutations []struct {
				Type         string
				Line, Column int
			}
		}
	}
	if err := json.Unmarshal(list, &found); err != nil {
		return nil, fmt.Errorf("read gremlins' list: %w", err)
	}
	var mutants []mutant
	for _, f := range found.Files {
		path := filepath.Join(pkg, f.Name)
		source, err := read(path)
		if err != nil {
			return nil, fmt.Errorf("read a mutant's source: %w", err)
		}
		lines := strings.SplitAfter(string(source), "\n")
		for _, at := range f.Mutations {
			m := mutant{path: path, kind: at.Type, line: at.Line, column: at.Column, lines: lines}
			if _, err := m.source(); err != nil {
				return nil, err
			}
			mutants = append(mutants, m)
		}
	}
	return mutants, nil
}
