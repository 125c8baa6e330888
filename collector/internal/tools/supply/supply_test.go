package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/safar-cx/safar/js"
)

const root = "../../../.."

func TestNoticesAreFresh(t *testing.T) {
	want, err := notices(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(filepath.Join(root, "THIRD_PARTY.md"))
	if err != nil || string(got) != want {
		t.Errorf("THIRD_PARTY.md is stale (%v); run go generate ./collector/internal/tools/supply", err)
	}
}

func TestLicences(t *testing.T) {
	for text, want := range map[string]string{
		"Permission is hereby granted, free of\n charge, to any person obtaining a copy ... without restriction, including":                          mit,
		"Redistribution and use in source and binary forms ... this list of conditions ... Neither the name of":                                      bsd3,
		"Redistribution and use in source and binary forms ... this list of conditions":                                                              bsd2,
		"Mozilla Public License Version 2.0 ... Covered Software":                                                                                    mpl,
		"Apache License Version 2.0 TERMS AND CONDITIONS FOR USE, REPRODUCTION, AND DISTRIBUTION ... Licensed under the Apache License, Version 2.0": apache,
		"GNU AFFERO GENERAL PUBLIC LICENSE Version 3":                                                                                                "",
		"Business Source License 1.1": "",
		"":                            "",
	} {
		names, err := licencesOf(text)
		if got := strings.Join(names, " AND "); got != want || (err == nil) != (want != "") {
			t.Errorf("%.40q is %q, %v, want %q", text, got, err, want)
		}
	}
	if _, _, err := licenceIn(t.TempDir()); !errors.Is(err, errLicence) {
		t.Errorf("a module without a licence: %v", err)
	}
}

func TestEveryModuleHasAReason(t *testing.T) {
	all, err := modules(t.Context(), root, program)
	if err != nil || checkReasons(all) != nil {
		t.Fatalf("%d modules: %v, %v", len(all), err, checkReasons(all))
	}
	more := append(all[:len(all):len(all)], used{module{Path: "example.org/sly"}, inProgram})
	if err := checkReasons(more); err == nil || !strings.Contains(err.Error(), "example.org/sly") {
		t.Errorf("one without a reason: %v", err)
	}
	if err := checkReasons(all[1:]); err == nil {
		t.Error("a reason without a module passes")
	}
	for range mostInside {
		more = append(more, used{module{Path: "example.org/deep", Indirect: true}, inProgram})
	}
	if err := checkReasons(more); err == nil || !strings.Contains(err.Error(), "at most") {
		t.Errorf("too many: %v", err)
	}
}

// A byte of a file that was taken over from others is changed.
func TestChangedFilesAreNoticed(t *testing.T) {
	for _, b := range bundles() {
		if err := b.checkSum(root); err != nil {
			t.Fatal(err)
		}
		if b.sum == "" {
			continue
		}
		copied := t.TempDir()
		if err := os.CopyFS(filepath.Join(copied, b.dir), os.DirFS(filepath.Join(root, b.dir))); err != nil {
			t.Fatal(err)
		}
		if err := b.checkSum(copied); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(copied, b.dir, "LICENSE"), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := b.checkSum(copied); !errors.Is(err, errChanged) {
			t.Errorf("%s: %v", b.name, err)
		}
	}
}

// The release of a small program that has the same driver: whatever the linker says is in it
// stands in its bill, and every file has its sum.
func TestRelease(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "safar")
	if out, err := goIn(t, root, "build", "-o", path, "./collector/internal/tools/floor"); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	if err := release(t.Context(), root, dir); err != nil {
		t.Fatal(err)
	}
	said, err := goIn(t, root, "version", "-m", path)
	if err != nil {
		t.Fatal(err)
	}
	linked := strings.Count(said, "\n\tdep\t")
	var b bom
	if err := json.Unmarshal(contents(t, dir, billFile), &b); err != nil {
		t.Fatal(err)
	}
	counted, sqlite := 0, false
	for _, c := range b.Components {
		if strings.HasPrefix(c.Purl, "pkg:golang/") && c.Name != "stdlib" {
			if counted++; !strings.Contains(said, "\n\tdep\t"+c.Name+"\t"+c.Version+"\t"+c.Properties[0].Value) {
				t.Errorf("%s %s is not in the program with this sum", c.Name, c.Version)
			}
		}
		sqlite = sqlite || c.Name == "sqlite" && strings.HasPrefix(c.Version, "3.")
	}
	if linked == 0 || counted != linked || !sqlite || b.SpecVersion != "1.6" || len(b.Dependencies[0].DependsOn) != len(b.Components) {
		t.Errorf("%d modules are linked, %d in the bill, SQLite: %v", linked, counted, sqlite)
	}

	sums := string(contents(t, dir, sumsFile))
	if files, err := os.ReadDir(dir); err != nil || strings.Count(sums, "\n") != len(files)-1 {
		t.Errorf("sums of %d files: %s%v", len(files)-1, sums, err)
	}
	cmd := exec.CommandContext(t.Context(), "sha256sum", "--check", "--strict", sumsFile)
	cmd.Dir = dir
	if out, err := cmd.CombinedOutput(); err != nil && !errors.Is(err, exec.ErrNotFound) {
		t.Errorf("%v\n%s", err, out)
	}
	if sheet := string(contents(t, dir, tagFile)); !strings.Contains(sheet, js.Tag().Integrity) || !strings.Contains(sheet, js.Tag().Name) {
		t.Errorf("the tag's sheet: %s", sheet)
	}
	if texts := string(contents(t, dir, licencesFile)); !strings.Contains(texts, "go-sqlite3") || !strings.Contains(texts, "Jason Miller") || strings.Contains(texts, "chromedp") {
		t.Error("the licences are not those of the program")
	}
}

