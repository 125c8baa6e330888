package main

import (
	"context"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"github.com/safar-cx/safar/js"
)

// The files of a release beside the program.
const (
	billFile     = "safar.cdx.json"
	licencesFile = "LICENCES.txt"
	tagFile      = "TAG.txt"
	sumsFile     = "SHA256SUMS"
)

// release completes a folder that holds the program by the name safar.
func release(ctx context.Context, root, dir string) error {
	bill, err := sbom(ctx, root, filepath.Join(dir, "safar"))
	if err != nil {
		return err
	}
	texts, err := licences(ctx, root)
	if err != nil {
		return err
	}
	files := map[string][]byte{billFile: bill, licencesFile: []byte(texts), tagFile: []byte(tagSheet())}
	for _, f := range append(js.Later(), js.Tag()) {
		files[f.Name] = f.Body
	}
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o644); err != nil {
			return fmt.Errorf("write a release: %w", err)
		}
	}
	sums, err := checksums(dir)
	if err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(dir, sumsFile), []byte(sums), 0o644); err != nil {
		return fmt.Errorf("write a release: %w", err)
	}
	return nil
}

// tagSheet lists the files of the tag with their hashes, as an inventory of scripts on payment
// pages wants them (PCI DSS 6.4.3): name, what it is, SHA-256, and what integrity="" takes.
func tagSheet() string {
	var out strings.Builder
	fmt.Fprintf(&out, "Safar's tag %s. A page names the first file; it loads the others, whose hashes it knows.\n\n", js.Version)
	for _, f := range append([]js.File{js.Tag()}, js.Later()...) {
		sum, long := sha256.Sum256(f.Body), sha512.Sum384(f.Body)
		fmt.Fprintf(&out, "%s\n  part:    %s, %d bytes\n  sha256:  %s\n  integrity: sha384-%s\n\n",
			f.Name, f.Part, len(f.Body), hex.EncodeToString(sum[:]), base64.StdEncoding.EncodeToString(long[:]))
	}
	return out.String()
}

// checksums lists the files of a folder as sha256sum does, and takes.
func checksums(dir string) (string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", fmt.Errorf("read a release: %w", err)
	}
	var out strings.Builder
	for _, entry := range entries {
		if entry.IsDir() || entry.Name() == sumsFile {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, entry.Name()))
		if err != nil {
			return "", fmt.Errorf("read a release: %w", err)
		}
		sum := sha256.Sum256(text)
		fmt.Fprintf(&out, "%s  %s\n", hex.EncodeToString(sum[:]), entry.Name())
	}
	return out.String(), nil
}
