package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
)

// program is the package that becomes the program.
const program = "./collector/cmd/safar"

// notices is THIRD_PARTY.md: what of others there is, where, under which licence and what for.
// It fails where a licence is none that we take, a module has no reason, there are too many of
// them, or a file that was taken over has changed.
func notices(ctx context.Context, root string) (string, error) {
	all, err := modules(ctx, root, program)
	if err != nil {
		return "", err
	}
	faults := []error{checkReasons(all)}
	rows := map[string][]string{}
	for _, m := range all {
		licence, _, err := licenceIn(m.Dir)
		faults = append(faults, err)
		reason := reasons()[m.Path]
		if reason == "" {
			reason = "another one needs it"
		}
		rows[m.where] = append(rows[m.where], row(m.Path, m.Version, licence, reason))
	}
	for _, b := range bundles() {
		licence, _, err := b.text(root)
		faults = append(faults, err, b.checkSum(root))
		rows[b.where] = append(rows[b.where], row("["+b.name+"]("+b.dir+")", b.version, licence, b.reason))
	}
	if err := errors.Join(faults...); err != nil {
		return "", err
	}
	var out strings.Builder
	out.WriteString(`# What of others is in Safar

<!-- written by go generate ./collector/internal/tools/supply -->

The licence of Safar itself stands in [LICENSE](LICENSE). Of others it has what stands here, all of it under licences that let anybody use, change and pass it on who passes the licence on too. ` + "`make release`" + ` puts their texts beside the program. A shop that uses the SDK alone (` + "`sdk`, `sdk/event`" + `) gets nothing of others; the tag has nothing of others either.
`)
	for _, part := range []struct{ where, title, about string }{
		{inProgram, "In the program", "Compiled into `safar`. Go's own library (BSD-3-Clause) and SQLite (public domain, within go-sqlite3) are too."},
		{inTests, "In tests", "Needed to test Safar. No program that is released has it."},
		{inBuild, "In the build", "Makes files of sources; no program has it."},
	} {
		fmt.Fprintf(&out, "\n## %s\n\n%s\n\n| what | version | licence | what for |\n|---|---|---|---|\n%s", part.title, part.about, strings.Join(rows[part.where], ""))
	}
	return out.String(), nil
}

func row(cells ...string) string { return "| " + strings.Join(cells, " | ") + " |\n" }

// licences is the text that goes along with the program: every licence in full.
func licences(ctx context.Context, root string) (string, error) {
	all, err := modules(ctx, root, program)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	add := func(name, version, text string) {
		fmt.Fprintf(&out, "%s\n%s %s\n\n%s\n\n", strings.Repeat("=", 80), name, version, text)
	}
	for _, m := range all {
		if m.where != inProgram {
			continue
		}
		_, text, err := licenceIn(m.Dir)
		if err != nil {
			return "", err
		}
		add(m.Path, m.Version, text)
	}
	for _, b := range bundles() {
		if b.where != inProgram {
			continue
		}
		_, text, err := b.text(root)
		if err != nil {
			return "", err
		}
		add(b.name, b.version, text)
	}
	goroot, err := output(ctx, root, "go", "env", "GOROOT")
	if err != nil {
		return "", err
	}
	_, text, err := licenceIn(strings.TrimSpace(goroot))
	if err != nil {
		return "", err
	}
	add("Go", "", text)
	own, _, err := ownLicence(root)
	if err != nil {
		return "", err
	}
	return own + "\n\nWhat of others is in the program follows.\n\n" + out.String(), nil
}

// ownLicence is ours.
func ownLicence(root string) (text, name string, err error) {
	name, text, err = licenceIn(filepath.Clean(root))
	return text, name, err
}
