package main

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
)

// outcome is what became of a mutant.
type outcome uint8

const (
	lived  outcome = iota // all tests pass
	killed                // a test fails, crashes or does not end
	broken                // it does not compile
)

// A mutant whose tests take longer than this turns in circles. Sound code takes seconds.
const timeout = "3m"

// bounded starts tests with at most 6 GB of memory: a mutant that gathers without end must
// not take the machine with it. Sound code takes a fraction of that.
const bounded = `sh -c 'ulimit -v 6000000; exec "$0" "$@"'`

// tryAll tries the mutants, as many at a time as there are processors, and returns what
// became of each.
func tryAll(ctx context.Context, t target, mutants []mutant, progress func(done int, m *mutant, o outcome)) []outcome {
	outcomes := make([]outcome, len(mutants))
	var next, done atomic.Int64
	var workers sync.WaitGroup
	for range runtime.NumCPU() {
		workers.Go(func() {
			for ctx.Err() == nil {
				i := int(next.Add(1)) - 1
				if i >= len(mutants) {
					return
				}
				outcomes[i], _ = try(ctx, t, &mutants[i])
				progress(int(done.Add(1)), &mutants[i], outcomes[i])
			}
		})
	}
	workers.Wait()
	return outcomes
}

// try runs the target's tests on a mutant, or on the sound code with nil, one package after
// the other until one notices. It also returns what the last tests said.
func try(ctx context.Context, t target, m *mutant) (o outcome, said string) {
	for _, tests := range t.tests {
		if o, said = tryOn(ctx, tests, m); o != lived {
			break
		}
	}
	return o, said
}

func tryOn(ctx context.Context, tests string, m *mutant) (outcome, string) {
	// Short: what fails need not be shrunk. Neither vet nor a debugger looks at a mutant.
	args := []string{"test", "-short", "-failfast", "-vet=off", "-ldflags=-w", "-timeout", timeout, "-exec", bounded}
	if m != nil {
		dir, err := os.MkdirTemp("", "mutant")
		if err != nil {
			return broken, err.Error()
		}
		defer func() { _ = os.RemoveAll(dir) }()
		overlay, err := m.overlay(dir)
		if err != nil {
			return broken, err.Error()
		}
		args = append(args, "-overlay", overlay)
	}
	cmd := exec.CommandContext(ctx, "go", append(args, tests)...)
	// Fewer histories than usual: there are hundreds of mutants.
	cmd.Env = append(os.Environ(), "SAFAR_HISTORIES=100", "SAFAR_SOAK=")
	out, err := cmd.CombinedOutput()
	var failed *exec.ExitError
	switch {
	case err == nil:
		return lived, string(out)
	case !errors.As(err, &failed), strings.Contains(string(out), "[build failed]"), strings.Contains(string(out), "[setup failed]"):
		return broken, string(out)
	}
	return killed, string(out)
}

// overlay writes the mutated file and the list for the build that puts it in the place of
// the sound one.
func (m *mutant) overlay(dir string) (string, error) {
	source, err := m.source()
	if err != nil {
		return "", err
	}
	file := filepath.Join(dir, filepath.Base(m.path))
	if err := os.WriteFile(file, []byte(source), 0o600); err != nil {
		return "", err
	}
	sound, err := filepath.Abs(m.path)
	if err != nil {
		return "", err
	}
	list, err := json.Marshal(map[string]any{"Replace": map[string]string{sound: file}})
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "overlay.json")
	return path, os.WriteFile(path, list, 0o600)
}
