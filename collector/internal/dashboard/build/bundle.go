package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// banner stays in the script, as the licence of what it contains asks for.
const banner = "/*! Safar's dashboard, MIT. Contains Preact, MIT, (c) 2015-present Jason Miller. */"

// bundle makes all files of dist by their names with slashes.
func bundle(ctx context.Context, root string) (map[string][]byte, error) {
	script, err := esbuild(ctx, root, "src/main.tsx", "--banner:js="+banner, "--format=esm")
	if err != nil {
		return nil, err
	}
	style, err := esbuild(ctx, root, "style/main.css")
	if err != nil {
		return nil, err
	}
	icon, err := os.ReadFile(filepath.Join(root, "icon.svg"))
	if err != nil {
		return nil, fmt.Errorf("read the icon: %w", err)
	}
	page, err := os.ReadFile(filepath.Join(root, "index.html"))
	if err != nil {
		return nil, fmt.Errorf("read the page: %w", err)
	}
	files := map[string][]byte{}
	for _, asset := range []struct {
		name string
		body []byte
	}{{"app.js", script}, {"app.css", style}, {"icon.svg", icon}} {
		name := "assets/" + hashed(asset.name, asset.body)
		files[name] = asset.body
		source := []byte(`"assets/` + asset.name + `"`)
		if !bytes.Contains(page, source) {
			return nil, fmt.Errorf("index.html does not name %s", source)
		}
		page = bytes.ReplaceAll(page, source, []byte(`"`+name+`"`))
	}
	files["index.html"] = page
	return files, nil
}

// hashed puts the beginning of the content's hash into a file's name, so that a browser may
// keep it for ever.
func hashed(name string, body []byte) string {
	sum := sha256.Sum256(body)
	stem, extension, _ := strings.Cut(name, ".")
	return stem + "." + hex.EncodeToString(sum[:6]) + "." + extension
}

// esbuild bundles what can be reached from an entry point into one minified file.
func esbuild(ctx context.Context, root, entry string, more ...string) ([]byte, error) {
	args := append([]string{
		"tool", "esbuild", entry, "--bundle", "--minify", "--charset=utf8", "--log-level=warning", "--log-limit=0",
		// Browsers since the middle of 2024: light-dark() in styles is the newest thing used.
		"--target=chrome123,safari17.5,firefox125",
		"--jsx=automatic", "--jsx-import-source=preact",
		"--alias:preact/hooks=./vendor/preact/hooks/dist/hooks.mjs",
		"--alias:preact/jsx-runtime=./vendor/preact/jsx-runtime/dist/jsxRuntime.mjs",
		"--alias:preact=./vendor/preact/dist/preact.mjs",
		// The configuration is that of the type checker, whose paths lead to types.
		`--tsconfig-raw={"compilerOptions":{"strict":true}}`,
	}, more...)
	cmd := exec.CommandContext(ctx, "go", args...)
	cmd.Dir = root
	var out, complaints bytes.Buffer
	cmd.Stdout, cmd.Stderr = &out, &complaints
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("esbuild %s: %w\n%s", entry, err, complaints.String())
	}
	if complaints.Len() > 0 {
		return nil, fmt.Errorf("esbuild %s warns:\n%s", entry, complaints.String())
	}
	return out.Bytes(), nil
}
