package sqlite

import (
	"cmp"
	"database/sql"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// ranking is a statement that counts different people or visits. Of each in a piece it asks when
// it was there before, among the facts that the query is about, so that it is new to every
// bucket that begins after that.
type ranking struct {
	*statement
	measure *metric.Measure
	in      table // that of the members' facts
}

func newRanking(s *statement) *ranking {
	r := &ranking{statement: s, measure: &s.query.Measures[s.measures[0]], in: s.table}
	if s.way == precursors || s.way == stayers {
		r.in = tables[metric.FactOrder]
	}
	return r
}

func (r *ranking) reach(b metric.Bucket) (from, to int64) {
	if r.way == precursors {
		return b.Before, b.From
	}
	return b.From, b.To
}

// where are the conditions on the members' facts themselves.
func (r *ranking) where() []metric.Predicate {
	where := slices.DeleteFunc(slices.Clone(r.measure.Where), func(p metric.Predicate) bool { return ofBucket[p] != 0 })
	if r.measure.Fact == metric.FactEarlierCustomer {
		where = append(where, metric.IfPriced, metric.IfCustomer)
	}
	return where
}

// text writes the statement: d are the members of each piece, e they with the time they were
// there before.
func (r *ranking) text(pieces []metric.Bucket) (string, []any, error) {
	q := r.query
	condition, err := r.in.condition(r.where())
	if err != nil {
		return "", nil, err
	}
	group, err := r.group(&r.in)
	if err != nil {
		return "", nil, err
	}
	from, args, err := r.from(&r.in, pieces)
	if err != nil {
		return "", nil, err
	}
	taken, _, err := r.in.filtered(q.Filters)
	if err != nil {
		return "", nil, err
	}
	m := r.in.member
	before := fmt.Sprintf("(SELECT max(%s) FROM %s AS f%s WHERE %s AND %s < d.lo AND %s AND %s = d.g%s)",
		m.time, r.in.name, r.in.joins(r.dimensions(), q.Filters), m.near, m.time, condition, group, taken)
	if m.since != "" {
		before = fmt.Sprintf("CASE WHEN d.since < d.lo THEN %s END", before)
	}
	first, second := r.keys()
	return fmt.Sprintf(`/* Measure */ %s, d AS MATERIALIZED (
			SELECT b.n, b.lo, %s AS g, %s AS member, min(f.unit) AS unit, min(%s) AS since %s AND %s AND member IS NOT NULL GROUP BY 1, 3, 4),
		e AS MATERIALIZED (SELECT d.*, %s AS before FROM d)
		SELECT n, g, %s, %s, count(*) FROM e GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4`,
		withBuckets, group, m.column, cmp.Or(m.since, "0"), from, condition, before, first, second), args, nil
}

// keys write what of a member decides in which buckets it counts: it does where the first lies
// before the bucket; what the second decides over says that of the way.
func (r *ranking) keys() (first, second string) {
	const orders = "FROM placed AS o WHERE o.person = e.member AND o.customer AND o.value > 0"
	switch r.way {
	case newcomers:
		return "before", "CASE WHEN before IS NULL THEN (SELECT start FROM session WHERE visitor = e.member AND first) END"
	case returners:
		return "coalesce(before, (SELECT min(time) " + orders + "))", "NULL"
	case repeaters:
		return "before", strings.ReplaceAll("CASE WHEN before IS NULL AND (SELECT min(time) "+orders+") >= e.lo "+
			"THEN coalesce((SELECT time "+orders+" ORDER BY time LIMIT 1 OFFSET 1), :never) END", ":never", fmt.Sprint(allTime))
	}
	return "before", "NULL"
}

// rankRow is what of a piece's members of a group decides in which buckets they count, in order.
type rankRow struct {
	group  string
	always int64 // those that were not there before
	before []int64
	after  []int64
}

func (r *ranking) take(rows *sql.Rows, into []*part) error {
	var piece int
	var group string
	var first, second sql.NullInt64
	var n int64
	if err := rows.Scan(&piece, &group, &first, &second, &n); err != nil {
		return err
	}
	row := into[piece].rank(group)
	if err := r.crowded(len(into[piece].ranks)); err != nil {
		return err
	}
	if first.Valid {
		row.before = append(row.before, slices.Repeat([]int64{first.Int64}, int(n))...)
	} else {
		row.always += n
	}
	if second.Valid {
		row.after = append(row.after, slices.Repeat([]int64{second.Int64}, int(n))...)
		slices.Sort(row.after) // they come in the order of the first
	}
	return nil
}

func (r *ranking) over(b metric.Bucket, parts []*part) []metric.Cell {
	totals := map[string]int64{}
	for _, c := range parts {
		for i := range c.ranks {
			row := &c.ranks[i]
			totals[row.group] += r.counted(row, b)
		}
	}
	cells := make([]metric.Cell, 0, len(totals))
	for group, n := range totals {
		cells = append(cells, metric.Cell{Measure: r.measures[0], Group: group, Value: n})
	}
	return cells
}

// counted is how many of a row are new to a bucket, and count.
func (r *ranking) counted(row *rankRow, b metric.Bucket) int64 {
	switch r.way {
	case newcomers:
		return from(row.after, b.From)
	case repeaters:
		return row.newSince(b.From) - from(row.after, b.To)
	case returners:
		return int64(len(row.before)) - from(row.before, b.From)
	case precursors:
		return row.newSince(b.Before)
	case stayers:
		return row.newSince(b.From) - row.newSince(b.Before)
	}
	return row.newSince(b.From)
}

// newSince is how many were not there between an instant and the piece.
func (row *rankRow) newSince(instant int64) int64 {
	return row.always + int64(len(row.before)) - from(row.before, instant)
}

// from is how many of some instants in order are not before one.
func from(instants []int64, instant int64) int64 {
	return int64(len(instants) - sort.Search(len(instants), func(i int) bool { return instants[i] >= instant }))
}
