package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os/exec"
	"slices"
	"strings"
)

// module is a module of others.
type module struct {
	Path, Version string
	// Dir is where its source lies.
	Dir string
	// Indirect says that only other modules ask for it.
	Indirect bool
	Main     bool
}

// listed is a package as go list tells of it.
type listed struct {
	ImportPath string
	Standard   bool
	Module     *module
}

// Where a module's code ends up.
const (
	inProgram = "program"
	inTests   = "tests"
	inBuild   = "build"
)

// used is a module with where its code ends up.
type used struct {
	module
	where string
}

// modules finds the modules of others that the module in dir uses, in the order of their paths.
// What is compiled into the program is the program's, whatever else uses it too.
func modules(ctx context.Context, dir, program string) ([]used, error) {
	where := map[string]string{}
	all := map[string]module{}
	for _, ask := range []struct {
		where string
		args  []string
	}{
		{inBuild, []string{"-deps", "tool"}},
		{inTests, []string{"-deps", "-test", "./..."}},
		{inProgram, []string{"-deps", program}},
	} {
		packages, err := list(ctx, dir, ask.args...)
		if err != nil {
			return nil, err
		}
		for _, p := range packages {
			if p.Module != nil && !p.Module.Main {
				where[p.Module.Path], all[p.Module.Path] = ask.where, *p.Module
			}
		}
	}
	out := make([]used, 0, len(all))
	for path, m := range all {
		out = append(out, used{m, where[path]})
	}
	slices.SortFunc(out, func(a, b used) int { return strings.Compare(a.Path, b.Path) })
	return out, nil
}

func list(ctx context.Context, dir string, args ...string) ([]listed, error) {
	cmd := exec.CommandContext(ctx, "go", append([]string{"list", "-json=ImportPath,Standard,Module"}, args...)...)
	cmd.Dir = dir
	var said bytes.Buffer
	cmd.Stderr = &said
	text, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("list the packages of %s: %w\n%s", dir, err, said.Bytes())
	}
	var all []listed
	for d := json.NewDecoder(bytes.NewReader(text)); ; {
		var p listed
		if err := d.Decode(&p); errors.Is(err, io.EOF) {
			return all, nil
		} else if err != nil {
			return nil, fmt.Errorf("read the packages of %s: %w", dir, err)
		}
		all = append(all, p)
	}
}
