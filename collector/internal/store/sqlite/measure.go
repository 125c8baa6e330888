package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// Measure sums the measures of a query over its buckets. All sums are taken from one
// consistent state of the facts.
func (db *DB) Measure(ctx context.Context, q metric.Query) ([]metric.Cell, error) {
	statements, err := plan(q)
	if err != nil {
		return nil, err
	}
	r, err := db.readAsOf(ctx, q.Site, q.AsOf)
	if err != nil {
		return nil, translate(err)
	}
	defer r.close()
	var cells []metric.Cell
	seen := newGroupCount(q.MostGroups)
	for _, s := range statements {
		found, err := s.run(ctx, r.Conn, seen)
		if errors.Is(err, errManyGroups) {
			return nil, tooMany(ctx, r.Conn, q, statements)
		}
		if err != nil {
			return nil, fmt.Errorf("measure %s: %w", s.table.name, translate(err))
		}
		cells = append(cells, found...)
	}
	return cells, nil
}

// statement sums all measures of a query that share a table and their split by currency.
type statement struct {
	table      table
	byCurrency bool
	measures   []int // of the query
	query      *metric.Query
}

// plan sorts the measures of a query into statements.
func plan(q metric.Query) ([]*statement, error) {
	type shape struct {
		fact       metric.Fact
		byCurrency bool
	}
	known := map[shape]*statement{}
	var all []*statement
	for i, m := range q.Measures {
		t, ok := tables[m.Fact]
		if !ok {
			return nil, fmt.Errorf("no table holds the fact %q", m.Fact)
		}
		s := known[shape{m.Fact, m.ByCurrency}]
		if s == nil {
			s = &statement{table: t, byCurrency: m.ByCurrency, query: &q}
			known[shape{m.Fact, m.ByCurrency}] = s
			all = append(all, s)
		}
		s.measures = append(s.measures, i)
	}
	return all, nil
}

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
	case squares:
		return "exact_squares(" + column + ")" + filter, nil
	case m.Distinct:
		return "count(DISTINCT " + column + ")" + filter, nil
	case column != "":
		return "coalesce(sum(" + column + ")" + filter + ", 0)", nil
	}
	return "count(*)" + filter, nil
}

// text writes the statement and its arguments.
func (s *statement) text() (string, []any, error) {
	currency := "''"
	if s.byCurrency {
		currency = "f.currency"
	}
	group, err := s.table.group(s.query.GroupBy)
	if err != nil {
		return "", nil, err
	}
	columns := []string{"b.n", group, currency}
	for _, i := range s.measures {
		m := &s.query.Measures[i]
		for _, squares := range []bool{false, true} {
			if squares && !m.Squares {
				continue
			}
			a, err := s.aggregate(m, squares)
			if err != nil {
				return "", nil, err
			}
			columns = append(columns, a)
		}
	}
	from, args, err := s.table.from(s.query.Site, s.query.AsOf, s.query.Buckets, s.query.GroupBy, s.query.Filters)
	asked, args := askedGroups(s.query, group, args)
	return fmt.Sprintf("/* Measure */ %s SELECT %s %s%s GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
		withBuckets, strings.Join(columns, ", "), from, asked), args, err
}

// run reads the statement's sums.
func (s *statement) run(ctx context.Context, conn *sql.Conn, seen *groupCount) ([]metric.Cell, error) {
	text, args, err := s.text()
	if err != nil {
		return nil, err
	}
	rows, err := conn.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var cells []metric.Cell
	for rows.Next() {
		row := make([]metric.Cell, len(s.measures))
		var bucket int
		var group, currency string
		into := []any{&bucket, &group, &currency}
		for n, i := range s.measures {
			into = append(into, &row[n].Value)
			if s.query.Measures[i].Squares {
				into = append(into, &row[n].Squares)
			}
		}
		if err := rows.Scan(into...); err != nil {
			return nil, err
		}
		if seen.tooMany(group) {
			return nil, errManyGroups
		}
		for n, i := range s.measures {
			row[n].Measure, row[n].Bucket, row[n].Group, row[n].Currency = i, bucket, group, currency
		}
		cells = append(cells, row...)
	}
	return cells, rows.Err()
}
