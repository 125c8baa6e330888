package memory

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// List implements metric.Lister.
func (s *Store) List(_ context.Context, l metric.List, each func([]metric.Value) error) error {
	v := s.asOf(l.AsOf)
	rows, err := v.rows(l.Fact, l.Bucket)
	if err != nil {
		return err
	}
	var listed [][]metric.Value
	for _, r := range rows {
		kept, err := r.satisfies(l.Fact, l.Where)
		if err != nil {
			return err
		}
		if !kept || !v.selected(r, l.Filters) {
			continue
		}
		values := make([]metric.Value, len(l.Fields), len(l.Fields)+len(l.By))
		for i, field := range l.Fields {
			if values[i], err = r.value(l.Fact, field); err != nil {
				return err
			}
		}
		for _, by := range l.By {
			values = append(values, metric.Value{Text: v.values(r, by)[0]})
		}
		listed = append(listed, values)
	}
	if l.Sorted {
		slices.SortFunc(listed, func(a, b []metric.Value) int { return slices.CompareFunc(a, b, compare) })
	}
	for _, values := range listed {
		if err := each(values); err != nil {
			return err
		}
	}
	return nil
}

// compare puts values of one field in order.
func compare(a, b metric.Value) int {
	if a.Null || b.Null {
		return cmp.Compare(number(b.Null), number(a.Null))
	}
	return cmp.Or(cmp.Compare(a.Int, b.Int), cmp.Compare(a.Text, b.Text))
}

// number is 1 for yes, as stores write it.
func number(yes bool) int64 {
	if yes {
		return 1
	}
	return 0
}

// value is what a fact has in a field.
func (r row) value(fact metric.Fact, field metric.Field) (metric.Value, error) {
	value, ok := r.fields[field]
	switch value := value.(type) {
	case int64:
		return metric.Value{Int: value}, nil
	case string:
		return metric.Value{Text: value}, nil
	case journey.Person:
		return metric.Value{Text: fmt.Sprintf("%+v", value), Null: value.ID == ""}, nil
	case nil:
		if ok {
			return metric.Value{Null: true}, nil
		}
	}
	return metric.Value{}, fmt.Errorf("%s has no field %q that can be listed", fact, field)
}
