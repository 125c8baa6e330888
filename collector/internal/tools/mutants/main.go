package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"strings"
)

// target is a package to mutate, with the tests that have to notice.
type target struct {
	pkg   string
	tests []string
}

func targets() []target {
	const stories = "./collector/internal/rehearsal"
	return []target{
		{"collector/internal/journey", []string{"./collector/internal/journey"}}, // its tests play the same histories and scripts
		{"collector/internal/metric", []string{"./collector/internal/metric", stories}},
	}
}

const (
	survivorsFile = "collector/internal/tools/mutants/survivors.txt"
	wanted        = 0.90 // the share of mutants that must be noticed
)

func main() {
	var o options
	flag.StringVar(&o.only, "only", "", "mutate only files whose path contains this")
	flag.StringVar(&o.since, "since", "", "mutate only lines that this commit does not have")
	flag.Parse()
	if flag.NArg() != 1 {
		fmt.Fprintln(os.Stderr, "usage: mutants [-only FILE] [-since COMMIT] GREMLINS")
		os.Exit(2)
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, flag.Arg(0), o, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "mutants:", err)
		os.Exit(1)
	}
}

// options leave mutants out. What is left is tried, and the list of survivors is not judged
// as a whole: only who lived without being listed is a fault.
type options struct{ only, since string }

// choose leaves the mutants that the options ask for.
func (o options) choose(ctx context.Context, pkg string, mutants []mutant) ([]mutant, error) {
	var spans map[string][]span
	if o.since != "" {
		var err error
		if spans, err = changed(ctx, o.since, pkg); err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(mutants, func(m mutant) bool {
		return !strings.Contains(m.path, o.only) || o.since != "" && !m.in(spans)
	}), nil
}

func run(ctx context.Context, gremlins string, o options, out io.Writer) error {
	text, err := os.ReadFile(survivorsFile)
	if err != nil {
		return fmt.Errorf("read the list of survivors: %w", err)
	}
	listed, err := parseSurvivors(string(text))
	if err != nil {
		return fmt.Errorf("%s: %w", survivorsFile, err)
	}
	var score score
	for _, t := range targets() {
		// A test that fails on sound code would notice every mutant.
		if outcome, said := try(ctx, t, nil); outcome != lived {
			return fmt.Errorf("the tests of %s fail without a mutant:\n%s", t.pkg, said)
		}
		mutants, err := find(ctx, gremlins, t.pkg)
		if err != nil {
			return err
		}
		if mutants, err = o.choose(ctx, t.pkg, mutants); err != nil {
			return err
		}
		fmt.Fprintf(out, "%s: %d mutants\n", t.pkg, len(mutants))
		outcomes := tryAll(ctx, t, mutants, func(done int, m *mutant, o outcome) {
			switch {
			case o == lived:
				fmt.Fprintln(out, "lived  ", m.key())
			case done%25 == 0:
				fmt.Fprintf(out, "%d of %d\n", done, len(mutants))
			}
		})
		for i, o := range outcomes {
			score.add(mutants[i], o)
		}
		if err := ctx.Err(); err != nil {
			return err
		}
	}
	fmt.Fprintf(out, "%d mutants noticed, %d lived, %d do not compile\n", score.killed, len(score.lived), score.broken)
	return score.judge(listed, o == options{})
}
