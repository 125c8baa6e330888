package metric

import (
	"cmp"
	"context"
	"fmt"
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

// Mode says what it takes to get to a step of the funnel.
type Mode string

// The modes.
const (
	Reached Mode = "reached" // having it or a later one: steps may be skipped
	Closed  Mode = "closed"  // having all up to it, one after the other
)

// Funnel tells how far the sessions of a range got.
type Funnel struct {
	Request  Request
	Compared *Range
	Mode     Mode
	Steps    []StepReport
}

// StepReport is one step with those who got there.
type StepReport struct {
	Step  FunnelStep
	Count int64 // sessions that got there
	// Share is of the sessions of the first step.
	Share Figure
	// Continued is of those of the step before, Low and High its 95% interval; nil for the
	// first step and where nobody got to the step before.
	Continued *Figure
	Low, High *float64
	// Lost got there and no further; nobody at the last step.
	Lost int64
	// Previous is the same over the compared period; nil without one.
	Previous *FunnelPast
	// Significant says that the 95% interval of the difference of both Continued excludes
	// zero.
	Significant bool
	// Frictions are the reasons that sessions met with while this step was the furthest they
	// had got to, the most frequent first. A session may be among several.
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

// BuildFunnel answers a request with two queries. Its errors are those of Build.
func BuildFunnel(ctx context.Context, src Source, req Request, mode Mode) (Funnel, error) {
	if mode == "" {
		mode = Reached
	}
	at, to := IfAt, IfReached
	switch mode {
	case Reached:
	case Closed:
		at, to = IfClosedAt, IfClosed
	default:
		return Funnel{}, &RequestError{BadRequest, "mode", fmt.Sprintf("there is no mode %q", mode), "known: reached, closed"}
	}
	f, err := newFinding(req)
	if err != nil {
		return Funnel{}, err
	}
	var steps, frictions []Measure
	for _, s := range FunnelSteps() {
		steps = append(steps, sessions(to(s)))
		frictions = append(frictions, Measure{
			Fact: FactObstacle, Field: FieldSession, Distinct: true, Where: []Predicate{IfCertain, at(s)},
		})
	}
	counts, err := f.measure(ctx, src, "", steps)
	if err != nil {
		return Funnel{}, err
	}
	seen, err := f.measure(ctx, src, ByReason, frictions)
	if err != nil {
		return Funnel{}, err
	}
	out := Funnel{Request: f.Request, Compared: f.compared, Mode: mode}
	for _, s := range FunnelSteps() {
		step := f.step(s, counts)
		step.Frictions = seenAt(s, seen)
		out.Steps = append(out.Steps, step)
	}
	return out, nil
}

func (f *finding) step(s FunnelStep, counts *sums) StepReport {
	at := func(s FunnelStep, bucket int) int64 { return counts.at(int(s), bucket, "") }
	continued := func(bucket int) *Figure {
		if s == 0 || at(s-1, bucket) == 0 {
			return nil
		}
		c := share(at(s, bucket), at(s-1, bucket))
		return &c
	}
	out := StepReport{
		Step: s, Count: at(s, inRange), Share: share(at(s, inRange), at(0, inRange)), Continued: continued(inRange),
	}
	if int(s)+1 < len(stepIDs) {
		out.Lost = out.Count - at(s+1, inRange)
	}
	if out.Continued != nil {
		out.Low, out.High = bounds(out.Continued)
	}
	if f.compared != nil {
		out.Previous = &FunnelPast{at(s, inCompared), continued(inCompared)}
		out.Significant = out.Continued != nil && out.Previous.Continued != nil && out.Continued.differs(Ratio, out.Previous.Continued)
	}
	return out
}

// seenAt lists the reasons that sessions met with at a step, equally frequent ones by name.
func seenAt(s FunnelStep, seen *sums) []Seen {
	var all []Seen
	for _, reason := range seen.groups {
		if n := seen.at(int(s), inRange, reason); n > 0 {
			all = append(all, Seen{reason, n})
		}
	}
	slices.SortStableFunc(all, func(a, b Seen) int { return cmp.Compare(b.Sessions, a.Sessions) })
	return all
}
