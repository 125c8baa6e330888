package sqlite

import (
	"cmp"
	"database/sql"
	"fmt"
	"maps"
	"math/big"
	"regexp"
	"slices"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// summing is a statement whose sums add up over pieces.
type summing struct {
	*statement
	alarms []string // see asOfs
}

func newSumming(s *statement) (*summing, error) {
	text, _, err := s.text(nil)
	return &summing{s, alarms(text)}, err
}

func (s *summing) reach(b metric.Bucket) (from, to int64) { return b.From, b.To }

// asOfs finds the conditions of a fact, or of a value of it, that hang on as_of. What other facts
// say of as_of is the same for all instants after the latest event, and nothing is kept for others.
var asOfs = regexp.MustCompile(`([fv]\.[a-z_]+) (?:<=|>) :asof(?: - (\d+))?`)

// alarms write, for each thing that hangs on as_of, the first instant after as_of at which it
// will be another.
func alarms(text string) []string {
	of := map[string]bool{}
	for _, found := range asOfs.FindAllStringSubmatch(text, -1) {
		of[found[1]+" + "+cmp.Or(found[2], "0")] = true
	}
	var all []string
	for _, instant := range slices.Sorted(maps.Keys(of)) {
		all = append(all, fmt.Sprintf("min(%s) FILTER (WHERE %[1]s > :asof)", instant))
	}
	return all
}

func (s *summing) text(pieces []metric.Bucket) (string, []any, error) {
	return s.statement.text(pieces, s.alarms...)
}

func (s *summing) take(rows *sql.Rows, into []*part) error {
	instants, more := make([]sql.NullInt64, len(s.alarms)), make([]any, len(s.alarms))
	for i := range instants {
		more[i] = &instants[i]
	}
	piece, row, err := s.read(rows, more...)
	if err != nil {
		return err
	}
	c := into[piece]
	c.sums = append(c.sums, row)
	if err := s.crowded(len(c.sums)); err != nil {
		return err
	}
	if len(s.alarms) > 0 {
		c.seen = s.query.AsOf
	}
	for _, t := range instants {
		if t.Valid {
			c.until = min(c.until, t.Int64)
		}
	}
	return nil
}

func (s *summing) over(_ metric.Bucket, parts []*part) []metric.Cell {
	type of struct{ group, currency string }
	totals := map[of]*total{}
	for _, c := range parts {
		for i := range c.sums {
			row := &c.sums[i]
			t := totals[of{row.group, row.currency}]
			if t == nil {
				t = &total{sums: make([]int64, len(row.sums)), squares: make([]big.Int, len(row.squares))}
				totals[of{row.group, row.currency}] = t
			}
			t.add(row)
		}
	}
	cells := make([]metric.Cell, 0, len(totals)*len(s.measures))
	for of, t := range totals {
		row := t.row()
		row.group, row.currency = of.group, of.currency
		for n := range s.measures {
			cells = append(cells, row.cell(s.statement, n, 0))
		}
	}
	return cells
}

// total adds rows up.
type total struct {
	sums    []int64
	squares []big.Int
	term    big.Int
}

func (t *total) add(row *sumRow) {
	for i, n := range row.sums {
		t.sums[i] += n
	}
	for i, n := range row.squares {
		t.term.SetString(n, 10) // exact_squares wrote it
		t.squares[i].Add(&t.squares[i], &t.term)
	}
}

func (t *total) row() sumRow {
	row := sumRow{sums: t.sums, squares: make([]string, len(t.squares))}
	for i := range t.squares {
		row.squares[i] = t.squares[i].String()
	}
	return row
}
