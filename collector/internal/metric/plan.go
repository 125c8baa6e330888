package metric

import (
	"maps"
	"slices"
)

// plan is a request made ready: what to measure, and over which buckets.
type plan struct {
	request  Request
	metrics  []terms
	leftOut  []string  // ids of those that do not allow what is asked for
	measures []Measure // of all metrics, each once
	compared *Range
	steps    []step
}

// terms are a definition with the places of its measures among those of the plan.
type terms struct {
	*Definition
	numerator, minus, denominator, pending int // 0 also for those that it lacks
	extras                                 map[string]int
}

// The buckets of a query: the range, the compared range if there is one, the steps.
const (
	inRange    = 0
	inCompared = 1
)

func newPlan(r Request) (*plan, error) {
	r = r.withDefaults()
	if err := r.validate(); err != nil {
		return nil, err
	}
	definitions, leftOut, err := r.definitions()
	if err != nil {
		return nil, err
	}
	p := &plan{request: r, leftOut: leftOut}
	index := map[string]int{}
	for i := range definitions {
		p.metrics = append(p.metrics, p.add(&definitions[i], index))
	}
	if compared, ok := r.Compare.against(Range{r.From, r.To}); ok {
		p.compared = &compared
	}
	if slices.ContainsFunc(p.metrics, func(m terms) bool { return p.hasSeries(m.Definition) }) {
		p.steps = r.steps()
	}
	return p, nil
}

// add takes the measures of a metric up, index knowing the place of those already there.
func (p *plan) add(d *Definition, index map[string]int) terms {
	place := func(m *Measure) int {
		if m == nil {
			return 0
		}
		at, known := index[m.key()]
		if !known {
			at = len(p.measures)
			index[m.key()] = at
			p.measures = append(p.measures, *m)
		}
		return at
	}
	t := terms{Definition: d, extras: make(map[string]int, len(d.Extras))}
	t.numerator, t.minus = place(&d.Numerator), place(d.Minus)
	t.denominator, t.pending = place(d.Denominator), place(d.Pending)
	for _, name := range slices.Sorted(maps.Keys(d.Extras)) {
		m := d.Extras[name]
		t.extras[name] = place(&m)
	}
	return t
}

// query asks for the range and, of the whole, its steps as well.
func (p *plan) query(groupBy Dimension) Query {
	r := p.request
	buckets := []Bucket{Range{r.From, r.To}.Bucket(r.Zone)}
	if p.compared != nil {
		buckets = append(buckets, p.compared.Bucket(r.Zone))
	}
	if groupBy == "" {
		for _, s := range p.steps {
			buckets = append(buckets, s.bucket)
		}
	}
	return Query{
		Site:     r.Site,
		Measures: p.measures,
		Buckets:  buckets,
		Cuts:     r.cuts(buckets),
		GroupBy:  groupBy,
		Filters:  r.Filters,
		Ahead:    r.Ahead,
		AsOf:     r.AsOf.UnixMilli(),
	}
}

// firstStep is the bucket of the first step.
func (p *plan) firstStep() int {
	if p.compared == nil {
		return inRange + 1
	}
	return inCompared + 1
}

// hasSeries tells whether a series is asked for whose steps are long enough for the metric.
func (p *plan) hasSeries(d *Definition) bool {
	return p.request.Interval != "" && !p.request.Interval.shorter(d.MinInterval)
}
