package metric

import (
	"cmp"
	"context"
	"slices"
)

// FunnelStep is a step of the funnel from a visit to an order, counted from 0. Stores know the
// numbers.
type FunnelStep int

// stepIDs name the steps, in their order.
var stepIDs = [...]string{
	"session", "view_item", "add_to_cart", "begin_checkout", "add_shipping_info", "add_payment_info", "purchase",
}

// FunnelSteps are the steps of the funnel, the visit itself first.
func FunnelSteps() []FunnelStep {
	steps := make([]FunnelStep, len(stepIDs))
	for i := range steps {
		steps[i] = FunnelStep(i)
	}
	return steps
}

// ID is the step's name: that of its event, session for the first.
func (s FunnelStep) ID() string { return stepIDs[s] }

// Funnel tells how far the units of a range got.
type Funnel struct {
	Request  Request
	Compared *Range
	FunnelOptions
	Steps []StepReport
}

// StepReport is one step with those who got there.
type StepReport struct {
	// ID is that of Step, or cart for the first step of carts.
	ID    string
	Step  FunnelStep
	Count int64 // units that got there
	// Share is of the units of the first step.
	Share Figure
	// Continued is of those of the step before, Low and High its 95% interval; nil for the
	// first step and where nobody got to the step before.
	Continued *Figure
	Low, High *float64
	// Lost got there and no further; nobody at the last step.
	Lost int64
	// Pace is how long it took from the step before; nil for the first step and where nobody's
	// time is known.
	Pace *Pace
	// Previous is the same over the compared period; nil without one.
	Previous *FunnelPast
	// Significant says that the 95% interval of the difference of both Continued excludes
	// zero.
	Significant bool
	// Frictions are the reasons that sessions met with while this step was the furthest they
	// had got to, the most frequent first. A session may be among several. They are told of
	// sessions only.
	Frictions []Seen
}

// FunnelPast is a step in the compared period.
type FunnelPast struct {
	Count     int64
	Continued *Figure
}

// Seen is how many sessions met with a reason.
type Seen struct {
	Reason   string
	Sessions int64
}

// ways are what a funnel is made of.
type ways struct {
	counts [len(stepIDs)][2]int64 // units that got to each step, by bucket
	after  [len(stepIDs)][]int64  // of persons: milliseconds from the step before, of those in the range
	paces  [len(stepIDs)]Pace     // of other units
}

// pace is how long it took to a step; nil where nobody's time is known.
func (w *ways) pace(s FunnelStep) *Pace {
	p := w.paces[s]
	if len(w.after[s]) > 0 {
		p = PaceOf(w.after[s])
	}
	if p.Count == 0 {
		return nil
	}
	return &p
}

// note takes up how long somebody took to a step. Visits on two devices may run side by side,
// so it may go back in time; that is left out.
func (w *ways) note(s FunnelStep, after int64) {
	if after >= 0 {
		w.after[s] = append(w.after[s], after)
	}
}

// BuildFunnel answers a request. Its errors are those of Build.
func BuildFunnel(ctx context.Context, src Facts, req Request, o FunnelOptions) (Funnel, error) {
	o = o.withDefaults()
	if err := o.validate(); err != nil {
		return Funnel{}, err
	}
	f, err := newFinding(req)
	if err != nil {
		return Funnel{}, err
	}
	w, err := f.ways(ctx, src, o)
	if err != nil {
		return Funnel{}, err
	}
	seen, err := f.seen(ctx, src, o)
	if err != nil {
		return Funnel{}, err
	}
	out := Funnel{Request: f.Request, Compared: f.compared, FunnelOptions: o}
	for _, s := range o.steps() {
		step := f.step(s, o, w)
		step.Frictions = seen[s]
		out.Steps = append(out.Steps, step)
	}
	return out, nil
}

// ways counts who got where and notes how long it took.
func (f *finding) ways(ctx context.Context, src Facts, o FunnelOptions) (*ways, error) {
	w, measures := &ways{}, o.counting()
	counts, err := f.measure(ctx, src, "", measures)
	if err != nil {
		return nil, err
	}
	for n, s := range o.steps()[:len(measures)] {
		for bucket := range f.buckets() {
			w.counts[s][bucket] = counts.at(n, bucket, "")
		}
	}
	if o.Unit == FunnelOfPersons {
		return w, f.followPersons(ctx, src, o.Mode, w)
	}
	return w, f.followUnits(ctx, src, o, w)
}

// followUnits notes the times of sessions or carts.
func (f *finding) followUnits(ctx context.Context, src Source, o FunnelOptions, w *ways) error {
	fact, after := FactPassage, FieldReachedAfter
	if o.Unit == FunnelOfCarts {
		fact = FactCartPassage
	}
	if o.Mode == Closed {
		after = FieldClosedAfter
	}
	steps := o.steps()[1:]
	var times []Measure
	for _, s := range steps {
		times = append(times, Measure{Fact: fact, Field: after, Where: []Predicate{IfStep(s)}, Spread: true})
	}
	found, err := f.measure(ctx, src, "", times)
	if err != nil {
		return err
	}
	for n, s := range steps {
		w.paces[s] = found.of[sumKey{n, inRange, "", ""}].spread
	}
	return nil
}

func (f *finding) step(s FunnelStep, o FunnelOptions, w *ways) StepReport {
	first := o.steps()[0]
	continued := func(bucket int) *Figure {
		if s == first || w.counts[s-1][bucket] == 0 {
			return nil
		}
		c := share(w.counts[s][bucket], w.counts[s-1][bucket])
		return &c
	}
	count := w.counts[s][inRange]
	out := StepReport{
		ID: o.stepID(s), Step: s, Count: count, Share: share(count, w.counts[first][inRange]), Continued: continued(inRange),
		Pace: w.pace(s),
	}
	if int(s)+1 < len(stepIDs) {
		out.Lost = count - w.counts[s+1][inRange]
	}
	if out.Continued != nil {
		out.Low, out.High = bounds(out.Continued)
	}
	if f.compared != nil {
		out.Previous = &FunnelPast{w.counts[s][inCompared], continued(inCompared)}
		out.Significant = out.Continued != nil && out.Previous.Continued != nil && out.Continued.differs(Ratio, out.Previous.Continued)
	}
	return out
}

// seen lists the reasons that sessions met with at each step, equally frequent ones by name.
func (f *finding) seen(ctx context.Context, src Source, o FunnelOptions) (map[FunnelStep][]Seen, error) {
	if o.Unit != FunnelOfSessions {
		return nil, nil
	}
	var frictions []Measure
	for _, s := range FunnelSteps() {
		at := IfAt(s)
		if o.Mode == Closed {
			at = IfClosedAt(s)
		}
		frictions = append(frictions, Measure{
			Fact: FactObstacle, Field: FieldSession, Distinct: true, Where: []Predicate{IfCertain, at},
		})
	}
	found, err := f.measure(ctx, src, ByReason, frictions)
	if err != nil {
		return nil, err
	}
	seen := map[FunnelStep][]Seen{}
	for _, s := range FunnelSteps() {
		for _, reason := range found.groups {
			if n := found.at(int(s), inRange, reason); n > 0 {
				seen[s] = append(seen[s], Seen{reason, n})
			}
		}
		slices.SortStableFunc(seen[s], func(a, b Seen) int { return cmp.Compare(b.Sessions, a.Sessions) })
	}
	return seen, nil
}
