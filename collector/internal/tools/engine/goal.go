package engine

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// goal is something that the collector has to keep to.
type goal struct {
	text  string
	limit float64
	// least tells that more is better.
	least bool
	// ratio tells that it means nothing in an invalid run.
	ratio bool
	// figure is what a run measured, NaN when it did not.
	figure func(*Result) float64
}

// Sizes of shops for which there are goals.
const (
	million    = 1_000_000
	tenMillion = 10_000_000
)

// goals are what the collector has to keep to on two cores.
func goals() []goal {
	return []goal{
		{"single events, x floor", 0.65, true, true, func(r *Result) float64 { return r.compared(1) }},
		{"batches of 10, x floor", 0.35, true, true, func(r *Result) float64 { return r.compared(10) }},
		{"batches of 100, x floor", 0.35, true, true, func(r *Result) float64 { return r.compared(100) }},
		{"CPU s per 100,000 in batches of 10, folded", 3, false, false, func(r *Result) float64 { return r.spent(10) }},
		{"CPU s per 100,000 in batches of 100, folded", 3, false, false, func(r *Result) float64 { return r.spent(100) }},
		{"MB idle, in the largest shop", 64, false, false, func(r *Result) float64 { return r.largest(func(s *Reading) float64 { return s.Idle }) }},
		{"MB peak under overload", 256, false, false, func(r *Result) float64 { return r.overloaded(func(o *Overload) float64 { return o.Peak }) }},
		{"p99 ms of what is taken under overload", 250, false, false, func(r *Result) float64 { return r.overloaded(func(o *Overload) float64 { return o.TakenP99 }) }},
		{"p99 ms until told to come again", 100, false, false, func(r *Result) float64 { return r.overloaded(func(o *Overload) float64 { return o.ShedP99 }) }},
		{"requests without an answer under overload", 0, false, false, func(r *Result) float64 { return r.overloaded(func(o *Overload) float64 { return float64(o.Failed) }) }},
		{"bytes of events on disk, to their JSON", 0.4, false, false, func(r *Result) float64 { return r.largest(func(s *Reading) float64 { return s.Raw / s.Sent }) }},
		{"bytes on disk per event, of everything", 300, false, false, func(r *Result) float64 { return r.largest(func(s *Reading) float64 { return s.Disk }) }},
		{"home page, 90 days, median ms at 1 million events", 50, false, false, func(r *Result) float64 { return r.page(million, homeName) }},
		{"home page, 90 days, median ms at 10 million", 80, false, false, func(r *Result) float64 { return r.page(tenMillion, homeName) }},
		{"home page, 90 days, 10 million to 1 million", 1.5, false, false, func(r *Result) float64 { return r.page(tenMillion, homeName) / r.page(million, homeName) }},
		{"other pages, median ms at 10 million", 150, false, false, func(r *Result) float64 {
			return r.page(tenMillion, "home page, any range", "funnel", "channels", "products")
		}},
		{"cohorts and RFM, median ms at 10 million", 300, false, false, func(r *Result) float64 { return r.page(tenMillion, "cohorts", rfmName) }},
		{"segments of two dimensions, median ms at 10 million", 1000, false, false, func(r *Result) float64 { return r.page(tenMillion, segmentName, sourceName) }},
		{"ms from start to first answer at 10 million", 5000, false, false, func(r *Result) float64 { return r.shop(tenMillion, func(s *Reading) float64 { return s.Ready }) }},
	}
}

// compared is the ratio to the floor in requests of a size.
func (r *Result) compared(size int) float64 {
	in, ok := r.intake(size)
	if !ok {
		return math.NaN()
	}
	middle, _, ok := in.Safar.Answered.Ratio(in.Floor.Answered)
	if !ok {
		return math.NaN()
	}
	return middle
}

func (r *Result) spent(size int) float64 {
	in, ok := r.intake(size)
	if !ok {
		return math.NaN()
	}
	return in.Safar.FoldedCPU.Median()
}

func (r *Result) overloaded(figure func(*Overload) float64) float64 {
	if r.Overload == nil {
		return math.NaN()
	}
	return figure(r.Overload)
}

func (r *Result) largest(figure func(*Reading) float64) float64 {
	if len(r.Readings) == 0 {
		return math.NaN()
	}
	return figure(slices.MaxFunc(r.Readings, func(a, b *Reading) int { return cmp.Compare(a.Events, b.Events) }))
}

// shop is the figure of the shop of a size.
func (r *Result) shop(events int, figure func(*Reading) float64) float64 {
	for _, s := range r.Readings {
		if s.Meant == events {
			return figure(s)
		}
	}
	return math.NaN()
}

// page is the median of the slowest of some questions, in milliseconds.
func (r *Result) page(events int, names ...string) float64 {
	return r.shop(events, func(s *Reading) (slowest float64) {
		for _, name := range names {
			slowest = max(slowest, milliseconds(s.Times[name].Quantile(0.5)))
		}
		return slowest
	})
}

// goals writes those that the run says something about.
func (r *Result) goals(b *strings.Builder) {
	b.WriteString("### Goals\n\n")
	t := newTable(b, "goal", "", "measured", "")
	for _, g := range goals() {
		got := g.figure(r)
		if math.IsNaN(got) {
			continue
		}
		sign, kept := "at most", got <= g.limit
		if g.least {
			sign, kept = "at least", got >= g.limit
		}
		verdict := map[bool]string{true: "kept", false: "missed"}[kept]
		if g.ratio && r.Invalid() != "" {
			verdict = "invalid run"
		}
		t.row(g.text, fmt.Sprintf("%s %g", sign, g.limit), decimal(got), verdict)
	}
	b.WriteString("\n")
}
