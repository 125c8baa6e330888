package engine

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"time"
)

// Options say what to measure. All sizes are numbers of events.
type Options struct {
	// Rounds is how often each case of taking in is run. Defaults to 3.
	Rounds int
	// Singles and Batched are how many events a case takes in a round: one by one, and in
	// batches. They default to 30,000 and 100,000; negative leaves the cases out.
	Singles, Batched int
	// Overload is how long three times as much as was taken is offered. Defaults to 5 s;
	// negative leaves it out, and so does Batched.
	Overload time.Duration
	// Shops are the sizes of the shops that are asked. Defaults to none.
	Shops []int
	// Asked is how often each shop is asked each question. Defaults to 30.
	Asked int
	// Dir is where data folders are made. Defaults to the system's folder for temporary
	// files; what it lies on decides what a sync costs.
	Dir string
	// Safar and Floor are the programs. They default to those built from this module.
	Safar, Floor string
	// Log is told what is going on. Defaults to nobody.
	Log io.Writer
}

// Sizes of a run that shows that everything is in its place, in seconds; its figures say little.
const (
	shortSingles = 60
	shortBatched = 400
	shortShop    = 900
)

// Short are the options of such a run.
func Short() Options {
	return Options{
		Rounds: 1, Singles: shortSingles, Batched: shortBatched, Overload: 50 * time.Millisecond,
		Shops: []int{shortShop}, Asked: 1,
	}
}

// withDefaults fills in what is left open and says what makes no sense.
func (o Options) withDefaults() (Options, error) {
	for _, field := range []struct {
		value *int
		usual int
	}{{&o.Rounds, 3}, {&o.Singles, 30_000}, {&o.Batched, 100_000}, {&o.Asked, 30}} {
		if *field.value == 0 {
			*field.value = field.usual
		}
	}
	if o.Overload == 0 {
		o.Overload = 5 * time.Second
	}
	if o.Log == nil {
		o.Log = io.Discard
	}
	if o.Rounds < 1 || o.Asked < 1 {
		return o, errors.New("rounds and questions must be at least 1")
	}
	if slices.ContainsFunc(o.Shops, func(n int) bool { return n < 1 }) {
		return o, errors.New("a shop has at least 1 event")
	}
	return o, nil
}

func (o Options) tell(format string, args ...any) { fmt.Fprintf(o.Log, format+"\n", args...) }

// withFolder runs fn with a new folder on the disk that is measured. It is gone afterwards.
func (o Options) withFolder(fn func(dir string) error) error {
	dir, err := os.MkdirTemp(o.Dir, "safar-bench-*")
	if err != nil {
		return err
	}
	return errors.Join(fn(dir), os.RemoveAll(dir))
}
