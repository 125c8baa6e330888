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
	if err := run(ctx, os.Args[1:], os.Stdout, strict); err != nil {
		fmt.Fprintln(os.Stderr, "testcount:", err)
		os.Exit(1)
	}
}

// run runs go test with these arguments and fails when it failed, or when nothing ran.
func run(ctx context.Context, args []string, out io.Writer, strict bool) error {
	cmd := exec.CommandContext(ctx, "go", append([]string{"test", "-json"}, args...)...)
	cmd.Stderr = out
	lines, err := cmd.StdoutPipe()
	if err != nil {
		return fmt.Errorf("connect to go test: %w", err)
	}
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("start go test: %w", err)
	}
	t := newTally(out)
	readErr := read(lines, t)
	ended := cmd.Wait()
	// The counts come last whatever happened, so they are printed before any error is judged.
	counted := t.close(strict)
	if ended != nil && counted == nil {
		counted = fmt.Errorf("go test: %w", ended)
	}
	return errors.Join(readErr, counted)
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
