package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
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
	for _, s := range statements {
		found, err := s.run(ctx, r.Conn)
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
	conditions := []string{"TRUE"}
	for _, p := range m.Where {
		condition, ok := s.table.predicates[p]
		if !ok {
			return "", fmt.Errorf("%s has no predicate %q", m.Fact, p)
		}
		conditions = append(conditions, "("+condition+")")
	}
	filter := " FILTER (WHERE " + strings.Join(conditions, " AND ") + ")"
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
	group, session := "''", "f.session"
	if s.table.self {
		session = "f.id"
	}
	if s.query.GroupBy != "" {
		var err error
		if group, err = s.group(); err != nil {
			return "", nil, err
		}
	}
	currency := "''"
	if s.byCurrency {
		currency = "f.currency"
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
	args := []any{sql.Named("site", s.query.Site), sql.Named("asof", s.query.AsOf), sql.Named("buckets", bucketList(s.query.Buckets))}
	filters, filterArgs, err := filterText(s.query.Filters)
	if err != nil {
		return "", nil, err
	}
	join := ""
	if s.query.GroupBy != "" || len(s.query.Filters) > 0 {
		join = "LEFT JOIN session AS s ON s.id = " + session
	}
	return fmt.Sprintf(`/* Measure */ WITH b (n, lo, hi, before) AS MATERIALIZED (
			SELECT key, value ->> 0, value ->> 1, value ->> 2 FROM json_each(:buckets))
		SELECT %s FROM b CROSS JOIN %s AS f ON f.site = :site AND %s %s WHERE TRUE%s GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
		strings.Join(columns, ", "), s.table.name, s.table.span, join, filters), append(args, filterArgs...), nil
}

// group is what the query splits by: a property of the fact itself, else of its session.
func (s *statement) group() (string, error) {
	if own, ok := s.table.dimensions[s.query.GroupBy]; ok {
		return own, nil
	}
	column, ok := dimensions[s.query.GroupBy]
	if !ok {
		return "", fmt.Errorf("%s has no dimension %q", s.table.name, s.query.GroupBy)
	}
	return property(column), nil
}

// property is a session's property, with words for none.
func property(column string) string {
	return "CASE WHEN s.id IS NULL THEN '" + noSession + "' ELSE coalesce(nullif(" + column + ", ''), '" + notSet + "') END"
}

func filterText(filters []metric.Filter) (text string, args []any, err error) {
	for i, f := range filters {
		column, ok := dimensions[f.Dimension]
		if !ok {
			return "", nil, fmt.Errorf("no dimension %q", f.Dimension)
		}
		not := ""
		if f.Not {
			not = "NOT "
		}
		name := fmt.Sprint("filter", i)
		text += " AND " + property(column) + " " + not + "IN (SELECT value FROM json_each(:" + name + "))"
		args = append(args, sql.Named(name, toJSON(slices.Concat([]string{}, f.Values))))
	}
	return text, args, nil
}

// bucketList is the buckets for json_each.
func bucketList(buckets []metric.Bucket) string {
	list := make([][3]int64, len(buckets))
	for i, b := range buckets {
		list[i] = [3]int64{b.From, b.To, b.Before}
	}
	return toJSON(list)
}

// run reads the statement's sums.
func (s *statement) run(ctx context.Context, conn *sql.Conn) ([]metric.Cell, error) {
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
		for n, i := range s.measures {
			row[n].Measure, row[n].Bucket, row[n].Group, row[n].Currency = i, bucket, group, currency
		}
		cells = append(cells, row...)
	}
	return cells, rows.Err()
}
