package main

//go:generate go run . notices

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
)

// What the program ends with: a fault was found, or nobody could be asked whether there is one.
const (
	exitFault   = 1
	exitUnasked = 3
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := run(ctx, os.Args[1:])
	stop()
	if err == nil {
		return
	}
	fmt.Fprintln(os.Stderr, "supply:", err)
	if errors.Is(err, errUnasked) {
		os.Exit(exitUnasked)
	}
	os.Exit(exitFault)
}

// run does what the words ask for, in the root of the module.
func run(ctx context.Context, words []string) error {
	root, err := moduleRoot(ctx)
	if err != nil {
		return err
	}
	switch {
	case len(words) == 1 && words[0] == "notices":
		text, err := notices(ctx, root)
		if err != nil {
			return err
		}
		return os.WriteFile(filepath.Join(root, "THIRD_PARTY.md"), []byte(text), 0o644)
	case len(words) == 2 && words[0] == "sbom":
		text, err := sbom(ctx, root, words[1])
		if err != nil {
			return err
		}
		_, err = os.Stdout.Write(text)
		return err
	case len(words) == 2 && words[0] == "release":
		return release(ctx, root, words[1])
	case len(words) == 2 && words[0] == "vuln":
		return vuln(ctx, root, words[1], os.Stdout)
	}
	return errors.New("usage: supply notices | sbom FILE | release DIR | vuln TOOL")
}

// moduleRoot is the folder of the module that one stands in.
func moduleRoot(ctx context.Context) (string, error) {
	mod, err := output(ctx, "", "go", "env", "GOMOD")
	if err != nil {
		return "", err
	}
	return filepath.Dir(mod), nil
}

// output is what a program prints.
func output(ctx context.Context, dir, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	var said bytes.Buffer
	cmd.Stderr = &said
	text, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("%s %s: %w\n%s", name, args[0], err, said.Bytes())
	}
	return string(bytes.TrimSpace(text)), nil
}
