package main

import (
	"cmp"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// longestKept bounds an input that is worth committing, in bytes.
const longestKept = 1 << 10

// keep copies inputs of the cache that belong to a target into its corpus, until that has as many
// as most: some of each length, since long ones reach what short ones do not.
func keep(ctx context.Context, t target, most int) error {
	cache, err := cacheOf(ctx, t)
	if err != nil {
		return err
	}
	have, err := os.ReadDir(t.corpus())
	if err != nil && !os.IsNotExist(err) {
		return fmt.Errorf("read the corpus of %s: %w", t, err)
	}
	inputs, err := byLength(cache)
	if err != nil {
		return fmt.Errorf("read what was found for %s: %w", t, err)
	}
	if len(inputs) > 0 {
		if err := os.MkdirAll(t.corpus(), 0o755); err != nil {
			return fmt.Errorf("make the corpus of %s: %w", t, err)
		}
	}
	wanted := min(len(inputs), max(0, most-len(have)))
	for i := range wanted {
		name := inputs[i*len(inputs)/wanted]
		text, err := os.ReadFile(filepath.Join(cache, name))
		if err == nil {
			err = os.WriteFile(filepath.Join(t.corpus(), name), text, 0o644)
		}
		if err != nil {
			return fmt.Errorf("keep an input of %s: %w", t, err)
		}
	}
	return nil
}

// byLength lists the inputs of a folder that are worth committing, the shortest first. A folder
// that is not there has none.
func byLength(folder string) ([]string, error) {
	entries, err := os.ReadDir(folder)
	if err != nil && !os.IsNotExist(err) {
		return nil, err
	}
	sizes := map[string]int64{}
	for _, entry := range entries {
		if info, err := entry.Info(); err == nil && info.Size() <= longestKept {
			sizes[entry.Name()] = info.Size()
		}
	}
	names := make([]string, 0, len(sizes))
	for name := range sizes {
		names = append(names, name)
	}
	slices.SortFunc(names, func(a, b string) int { return cmp.Or(cmp.Compare(sizes[a], sizes[b]), cmp.Compare(a, b)) })
	return names, nil
}

// cacheOf is where go test keeps what it found for a target.
func cacheOf(ctx context.Context, t target) (string, error) {
	cmd := exec.CommandContext(ctx, "go", "list", "-f", "{{.ImportPath}}", "./"+filepath.ToSlash(t.pkg))
	cmd.Dir = t.module
	path, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("name the package of %s: %w", t, err)
	}
	cache, err := exec.CommandContext(ctx, "go", "env", "GOCACHE").Output()
	if err != nil {
		return "", fmt.Errorf("find the cache of go build: %w", err)
	}
	return filepath.Join(strings.TrimSpace(string(cache)), "fuzz", strings.TrimSpace(string(path)), t.name), nil
}
