package engine

import (
	"context"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/tools/load"
)

// Result is what a run measured.
type Result struct {
	At       time.Time
	Machine  Machine
	Rounds   int
	Intakes  []*Intake
	Overload *Overload // nil when it was left out
	Readings []*Reading
	// Mix is how many events of each name the intakes sent.
	Mix load.Mix
}

// Run measures. The programs run one at a time but for those that are asked, and nothing else
// should run beside them.
func Run(ctx context.Context, options Options) (r *Result, err error) {
	o, err := options.withDefaults()
	if err == nil {
		err = o.withFolder(func(dir string) error {
			r, err = o.run(ctx, dir)
			return err
		})
	}
	if err != nil {
		return r, fmt.Errorf("measure the engine: %w", err)
	}
	return r, nil
}

// run measures with the programs in dir.
func (o Options) run(ctx context.Context, dir string) (*Result, error) {
	programs, err := o.build(ctx, dir)
	if err != nil {
		return nil, err
	}
	r := &Result{At: time.Now(), Rounds: o.Rounds, Mix: load.Mix{}}
	if r.Machine, err = lookAround(dir); err != nil {
		return nil, fmt.Errorf("look at the machine: %w", err)
	}
	if err := r.takeIn(ctx, o, programs); err != nil {
		return r, fmt.Errorf("take events in: %w", err)
	}
	if r.Readings, err = o.readings(ctx, programs.safar, r.At); err != nil {
		return r, fmt.Errorf("ask shops: %w", err)
	}
	return r, nil
}

// takeIn runs the rounds, floor and collector in turns, and then the overload.
func (r *Result) takeIn(ctx context.Context, o Options, p programs) error {
	floor := func(ctx context.Context, dir string) (*server, error) { return startFloor(ctx, p.floor, dir) }
	safar := func(ctx context.Context, dir string) (*server, error) {
		s, err := openShop(ctx, p.safar, dir)
		if err != nil {
			return nil, err
		}
		return s.serve(ctx)
	}
	r.Intakes = o.intakes()
	for _, in := range r.Intakes {
		if err := in.pack(r.At, r.Mix); err != nil {
			return err
		}
	}
	for n := range o.Rounds {
		for _, in := range r.Intakes {
			if err := o.withFolder(func(dir string) error { return in.round(ctx, dir, floor, &in.Floor) }); err != nil {
				return fmt.Errorf("the floor: %w", err)
			}
			if err := o.withFolder(func(dir string) error { return in.round(ctx, dir, safar, &in.Safar) }); err != nil {
				return err
			}
			o.tell("round %d of %d, %s: floor %.0f events/s, Safar %.0f answered, %.0f folded, CPU %.2f s per 100,000",
				n+1, o.Rounds, in, in.Floor.Answered[n], in.Safar.Answered[n], in.Safar.Folded[n], in.Safar.FoldedCPU[n])
		}
	}
	taken, ok := r.intake(overloadSize)
	if !ok || o.Overload < 0 {
		return nil
	}
	return o.withFolder(func(dir string) error {
		over, err := o.overload(ctx, dir, safar, taken.Safar.Answered.Median())
		r.Overload = &over
		return err
	})
}

// intake is the first case with requests of a size.
func (r *Result) intake(size int) (*Intake, bool) {
	for _, in := range r.Intakes {
		if in.Size == size {
			return in, true
		}
	}
	return nil, false
}

func (in *Intake) String() string {
	if in.Size == 1 {
		return fmt.Sprintf("1 event, %s", in.IDs)
	}
	return fmt.Sprintf("%d events, %s", in.Size, in.IDs)
}

// floorNeeded is how many events a second the floor must take in batches of floorSize for
// the ratios to say something.
const (
	floorNeeded = 60_000
	floorSize   = 100
)

// Invalid says why the ratios of the run say nothing, "" when they do.
func (r *Result) Invalid() string {
	in, ok := r.intake(floorSize)
	if !ok || len(in.Floor.Answered) == 0 {
		return "the floor was not measured in batches"
	}
	if got := in.Floor.Answered.Median(); got < floorNeeded {
		return fmt.Sprintf("the floor took %.0f events a second in batches of %d, fewer than %d: the machine was too slow or too busy", got, floorSize, floorNeeded)
	}
	return ""
}
