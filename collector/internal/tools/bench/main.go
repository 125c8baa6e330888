package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime"
	"strconv"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if len(os.Args) > 1 && os.Args[1] == "engine" {
		end(runEngine(ctx, os.Args[2:], os.Stdout))
		return
	}
	rounds := flag.Int("rounds", 5, "how often to run each benchmark")
	benchtime := flag.String("benchtime", "300ms", "how long each run takes at least, or how many turns, such as 30x")
	memory := flag.Bool("benchmem", true, "count what is allocated")
	dir := flag.String("C", "", "`folder` to run in, for a module beside this one")
	flag.Parse()
	if flag.NArg() == 0 || *rounds < 1 {
		fmt.Fprintln(os.Stderr, "usage: bench [-rounds N] [-benchtime D] [-C folder] packages\n       bench engine [flags]; bench engine -help lists them")
		os.Exit(2)
	}
	args := append([]string{"-benchtime", *benchtime, "-benchmem=" + strconv.FormatBool(*memory)}, flag.Args()...)
	end(run(ctx, *dir, *rounds, args, os.Stdout))
}

// end ends the program when something failed.
func end(err error) {
	switch {
	case err == nil:
	case errors.Is(err, flag.ErrHelp):
		os.Exit(0)
	default:
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run runs benchmarks with what go test needs to be told of them, and prints the table.
func run(ctx context.Context, dir string, rounds int, args []string, out io.Writer) error {
	args = append([]string{"test", "-run", "^$", "-bench", "."}, args...)
	var t table
	for round := range rounds {
		began := time.Now()
		var said bytes.Buffer
		cmd := exec.CommandContext(ctx, "go", args...)
		cmd.Dir, cmd.Stdout, cmd.Stderr = dir, &said, &said
		if err := cmd.Run(); err != nil {
			return fmt.Errorf("go test: %w\n%s", err, &said)
		}
		results, err := parse(said.String(), runtime.GOMAXPROCS(0))
		if err != nil {
			return err
		}
		if len(results) == 0 {
			return errors.New("no benchmark ran")
		}
		for _, r := range results {
			t.add(r)
		}
		fmt.Fprintf(out, "round %d of %d took %v\n", round+1, rounds, time.Since(began).Round(time.Second))
	}
	return t.print(out)
}
