package sqlite

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"strings"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// withBuckets begins a statement that goes on with what from writes.
const withBuckets = `WITH b (n, lo, hi, before) AS MATERIALIZED (
	SELECT key, value ->> 0, value ->> 1, value ->> 2 FROM json_each(:buckets))`

// from writes which facts a statement is about: those of the buckets that the filters take,
// each once for every value of the dimensions that the statement splits by.
func (t *table) from(site, asOf int64, buckets []metric.Bucket, by []metric.Dimension, filters []metric.Filter) (string, []any, error) {
	list := make([][3]int64, len(buckets))
	for i, b := range buckets {
		list[i] = [3]int64{b.From, b.To, b.Before}
	}
	args := []any{sql.Named("site", site), sql.Named("asof", asOf), sql.Named("buckets", toJSON(list))}
	taken, more, err := t.filtered(filters)
	text := fmt.Sprintf("FROM b CROSS JOIN %s AS f ON f.site = :site AND %s%s WHERE TRUE%s", t.name, t.span, t.joins(by, filters), taken)
	return text, append(args, more...), err
}

// joins writes what a statement reads beside the facts, to split by dimensions and to filter.
func (t *table) joins(by []metric.Dimension, filters []metric.Filter) (text string) {
	asked := slices.Clone(by)
	for _, f := range filters {
		asked = append(asked, f.Dimension)
	}
	if slices.ContainsFunc(asked, func(d metric.Dimension) bool { return !t.owns(d) }) {
		text = " LEFT JOIN session AS s ON s.id = " + cmp.Or(t.session, "f.session")
	}
	for _, d := range by {
		if m, ok := t.many[d]; ok {
			text += fmt.Sprintf(" LEFT JOIN %s AS v ON %s", m.name, m.is)
		}
	}
	return text
}

// owns tells whether the values of a dimension are the fact's and not its visit's.
func (t *table) owns(by metric.Dimension) bool {
	_, many := t.many[by]
	_, one := t.own(by)
	return many || one
}

// own is the column with the one value that a fact itself has of a dimension.
func (t *table) own(by metric.Dimension) (column string, ok bool) {
	column, ok = t.dimensions[by]
	return column, ok
}

// filtered writes the conditions of filters, each with AND before it.
func (t *table) filtered(filters []metric.Filter) (text string, args []any, err error) {
	for i, f := range filters {
		taken, err := t.taken(f, fmt.Sprintf("(SELECT value FROM json_each(:filter%d))", i))
		if err != nil {
			return "", nil, err
		}
		text += " AND " + taken
		args = append(args, sql.Named(fmt.Sprint("filter", i), toJSON(slices.Concat([]string{}, f.Values))))
	}
	return text, args, nil
}

// group is the value of a dimension by which a statement splits.
func (t *table) group(by metric.Dimension) (string, error) {
	if by == "" {
		return "''", nil
	}
	if m, ok := t.many[by]; ok {
		return fmt.Sprintf("CASE WHEN %s IS NULL THEN '%s' ELSE %[1]s END", m.column, m.none), nil
	}
	return t.property(by)
}

// taken is the condition that a filter takes a fact, with its values in a list.
func (t *table) taken(f metric.Filter, list string) (string, error) {
	condition, err := t.has(f.Dimension, list)
	if f.Not {
		return "NOT (" + condition + ")", err
	}
	// Without a word for none among the values, the column itself tells, and sooner.
	if _, many := t.many[f.Dimension]; many || slices.Contains(f.Values, metric.NoSession) || slices.Contains(f.Values, metric.NotSet) {
		return condition, err
	}
	if own, ok := t.own(f.Dimension); ok {
		return own + " IN " + list, err
	}
	return "s.id IS NOT NULL AND " + ofVisit("s")[f.Dimension] + " IN " + list, err
}

// has is the condition that one of a fact's values of a dimension is in a list.
func (t *table) has(by metric.Dimension, list string) (string, error) {
	m, ok := t.many[by]
	if !ok {
		value, err := t.property(by)
		return value + " IN " + list, err
	}
	return fmt.Sprintf("(EXISTS (SELECT 1 FROM %[1]s AS v WHERE %[2]s AND %[3]s IN %[4]s) OR '%[5]s' IN %[4]s AND NOT EXISTS (SELECT 1 FROM %[1]s AS v WHERE %[2]s))",
		m.name, m.is, m.column, list, m.none), nil
}

// property is the one value that a fact has of a dimension, its own or its session's, with
// words for none.
func (t *table) property(by metric.Dimension) (string, error) {
	if own, ok := t.own(by); ok {
		return "coalesce(nullif(" + own + ", ''), '" + metric.NotSet + "')", nil
	}
	column, ok := ofVisit("s")[by]
	if !ok {
		return "", fmt.Errorf("%s has no dimension %q", t.name, by)
	}
	return "CASE WHEN s.id IS NULL THEN '" + metric.NoSession + "' ELSE coalesce(nullif(" + column + ", ''), '" + metric.NotSet + "') END", nil
}

// condition says that all of some predicates hold.
func (t *table) condition(where []metric.Predicate) (string, error) {
	conditions := []string{"TRUE"}
	for _, p := range where {
		condition, ok := t.predicates[p]
		if !ok {
			return "", fmt.Errorf("has no predicate %q", p)
		}
		conditions = append(conditions, "("+condition+")")
	}
	return strings.Join(conditions, " AND "), nil
}
