package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"slices"
	"strings"
)

func main() {
	strict := slices.Contains(strings.Split(os.Getenv("SAFAR_REQUIRE"), ","), "all")
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, modules(os.Args[1:]), os.Stdout, strict); err != nil {
		fmt.Fprintln(os.Stderr, "testcount:", err)
		os.Exit(1)
	}
}

// tested is a folder with a module to test, and what go test gets there.
type tested struct {
	folder string
	args   []string
}

// modules reads the arguments of the command.
func modules(args []string) []tested {
	all := []tested{{folder: "."}}
	var first []string
	for len(args) > 1 && (args[0] == "-also" || args[0] == "-first") {
		if args[0] == "-also" {
			all = append(all, tested{folder: args[1]})
		} else {
			first = append(first, args[1])
		}
		args = args[2:]
	}
	for i := range all {
		all[i].args = args
	}
	// go test begins packages in the order in which they are first named.
	if at := slices.IndexFunc(args, isPackages); at >= 0 {
		all[0].args = slices.Insert(slices.Clone(args), at, first...)
	}
	return all
}

// isPackages tells packages of this module from go test's flags and their values.
func isPackages(arg string) bool { return strings.HasPrefix(arg, "./") }

// run runs go test in each module, and fails when one of them failed, or when nothing ran.
func run(ctx context.Context, modules []tested, out io.Writer, strict bool) error {
	t := newTally(out)
	var faults []error
	for _, m := range modules {
		faults = append(faults, goTest(ctx, m, t))
	}
	// The counts come last whatever happened, and are printed before any error is judged. They
	// say more than that go test failed.
	if counted := t.close(strict); counted != nil {
		return counted
	}
	return errors.Join(faults...)
}

// goTest feeds t with what go test says of a module.
func goTest(ctx context.Context, m tested, t *tally) error {
	cmd := exec.CommandContext(ctx, "go", append([]string{"test", "-json"}, m.args...)...)
	cmd.Dir, cmd.Stderr = m.folder, t.out
	lines, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("connect to go test in %s: %w", m.folder, err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start go test in %s: %w", m.folder, err)
	}
	readErr := read(lines, t)
	if err := cmd.Wait(); err != nil {
		return errors.Join(readErr, fmt.Errorf("go test in %s: %w", m.folder, err))
	}
	return readErr
}

// read feeds the lines of go test -json to t. What is no JSON is go's own complaint and is
// passed on as it is.
func read(lines io.Reader, t *tally) error {
	in := bufio.NewReader(lines)
	for {
		line, err := in.ReadBytes('\n')
		if len(line) > 0 {
			var e event
			if json.Unmarshal(line, &e) == nil {
				t.add(e)
			} else {
				fmt.Fprintf(t.out, "%s", line)
			}
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			return fmt.Errorf("read from go test: %w", err)
		}
	}
}