// TestProgramIsReproducible builds the program in two folders: with a cache of what was compiled
// at other times in other folders, and with one that is empty.
func TestProgramIsReproducible(t *testing.T) {
	if os.Getenv("SAFAR_SOAK") == "" {
		t.Skip("it compiles everything anew: make soak")
	}
	var first []byte
	for i, name := range []string{"one", "another/deeper"} {
		dir := filepath.Join(t.TempDir(), name)
		if err := os.CopyFS(dir, sources{os.DirFS(root)}); err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			t.Setenv("GOCACHE", t.TempDir())
		}
		if out, err := goIn(t, dir, "build", "-trimpath", "-buildvcs=false", "-o", "built", program); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		built := contents(t, dir, "built")
		if first == nil {
			first = built
		} else if !bytes.Equal(first, built) {
			t.Errorf("%d bytes and %d bytes differ", len(first), len(built))
		}
	}
}

// sources is a repository without what is no source.
type sources struct{ fs.FS }

func (s sources) ReadDir(name string) ([]fs.DirEntry, error) {
	entries, err := fs.ReadDir(s.FS, name)
	kept := entries[:0]
	for _, entry := range entries {
		if name != "." || entry.Name() != ".git" && entry.Name() != "bin" {
			kept = append(kept, entry)
		}
	}
	return kept, err
}

// What govulncheck says, and what it means.
func TestFaultsAreToldFromSilence(t *testing.T) {
	failed := errors.New("exit status 1")
	for said, unasked := range map[string]bool{
		"=== Symbol Results ===\n\nVulnerability #1: GO-2024-2687\n    HTTP/2 CONTINUATION flood\nexit status 3\n":                          false,
		"govulncheck: fetching vulnerabilities: Get \"https://vuln.go.dev/index/modules.json.gz\": dial tcp: no such host\nexit status 1\n": true,
		"go: golang.org/x/vuln/cmd/govulncheck@v1.1.4: module lookup disabled\n":                                                            true,
	} {
		err := judge(said, failed)
		if errors.Is(err, errUnasked) != unasked {
			t.Errorf("%.40q is %v", said, err)
		}
		if unasked && strings.Count(err.Error(), "\n") > 0 {
			t.Errorf("it takes more than a line: %v", err)
		}
	}
}

func goIn(t *testing.T, dir string, args ...string) (string, error) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", args...)
	cmd.Dir = dir
	out, err := cmd.CombinedOutput()
	return string(out), err
}

func contents(t *testing.T, dir, name string) []byte {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return text
}
