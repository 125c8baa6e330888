package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"regexp"
	"strings"
	"text/tabwriter"
	"time"
)

func main() {
	var o options
	flag.DurationVar(&o.span, "time", 20*time.Second, "how long each target is run")
	flag.StringVar(&o.only, "only", "", "run only targets whose folder and name match this regular expression")
	flag.IntVar(&o.keep, "keep", 0, "fill the committed corpus of each target up to so many inputs")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := run(ctx, flag.Args(), o, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "fuzz:", err)
		os.Exit(1)
	}
}

type options struct {
	span time.Duration
	only string
	keep int
}

// errBroken says that some target failed; the table says which.
var errBroken = errors.New("a target failed: commit the input that broke it when it is mended, it is the regression test")

// run runs the targets of modules. A target that fails stops none of the others.
func run(ctx context.Context, modules []string, o options, out io.Writer) error {
	only, err := regexp.Compile(o.only)
	if err != nil {
		return fmt.Errorf("-only: %w", err)
	}
	var all []target
	for _, module := range modules {
		found, err := targets(module)
		if err != nil {
			return err
		}
		for _, t := range found {
			if only.MatchString(t.String()) {
				all = append(all, t)
			}
		}
	}
	if len(all) == 0 {
		return errors.New("there is no target")
	}
	fmt.Fprintf(out, "%d fuzz targets, %v each\n", len(all), o.span)
	broken := false
	table := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "target\texecs\tfound\tresult")
	for _, t := range all {
		got := try(ctx, t, o.span)
		if ctx.Err() != nil {
			break
		}
		if broken = broken || got.failed; got.failed {
			fmt.Fprintf(out, "%s:\n%s\n", t, got.said)
		}
		fmt.Fprintf(out, "%s: %s\n", t, got.result())
		fmt.Fprintf(table, "%s\t%d\t%d\t%s\n", t, got.execs, got.found, got.result())
		if o.keep > 0 {
			if err := keep(ctx, t, o.keep); err != nil {
				return err
			}
		}
	}
	if err := errors.Join(ctx.Err(), table.Flush()); err != nil {
		return err
	}
	if broken {
		return errBroken
	}
	return nil
}

// try runs one target.
func try(ctx context.Context, t target, span time.Duration) outcome {
	cmd := exec.CommandContext(ctx, "go", "test", "-run", "^$", "-fuzz", "^"+t.name+"$", "-fuzztime", span.String(), "./"+t.pkg)
	cmd.Dir = t.module
	var said strings.Builder
	cmd.Stdout, cmd.Stderr = &said, &said
	err := cmd.Run()
	return outcomeOf(said.String(), err)
}
