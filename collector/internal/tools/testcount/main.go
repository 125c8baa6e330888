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
	modules, args := modules(os.Args[1:])
	if err := run(ctx, modules, args, os.Stdout, strict); err != nil {
		fmt.Fprintln(os.Stderr, "testcount:", err)
		os.Exit(1)
	}
}

// modules splits the arguments into the folders of the modules to test and what go test gets.
func modules(args []string) (folders, rest []string) {
	folders = []string{"."}
	for len(args) > 1 && args[0] == "-also" {
		folders, args = append(folders, args[1]), args[2:]
	}
	return folders, args
}

// run runs go test with these arguments in each module, and fails when one of them failed, or
// when nothing ran.
func run(ctx context.Context, modules, args []string, out io.Writer, strict bool) error {
	t := newTally(out)
	var faults []error
	for _, module := range modules {
		faults = append(faults, goTest(ctx, module, args, t))
	}
	// The counts come last whatever happened, and are printed before any error is judged. They
	// say more than that go test failed.
	if counted := t.close(strict); counted != nil {
		return counted
	}
	return errors.Join(faults...)
}

// goTest feeds t with what go test says in a folder.
func goTest(ctx context.Context, folder string, args []string, t *tally) error {
	cmd := exec.CommandContext(ctx, "go", append([]string{"test", "-json"}, args...)...)
	cmd.Dir, cmd.Stderr = folder, t.out
	lines, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("connect to go test in %s: %w", folder, err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start go test in %s: %w", folder, err)
	}
	readErr := read(lines, t)
	if err := cmd.Wait(); err != nil {
		return errors.Join(readErr, fmt.Errorf("go test in %s: %w", folder, err))
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
