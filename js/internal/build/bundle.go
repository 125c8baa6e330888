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

	"github.com/safar-cx/safar/js/internal/manifest"
)

// bundle makes the files of dist by their path below dir. The same sources give the same
// bytes on every machine. The survey comes first: the tag holds its name and hash.
func bundle(ctx context.Context, dir string) (map[string][]byte, error) {
	survey, err := esbuild(ctx, dir, "survey/main.ts")
	if err != nil {
		return nil, err
	}
	surveyFile := named("s", survey)
	surveyFile.File = surveyFile.Name

	tag, err := esbuild(ctx, dir, "src/tag.ts",
		define("SURVEY_FILE", surveyFile.Name), define("SURVEY_INTEGRITY", surveyFile.Integrity))
	if err != nil {
		return nil, err
	}
	tagFile := named("t", tag)
	tagFile.File = "t.js"

	text, err := json.MarshalIndent(manifest.Manifest{Tag: tagFile, Survey: surveyFile}, "", "  ")
	if err != nil {
		return nil, err
	}
	return map[string][]byte{
		"dist/" + tagFile.File:    tag,
		"dist/" + surveyFile.File: survey,
		"dist/manifest.json":      append(text, '\n'),
	}, nil
}

// hashLength is how many hexadecimal digits of a content's hash its name shows: enough that
// two builds never share one.
const hashLength = 10

func named(prefix string, content []byte) manifest.File {
	name := sha256.Sum256(content)
	integrity := sha512.Sum384(content)
	return manifest.File{
		Name:      prefix + "." + hex.EncodeToString(name[:])[:hashLength] + ".js",
		Integrity: "sha384-" + base64.StdEncoding.EncodeToString(integrity[:]),
	}
}

func define(name, value string) string { return fmt.Sprintf("--define:%s=%q", name, value) }

// esbuild bundles a source with the esbuild that go.mod pins.
func esbuild(ctx context.Context, dir, source string, options ...string) ([]byte, error) {
	args := append([]string{"tool", "esbuild", source,
		"--bundle", "--minify", "--format=iife", "--target=es2020", "--charset=utf8",
		"--mangle-props=^_", "--legal-comments=none", "--log-level=warning"}, options...)
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
