package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// aggregate writes the sum of a measure, or with squares the sum of its squares.
func (s *statement) aggregate(m *metric.Measure, squares bool) (string, error) {
	column := s.table.fields[m.Field]
	if m.Field != "" && column == "" {
		return "", fmt.Errorf("%s has no field %q", m.Fact, m.Field)
	}
	condition, err := s.table.condition(m.Where)
	if err != nil {
		return "", fmt.Errorf("%s %w", m.Fact, err)
	}
	filter := " FILTER (WHERE " + condition + ")"
	switch {
	case m.Spread:
		return "spread(" + column + ")" + filter, nil
	case squares:
		return "exact_squares(" + column + ")" + filter, nil
	case m.Distinct:
		return "count(DISTINCT " + column + ")" + filter, nil
	case column != "":
		return "coalesce(sum(" + column + ")" + filter + ", 0)", nil
	}
	return "count(*)" + filter, nil
}

// columns are the number of a bucket, the group, the currency and the sums.
func (s *statement) columns() ([]string, error) {
	group, err := s.group(&s.table)
	if err != nil {
		return nil, err
	}
	columns := []string{"b.n", group, s.currency()}
	for _, i := range s.measures {
		m := &s.query.Measures[i]
		for _, squares := range []bool{false, true} {
			if squares && !m.Squares {
				continue
			}
			a, err := s.aggregate(m, squares)
			if err != nil {
				return nil, err
			}
			columns = append(columns, a)
		}
	}
	return columns, nil
}

// group is what the statement splits the facts of a table by.
func (s *statement) group(t *table) (group string, err error) {
	if s.query.Touch != nil {
		group, err = touched(s.query.Touch)
	} else {
		group, err = t.group(s.query.GroupBy)
	}
	for _, by := range s.split {
		value, err := t.property(by)
		if err != nil {
			return "", err
		}
		group = value + " || char(31) || " + group
	}
	return group, err
}

// from writes the facts of a table that the statement is about.
func (s *statement) from(t *table, buckets []metric.Bucket) (string, []any, error) {
	q := s.query
	from, args, err := t.from(q.Site, q.AsOf, buckets, s.dimensions(), q.Filters)
	if err != nil || q.Groups == nil {
		return from, args, err
	}
	group, err := s.group(t)
	return from + " AND " + group + " IN (SELECT value FROM json_each(:groups))", append(args, sql.Named("groups", toJSON(q.Groups))), err
}

// dimensions are those that the statement splits by.
func (s *statement) dimensions() []metric.Dimension {
	if s.query.GroupBy == "" {
		return s.split
	}
	return append(slices.Clone(s.split), s.query.GroupBy)
}

// currency is the column by which a statement splits sums of money.
func (s *statement) currency() string {
	if s.byCurrency {
		return "f.currency"
	}
	return "''"
}

// text writes the statement over some buckets and its arguments, with more columns at its end.
func (s *statement) text(buckets []metric.Bucket, more ...string) (string, []any, error) {
	columns, err := s.columns()
	if err != nil {
		return "", nil, err
	}
	from, args, err := s.from(&s.table, buckets)
	return fmt.Sprintf("/* Measure */ %s SELECT %s %s GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
		withBuckets, strings.Join(append(columns, more...), ", "), from), args, err
}

// scan reads the statement's sums over the buckets as they are asked for.
func (s *statement) scan(ctx context.Context, r *reading) ([]metric.Cell, error) {
	text, args, err := s.text(s.query.Buckets)
	if err != nil {
		return nil, err
	}
	rows, err := r.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var cells []metric.Cell
	for rows.Next() {
		bucket, row, err := s.read(rows)
		if err != nil {
			return nil, err
		}
		if err := s.crowded(len(cells) / len(s.measures) / len(s.query.Buckets)); err != nil {
			return nil, err
		}
		for n := range s.measures {
			cells = append(cells, row.cell(s, n, bucket))
		}
	}
	return cells, rows.Err()
}

// sumRow is what a statement says of a group in a currency.
type sumRow struct {
	group, currency string
	sums            []int64       // of the statement's measures
	spreads         []metric.Pace // of all, where any of them asks for one
	squares         []string      // of those that ask for them, in decimal
}

// read reads the row that rows stands at, and columns that follow the sums.
func (s *statement) read(rows *sql.Rows, more ...any) (bucket int, row sumRow, err error) {
	row.sums, row.squares, row.spreads = make([]int64, len(s.measures)), make([]string, s.squared()), s.spreads()
	into, squares := []any{&bucket, &row.group, &row.currency}, row.squares
	for n, i := range s.measures {
		if s.query.Measures[i].Spread {
			into = append(into, paceText{&row.spreads[n]})
		} else {
			into = append(into, &row.sums[n])
		}
		if s.query.Measures[i].Squares {
			into = append(into, &squares[0])
			squares = squares[1:]
		}
	}
	err = rows.Scan(append(into, more...)...)
	return bucket, row, err
}

// spreads has room for the spreads of the measures, if any asks for one.
func (s *statement) spreads() []metric.Pace {
	if slices.ContainsFunc(s.measures, func(i int) bool { return s.query.Measures[i].Spread }) {
		return make([]metric.Pace, len(s.measures))
	}
	return nil
}

// squared is how many of the measures ask for squares.
func (s *statement) squared() (n int) {
	for _, i := range s.measures {
		if s.query.Measures[i].Squares {
			n++
		}
	}
	return n
}

// cell is the sum of the n-th measure.
func (row *sumRow) cell(s *statement, n, bucket int) metric.Cell {
	c := metric.Cell{Measure: s.measures[n], Bucket: bucket, Group: row.group, Currency: row.currency, Value: row.sums[n]}
	at := 0
	for _, i := range s.measures[:n] {
		if s.query.Measures[i].Squares {
			at++
		}
	}
	if s.query.Measures[c.Measure].Squares {
		c.Squares = row.squares[at]
	}
	if s.query.Measures[c.Measure].Spread {
		c.Spread = row.spreads[n]
		c.Value = c.Spread.Count
	}
	return c
}
