package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
)

// banner stays in the scripts, as the licence of what they contain asks for.
const banner = "/*! Safar's dashboard, MIT. Contains Preact, MIT, (c) 2015-present Jason Miller. */"

// script is the program of the pages in several files: the entry, what it needs at once, and
// the pages that are loaded when somebody opens them.
type script struct {
	entry string   // its name
	early []string // names of what the entry imports, in order
	files map[string][]byte
}

// made is what esbuild says of its files, by their paths.
type made struct {
	Outputs map[string]struct {
		Entry   string `json:"entryPoint"`
		Imports []struct {
			Path string `json:"path"`
			Kind string `json:"kind"`
		} `json:"imports"`
	} `json:"outputs"`
}

// scripts bundles the pages. The names hold esbuild's hashes, which cover what a file contains
// and what it imports.
func scripts(ctx context.Context, root string) (script, error) {
	folder, err := os.MkdirTemp("", "dashboard")
	if err != nil {
		return script{}, fmt.Errorf("make a folder for the scripts: %w", err)
	}
	defer func() { _ = os.RemoveAll(folder) }() // nothing depends on it any more
	meta := filepath.Join(folder, "meta.json")
	_, err = esbuild(ctx, root, "app=src/main.tsx", "--banner:js="+banner, "--format=esm", "--splitting",
		"--outdir="+filepath.Join(folder, "assets"), "--entry-names=[name].[hash]", "--chunk-names=[name].[hash]", "--metafile="+meta)
	if err != nil {
		return script{}, err
	}
	text, err := os.ReadFile(meta)
	if err != nil {
		return script{}, fmt.Errorf("read what was made: %w", err)
	}
	var all made
	if err := json.Unmarshal(text, &all); err != nil {
		return script{}, fmt.Errorf("read what was made: %w", err)
	}
	out := script{files: map[string][]byte{}}
	for file, about := range all.Outputs {
		name := "assets/" + path.Base(file)
		if out.files[name], err = os.ReadFile(filepath.Join(folder, filepath.FromSlash(name))); err != nil {
			return script{}, fmt.Errorf("read a script: %w", err)
		}
		if about.Entry != "src/main.tsx" {
			continue
		}
		out.entry = name
		for _, needed := range about.Imports {
			if needed.Kind == "import-statement" {
				out.early = append(out.early, "assets/"+path.Base(needed.Path))
			}
		}
	}
	slices.Sort(out.early)
	return out, nil
}
