package metric

import (
	"context"
	"fmt"
	"slices"
)

// finding is a request made ready for a report that is no list of metrics. Of a Request such
// reports read neither Metrics nor Interval nor GroupBy.
type finding struct {
	Request
	compared *Range
}

// newFinding takes the filters that the sessions metric allows: those that every unit allows
// which belongs to a session.
func newFinding(r Request) (*finding, error) { return newFindingOf(r, "sessions") }

// newFindingOf takes the filters that a metric allows.
func newFindingOf(r Request, metric string) (*finding, error) {
	r = r.withDefaults()
	if err := r.validate(); err != nil {
		return nil, err
	}
	if err := (Request{Filters: r.Filters}).allowed([]Definition{*Find(metric)}); err != nil {
		return nil, err
	}
	f := &finding{Request: r}
	if compared, ok := r.Compare.against(Range{r.From, r.To}); ok {
		f.compared = &compared
	}
	return f, nil
}

// buckets are the places of the range and, if there is one, of the compared range.
func (f *finding) buckets() []Bucket {
	buckets := []Bucket{Range{f.From, f.To}.Bucket(f.Zone)}
	if f.compared != nil {
		buckets = append(buckets, f.compared.Bucket(f.Zone))
	}
	return buckets
}

// measure asks for measures over the range and the compared one, split by a dimension or,
// for "", whole.
func (f *finding) measure(ctx context.Context, src Source, by Dimension, measures []Measure) (*sums, error) {
	return f.ask(ctx, src, f.query(by, measures))
}

func (f *finding) query(by Dimension, measures []Measure) Query {
	buckets := f.buckets()
	return Query{
		Site: f.Site, Measures: measures, Buckets: buckets, Cuts: f.cuts(buckets), GroupBy: by,
		Filters: f.Filters, Ahead: f.Ahead, AsOf: f.AsOf.UnixMilli(),
	}
}

func (f *finding) ask(ctx context.Context, src Source, q Query) (*sums, error) {
	g, err := measureGroups(ctx, src, q, maxRanked)
	if err != nil {
		return nil, fmt.Errorf("measure: %w", err)
	}
	s, err := newSums(g.query, g.cells)
	if err != nil {
		return nil, fmt.Errorf("measure: %w", err)
	}
	s.folded = g.folded
	return s, nil
}

// list asks for fields of facts that lie in one of the buckets.
func (f *finding) list(ctx context.Context, src Lister, fact Fact, bucket int, fields []Field, each func([]Value)) error {
	l := List{
		Site: f.Site, Fact: fact, Fields: fields, Bucket: f.buckets()[bucket],
		Filters: f.Filters, AsOf: f.AsOf.UnixMilli(),
	}
	err := src.List(ctx, l, func(v []Value) error { each(v); return nil })
	if err != nil {
		return fmt.Errorf("list: %w", err)
	}
	return nil
}

// at is a sum that is not split by currency.
func (s *sums) at(measure, bucket int, group string) int64 {
	return s.of[sumKey{measure, bucket, group, ""}].value
}

// amounts is a sum of money by currency; the site's first, even when it is nothing, then
// those that are something.
func (f *finding) amounts(s *sums, measure, bucket int, group string) []Amount {
	in := func(currency string) int64 { return s.of[sumKey{measure, bucket, group, currency}].value }
	all := []Amount{{f.Currency, in(f.Currency)}}
	for _, currency := range s.currencies {
		if minor := in(currency); currency != f.Currency && minor != 0 {
			all = append(all, Amount{currency, minor})
		}
	}
	return all
}

// share is a part of a whole.
func share(part, whole int64) Figure {
	f := Figure{Numerator: part, Denominator: &whole}
	f.setValue(Ratio, 0)
	return f
}

// bounds is the 95% interval of a share; nil where there is none.
func bounds(f *Figure) (low, high *float64) {
	if l, h, ok := f.interval(Ratio, 0); ok {
		return &l, &h
	}
	return nil, nil
}

// most is the place of the largest number, the first of equal ones.
func most(numbers []int64) int {
	return slices.Index(numbers, slices.Max(numbers))
}
