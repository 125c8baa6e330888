package metric

import (
	"cmp"
	"context"
	"fmt"
	"slices"
)

// Source is a store of facts.
type Source interface {
	// Measure answers a query. Cells of value 0 may be left out.
	Measure(ctx context.Context, q Query) ([]Cell, error)
}

// Build answers a request: with one query, and a second one for groups. A request that
// can't be answered is a *RequestError; other errors are the source's.
func Build(ctx context.Context, src Source, req Request) (Report, error) {
	p, err := newPlan(req)
	if err != nil {
		return Report{}, err
	}
	whole, err := p.measure(ctx, src, "")
	if err != nil {
		return Report{}, err
	}
	report := Report{Request: p.request, Compared: p.compared, LeftOut: p.leftOut, Results: whole.results("", true)}
	by := p.request.GroupBy
	if by == "" {
		return report, nil
	}
	if err := p.split(ctx, src, &report); err != nil {
		return Report{}, err
	}
	report.Overlaps = by.many() || slices.ContainsFunc(p.metrics, func(m terms) bool { return m.overlaps() })
	return report, nil
}

func (p *plan) measure(ctx context.Context, src Source, by Dimension) (*answer, error) {
	q := p.query(by)
	cells, err := src.Measure(ctx, q)
	if err != nil {
		return nil, fmt.Errorf("measure: %w", err)
	}
	s, err := newSums(q, cells)
	if err != nil {
		return nil, fmt.Errorf("measure: %w", err)
	}
	return &answer{p, s}, nil
}

// split fills in the groups, and what is in none of them as one more.
func (p *plan) split(ctx context.Context, src Source, into *Report) error {
	g, err := measureGroups(ctx, src, p.query(p.request.GroupBy), maxGroups)
	if err != nil {
		return fmt.Errorf("measure groups: %w", err)
	}
	told, err := newSums(g.query, g.cells)
	if err != nil {
		return fmt.Errorf("measure groups: %w", err)
	}
	into.Groups = (&answer{p, told}).groupResults()
	if g.folded == 0 {
		return nil
	}
	q := g.rest()
	cells, err := src.Measure(ctx, q)
	if err != nil {
		return fmt.Errorf("measure what is in no group: %w", err)
	}
	rest, err := newSums(q, cells)
	if err != nil {
		return fmt.Errorf("measure what is in no group: %w", err)
	}
	into.Groups = append(into.Groups, Group{Other, (&answer{p, rest}).results("", false)})
	into.Folded = g.folded
	return nil
}

// groupResults are the groups, the biggest by the first metric's denominator, or its value
// where it has none, first, equal ones by key.
func (a *answer) groupResults() []Group {
	groups := make([]Group, len(a.sums.groups))
	for i, key := range a.sums.groups {
		groups[i] = Group{key, a.results(key, false)}
	}
	slices.SortStableFunc(groups, func(x, y Group) int {
		return cmp.Compare(y.Results[0].size(), x.Results[0].size())
	})
	return groups
}

func (f *Figure) size() int64 {
	if f.Denominator != nil {
		return *f.Denominator
	}
	return f.Numerator
}
