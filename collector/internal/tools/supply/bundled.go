package main

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// bundled is what of others lies in the repository itself.
type bundled struct {
	name, version string
	dir           string // where it lies
	licence       string // its file, below dir; "" where that is found by its name
	named         string // the licence's name where its text does not tell
	where, reason string
	// sum is the SHA-256 over the names and contents of its files, so that a changed one is
	// noticed. Files that are not others' own are left out.
	sum string
	own []string
}

func bundles() []bundled {
	const lists = "collector/internal/enrich/data"
	return []bundled{
		{
			name: "preact", version: "10.29.8", dir: "collector/internal/dashboard/vendor/preact", own: []string{"README.md"},
			where: inProgram, reason: "draws the pages of the dashboard", sum: "6454b223bc386d4703b2c55830c881d511d01a4de9d7f830cc6d838b22b3213e",
		},
		{
			name: "crawler-user-agents", version: "1.60.0", dir: lists, licence: "LICENSE-crawler-user-agents.txt",
			where: inProgram, reason: "names of robots (`crawlers.tsv`)",
		},
		{
			name: "dbt-ga4", dir: lists, licence: "LICENSE-dbt-ga4.txt",
			where: inProgram, reason: "GA4's source categories (`ga4_source_categories.csv`)",
		},
		{
			name: "zxcvbn-ts language-common", version: "4.1.3", dir: "collector/internal/account/leaked", own: []string{"README.md"},
			where: inProgram, reason: "common passwords that are long enough and refused all the same", sum: "2d0973e817e8fe7cad63a818cf476b95b732e8b2c63c8d74ebbb06ab2c5c8b21",
		},
		{
			name: "Online Retail", dir: "collector/internal/sample", licence: "ATTRIBUTION.md", named: "CC-BY-4.0",
			where: inProgram, reason: "a real shop's orders, for `safar demo --retail`",
		},
		{
			name: "axe-core", version: "4.14.1", dir: "collector/internal/browser/axe", licence: "LICENSE", own: []string{"README.md"},
			where: inTests, reason: "finds in pages what keeps people from using them", sum: "6a03ad21cf32a7c6c2c684f8e1052908cfab52e570327b559e834ebddd5ca60f",
		},
		{
			name: "web-vitals", version: "6.2.3", dir: "collector/internal/tagtest/testdata/web-vitals", own: []string{"README.md"},
			where: inTests, reason: "measures pages as Google does, beside the tag's own figures", sum: "21ed0bb4a8d1743d42702d1b71d5e848eb614ce623d577fac436db2e4b408bc7",
		},
	}
}

// checkSum compares the files with what was written down of them.
func (b bundled) checkSum(root string) error {
	if b.sum == "" {
		return nil
	}
	h := sha256.New()
	dir := filepath.Join(root, b.dir)
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		for _, own := range b.own {
			if name == own {
				return nil
			}
		}
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		fmt.Fprintf(h, "%s %d\n", filepath.ToSlash(name), len(text))
		h.Write(text)
		return nil
	})
	if got := hex.EncodeToString(h.Sum(nil)); err == nil && got != b.sum {
		err = fmt.Errorf("it is %s, and was %s: %w", got, b.sum, errChanged)
	}
	if err != nil {
		return fmt.Errorf("files of %s: %w", b.name, err)
	}
	return nil
}

var errChanged = errors.New("the files are not those that were taken over; write down the new version and sum in bundled.go")

// text is its licence's name and text.
func (b bundled) text(root string) (name, text string, err error) {
	dir := filepath.Join(root, b.dir)
	if b.licence == "" {
		return licenceIn(dir)
	}
	content, err := os.ReadFile(filepath.Join(dir, b.licence))
	if err != nil {
		return "", "", fmt.Errorf("licence of %s: %w", b.name, err)
	}
	if b.named != "" {
		return b.named, strings.TrimSpace(string(content)), nil
	}
	names, err := licencesOf(string(content))
	if err != nil {
		return "", "", fmt.Errorf("licence of %s: %w", b.name, err)
	}
	return strings.Join(names, " AND "), strings.TrimSpace(string(content)), nil
}
