package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// List implements metric.Lister. All facts are taken from one consistent state.
func (db *DB) List(ctx context.Context, l metric.List, each func([]metric.Value) error) error {
	s, err := db.at(ctx, l.Site, l.AsOf)
	if err != nil {
		return err
	}
	defer s.Close()
	return s.List(ctx, l, each)
}

// List implements metric.Lister.
func (s *snapshot) List(ctx context.Context, l metric.List, each func([]metric.Value) error) error {
	if !s.of(l.Site, l.AsOf) {
		return s.db.List(ctx, l, each)
	}
	text, args, err := listing(l)
	if err != nil {
		return fmt.Errorf("list %s: %w", l.Fact, err)
	}
	rows, err := s.QueryContext(ctx, text, args...)
	if err != nil {
		return fmt.Errorf("list %s: %w", l.Fact, translate(err))
	}
	defer rows.Close()
	return forEach(rows, len(l.Fields)+len(l.By), each)
}

// listing writes the statement and its arguments.
func listing(l metric.List) (string, []any, error) {
	t, ok := tables[l.Fact]
	if !ok {
		return "", nil, fmt.Errorf("no table holds it")
	}
	var columns []string
	for _, field := range l.Fields {
		column := t.fields[field]
		if column == "" {
			return "", nil, fmt.Errorf("has no field %q", field)
		}
		columns = append(columns, column)
	}
	for _, by := range l.By {
		column, err := t.property(by)
		if err != nil {
			return "", nil, err
		}
		columns = append(columns, column)
	}
	condition, err := t.condition(l.Where)
	if err != nil {
		return "", nil, err
	}
	order := ""
	if l.Sorted {
		order = " ORDER BY 1"
		for n := range len(columns) - 1 {
			order += fmt.Sprint(", ", n+2)
		}
	}
	from, args, err := t.from(l.Site, l.AsOf, []metric.Bucket{l.Bucket}, l.By, l.Filters)
	return fmt.Sprintf("/* List */ %s SELECT %s %s AND %s%s", withBuckets, strings.Join(columns, ", "), from, condition, order), args, err
}

// forEach reads rows of numbers and texts.
func forEach(rows *sql.Rows, width int, each func([]metric.Value) error) error {
	values, cells, into := make([]metric.Value, width), make([]any, width), make([]any, width)
	for i := range cells {
		into[i] = &cells[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return translate(err)
		}
		for i, cell := range cells {
			switch cell := cell.(type) {
			case int64:
				values[i] = metric.Value{Int: cell}
			case string:
				values[i] = metric.Value{Text: cell}
			case nil:
				values[i] = metric.Value{Null: true}
			default:
				return fmt.Errorf("a column of type %T", cell)
			}
		}
		if err := each(values); err != nil {
			return err
		}
	}
	return translate(rows.Err())
}
