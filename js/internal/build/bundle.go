package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"os/exec"
	"strings"

	"github.com/safar-cx/safar/js/internal/manifest"
)

// later are the files that pages load after the tag, in the order of their building: each may
// load those before it, whose names and hashes are part of it.
var later = []struct{ name, source string }{
	{"survey", "survey/main.ts"},
	{"asking", "asking/main.ts"},
	{"debug", "debug/main.ts"},
	{"friction", "friction/main.ts"},
	{"bridge", "bridge/main.ts"},
	{"late", "late/main.ts"},
}

// bundle makes the files of dist by their path below dir. The same sources give the same
// bytes on every machine. The tag comes last: it holds the name and hash of what it loads.
func bundle(ctx context.Context, dir string) (map[string][]byte, error) {
	files := map[string][]byte{}
	var made manifest.Manifest
	var known []string
	for _, l := range later {
		content, err := esbuild(ctx, dir, l.source, known...)
		if err != nil {
			return nil, err
		}
		file := named(l.name[:1], content)
		file.File = file.Name
		files["dist/"+file.File] = content
		file.Part = l.name
		made.Later = append(made.Later, file)
		name := strings.ToUpper(l.name)
		known = append(known, define(name+"_FILE", file.Name), define(name+"_INTEGRITY", file.Integrity))
	}

	tag, err := esbuild(ctx, dir, "src/tag.ts", known...)
	if err != nil {
		return nil, err
	}
	made.Tag = named("t", tag)
	made.Tag.File, made.Tag.Part = "t.js", "tag"
	integrity := sha512.Sum384(tag) // people expect this one; inside our files the shorter one saves room
	made.Tag.Integrity = "sha384-" + base64.StdEncoding.EncodeToString(integrity[:])
	files["dist/"+made.Tag.File] = tag

	text, err := json.MarshalIndent(made, "", "  ")
	if err != nil {
		return nil, err
	}
	files["dist/manifest.json"] = append(text, '\n')
	return files, nil
}

// hashLength is how many hexadecimal digits of a content's hash its name shows: enough that
// two builds never share one.
const hashLength = 10

func named(prefix string, content []byte) manifest.File {
	hash := sha256.Sum256(content)
	return manifest.File{
		Name:      prefix + "." + hex.EncodeToString(hash[:])[:hashLength] + ".js",
		Integrity: "sha256-" + base64.StdEncoding.EncodeToString(hash[:]),
	}
}

func define(name, value string) string { return fmt.Sprintf("--define:%s=%q", name, value) }

// esbuild bundles a source with the esbuild that go.mod pins. tsconfig.json is kept from it: it
// would make the output begin with "use strict", twelve bytes for what tsc has checked.
func esbuild(ctx context.Context, dir, source string, options ...string) ([]byte, error) {
	args := append([]string{"tool", "esbuild", source,
		"--bundle", "--minify", "--format=iife", "--target=es2020", "--charset=utf8",
		"--mangle-props=^_", "--tsconfig-raw={}", "--legal-comments=none", "--log-level=warning"}, options...)
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = dir
	var said bytes.Buffer
	cmd.Stderr = &said
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("bundle %s: %w\n%s", source, err, said.Bytes())
	}
	return out, nil
}
