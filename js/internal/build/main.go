// Command build makes the tag's files: src/wire.ts and names.d.ts from package event, then
// dist with esbuild. Run it with go generate ./js.
package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	if err := run(context.Background(), "."); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		os.Exit(1)
	}
}

// run builds what lies in dir, the folder js, in place.
func run(ctx context.Context, dir string) error {
	if err := write(dir, generated()); err != nil {
		return err
	}
	files, err := bundle(ctx, dir)
	if err != nil {
		return err
	}
	// Files of earlier builds have other hashes in their names.
	if err := os.RemoveAll(filepath.Join(dir, "dist")); err != nil {
		return err
	}
	return write(dir, files)
}

// write writes files by their path below dir.
func write(dir string, files map[string][]byte) error {
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}
