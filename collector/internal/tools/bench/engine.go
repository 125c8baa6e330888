package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"

	"github.com/safar-cx/safar/collector/internal/tools/engine"
)

// engineArgs are the flags of bench engine.
type engineArgs struct {
	engine.Options
	shops, write string
	short        bool
}

func parseEngine(args []string, complaints io.Writer) (engine.Options, string, error) {
	var a engineArgs
	flags := flag.NewFlagSet("bench engine", flag.ContinueOnError)
	flags.SetOutput(complaints)
	flags.IntVar(&a.Rounds, "rounds", 0, "how often to run each way of sending (default 3)")
	flags.IntVar(&a.Singles, "singles", 0, "`events` sent one by one in a round; negative for none (default 30,000)")
	flags.IntVar(&a.Batched, "batched", 0, "`events` sent in batches in a round; negative for none (default 100,000)")
	flags.DurationVar(&a.Overload, "overload", 0, "how long to offer too much; negative leaves it out (default 5s)")
	flags.StringVar(&a.shops, "events", "100000,1000000", "sizes of the shops that are asked, in `events` with commas between them; empty for none")
	flags.IntVar(&a.Asked, "asked", 0, "how often to ask each question (default 30)")
	flags.StringVar(&a.Dir, "dir", "", "`folder` on the disk to measure (default the system's for temporary files)")
	flags.StringVar(&a.Safar, "safar", "", "the `program` to measure (default built from this module)")
	flags.StringVar(&a.Floor, "floor", "", "the `program` to hold it against (default built from this module)")
	flags.StringVar(&a.write, "write", "", "`page` of the documentation to write the tables into")
	flags.BoolVar(&a.short, "short", false, "show in seconds that everything is in its place; other sizes are ignored")
	if err := flags.Parse(args); err != nil {
		return a.Options, "", err
	}
	for text := range strings.SplitSeq(a.shops, ",") {
		if text == "" {
			continue
		}
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil {
			return a.Options, "", fmt.Errorf("-events: %q is no number", text)
		}
		a.Shops = append(a.Shops, n)
	}
	if a.short && a.write != "" {
		return a.Options, "", errors.New("the figures of a short run say nothing: they are not written down")
	}
	if a.short {
		dir, safar, floor := a.Dir, a.Safar, a.Floor
		a.Options = engine.Short()
		a.Dir, a.Safar, a.Floor = dir, safar, floor
	}
	return a.Options, a.write, nil
}

// runEngine measures the collector from outside, prints the tables and writes them where asked.
func runEngine(ctx context.Context, args []string, out io.Writer) error {
	options, page, err := parseEngine(args, os.Stderr)
	if err != nil {
		return err
	}
	options.Log = os.Stderr
	result, err := engine.Run(ctx, options)
	if result == nil {
		return err
	}
	text := result.Markdown()
	fmt.Fprintf(out, "\n%s", text)
	if err != nil || page == "" {
		return err
	}
	return engine.WriteInto(page, text)
}
