package main

import (
	"context"
	"crypto/sha256"
	"debug/buildinfo"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
)

// The parts of a bill of materials, as CycloneDX 1.6 writes them in JSON.
type (
	bom struct {
		Format       string       `json:"bomFormat"`
		SpecVersion  string       `json:"specVersion"`
		SerialNumber string       `json:"serialNumber"`
		Version      int          `json:"version"`
		Metadata     metadata     `json:"metadata"`
		Components   []component  `json:"components"`
		Dependencies []dependency `json:"dependencies"`
	}
	metadata struct {
		Component component `json:"component"`
	}
	component struct {
		Type       string     `json:"type"`
		Ref        string     `json:"bom-ref"`
		Name       string     `json:"name"`
		Version    string     `json:"version"`
		Purl       string     `json:"purl"`
		Hashes     []checksum `json:"hashes,omitempty"`
		Properties []property `json:"properties,omitempty"`
	}
	checksum struct {
		Algorithm string `json:"alg"`
		Content   string `json:"content"`
	}
	property struct {
		Name  string `json:"name"`
		Value string `json:"value"`
	}
	dependency struct {
		Ref       string   `json:"ref"`
		DependsOn []string `json:"dependsOn,omitempty"`
	}
)

// errReplaced says that a program has code in the place of a module's, of which nobody else has
// the sums.
var errReplaced = errors.New("a module was replaced")

// materials is the bill of materials of a program: the modules that the linker wrote into it,
// with the sums of go.sum, Go's own library, and what lies in C within a module. The same program
// has the same bill.
func materials(path string, info *debug.BuildInfo, inside []component) (bom, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return bom{}, fmt.Errorf("read the program: %w", err)
	}
	sum := sha256.Sum256(text)
	name := filepath.Base(info.Path)
	root := library(info.Main.Path, info.Main.Version)
	root.Type, root.Name = "application", name
	root.Hashes = []checksum{{"SHA-256", hex.EncodeToString(sum[:])}}
	b := bom{
		Format: "CycloneDX", SpecVersion: "1.6", Version: 1, SerialNumber: "urn:uuid:" + serial(sum),
		Metadata: metadata{root},
	}
	for _, m := range info.Deps {
		if m.Replace != nil {
			return bom{}, fmt.Errorf("%s: %w", m.Path, errReplaced)
		}
		c := library(m.Path, m.Version)
		c.Properties = []property{{"go:sum", m.Sum}}
		b.Components = append(b.Components, c)
	}
	b.Components = append(b.Components, component{
		Type: "library", Ref: "pkg:golang/stdlib@" + info.GoVersion, Name: "stdlib", Version: info.GoVersion, Purl: "pkg:golang/stdlib@" + strings.TrimPrefix(info.GoVersion, "go"),
	})
	b.Components = append(b.Components, inside...)
	whole := dependency{Ref: root.Ref}
	for _, c := range b.Components {
		whole.DependsOn = append(whole.DependsOn, c.Ref)
	}
	b.Dependencies = []dependency{whole}
	return b, nil
}

// library is a module as a component.
func library(path, version string) component {
	if version == "" {
		version = "(devel)"
	}
	purl := "pkg:golang/" + path + "@" + strings.NewReplacer("(", "%28", ")", "%29", "+", "%2B").Replace(version)
	return component{Type: "library", Ref: purl, Name: path, Version: version, Purl: purl}
}

// serial makes of a hash a UUID of the kind that everybody may fill as they like (version 8).
func serial(sum [sha256.Size]byte) string {
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80
	text := hex.EncodeToString(sum[:16])
	return strings.Join([]string{text[:8], text[8:12], text[12:16], text[16:20], text[20:]}, "-")
}

// sqliteVersion is how SQLite names its version in its header.
var sqliteVersion = regexp.MustCompile(`(?m)^#define SQLITE_VERSION\s+"([0-9.]+)"`)

// sqlite finds the SQLite that lies within a program's driver, nothing where it has none.
func sqlite(ctx context.Context, root string, info *debug.BuildInfo) ([]component, error) {
	const driver = "github.com/mattn/go-sqlite3"
	for _, m := range info.Deps {
		if m.Path != driver {
			continue
		}
		dir, err := output(ctx, root, "go", "list", "-m", "-f", "{{.Dir}}", driver+"@"+m.Version)
		if err != nil {
			return nil, err
		}
		header, err := os.ReadFile(filepath.Join(strings.TrimSpace(dir), "sqlite3-binding.h"))
		if err != nil {
			return nil, fmt.Errorf("find SQLite's version: %w", err)
		}
		found := sqliteVersion.FindSubmatch(header)
		if found == nil {
			return nil, errors.New("SQLite's header names no version")
		}
		purl := "pkg:generic/sqlite@" + string(found[1])
		return []component{{Type: "library", Ref: purl, Name: "sqlite", Version: string(found[1]), Purl: purl}}, nil
	}
	return nil, nil
}

// sbom writes the bill of materials of a program as JSON.
func sbom(ctx context.Context, root, path string) ([]byte, error) {
	info, err := buildinfo.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("read what %s is made of: %w", path, err)
	}
	inside, err := sqlite(ctx, root, info)
	if err != nil {
		return nil, err
	}
	b, err := materials(path, info, inside)
	if err != nil {
		return nil, err
	}
	text, err := json.MarshalIndent(b, "", "  ")
	return append(text, '\n'), err
}
