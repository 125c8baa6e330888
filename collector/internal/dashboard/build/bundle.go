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

// bundle makes all files of dist by their names with slashes.
func bundle(ctx context.Context, root string) (map[string][]byte, error) {
	page, err := os.ReadFile(filepath.Join(root, "index.html"))
	if err != nil {
		return nil, fmt.Errorf("read the page: %w", err)
	}
	script, err := scripts(ctx, root)
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
	files := script.files
	names := map[string]string{"app.js": script.entry}
	for name, body := range map[string][]byte{"app.css": style, "icon.svg": icon} {
		names[name] = "assets/" + hashed(name, body)
		files[names[name]] = body
	}
	for source, name := range names {
		quoted := []byte(`"assets/` + source + `"`)
		if !bytes.Contains(page, quoted) {
			return nil, fmt.Errorf("index.html does not name %s", quoted)
		}
		page = bytes.ReplaceAll(page, quoted, []byte(`"`+name+`"`))
	}
	// What the entry needs at once is asked for together with it.
	var early strings.Builder
	for _, name := range script.early {
		fmt.Fprintf(&early, "<link rel=\"modulepreload\" href=\"%s\">\n", name)
	}
	page = bytes.Replace(page, []byte("<script "), []byte(early.String()+"<script "), 1)
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

// esbuild bundles and minifies what can be reached from an entry point, and returns what it
// prints.
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
