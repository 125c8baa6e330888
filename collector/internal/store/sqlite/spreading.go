package sqlite

import (
	"database/sql"
	"fmt"
	"slices"
	"sort"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// spreading is a statement that lists the values of a field in order, so that the one at any
// place among those of many pieces is found without looking at all of them.
type spreading struct {
	*statement
	measure *metric.Measure
}

func (s *spreading) reach(b metric.Bucket) (from, to int64) { return b.From, b.To }

func (s *spreading) text(pieces []metric.Bucket) (string, []any, error) {
	column := s.table.fields[s.measure.Field]
	if column == "" {
		return "", nil, fmt.Errorf("%s has no field %q", s.measure.Fact, s.measure.Field)
	}
	condition, err := s.table.condition(s.measure.Where)
	if err != nil {
		return "", nil, err
	}
	group, err := s.group(&s.table)
	if err != nil {
		return "", nil, err
	}
	from, args, err := s.from(&s.table, pieces)
	return fmt.Sprintf("/* Measure */ %s SELECT b.n, %s, %s %s AND %s AND %s >= 0 ORDER BY 1, 2, 3",
		withBuckets, group, column, from, condition, column), args, err
}

func (s *spreading) take(rows *sql.Rows, into []*part) error {
	var piece int
	var group string
	var value int64
	if err := rows.Scan(&piece, &group, &value); err != nil {
		return err
	}
	row := into[piece].rank(group)
	row.before = append(row.before, value)
	return s.crowded(len(into[piece].ranks))
}

// rank is the row of a group, whose rows come one after the other.
func (c *part) rank(group string) *rankRow {
	if n := len(c.ranks); n == 0 || c.ranks[n-1].group != group {
		c.ranks = append(c.ranks, rankRow{group: group})
	}
	return &c.ranks[len(c.ranks)-1]
}

func (s *spreading) over(_ metric.Bucket, parts []*part) []metric.Cell {
	lists := map[string][][]int64{}
	for _, c := range parts {
		for i := range c.ranks {
			lists[c.ranks[i].group] = append(lists[c.ranks[i].group], c.ranks[i].before)
		}
	}
	cells := make([]metric.Cell, 0, len(lists))
	for group, of := range lists {
		var pace metric.Pace
		for _, list := range of {
			pace.Count += int64(len(list))
		}
		median, p90 := metric.PaceAt(pace.Count)
		pace.Median, pace.P90 = nth(of, median), nth(of, p90)
		cells = append(cells, metric.Cell{Measure: s.measures[0], Group: group, Value: pace.Count, Spread: pace})
	}
	return cells
}

// nth is the value at a place, counted from 0, among those of lists in order: the least that
// more than so many do not exceed.
func nth(lists [][]int64, place int64) int64 {
	var most int64
	for _, list := range lists {
		if len(list) > 0 {
			most = max(most, list[len(list)-1])
		}
	}
	return int64(sort.Search(int(most), func(value int) bool {
		var within int64
		for _, list := range lists {
			n, _ := slices.BinarySearch(list, int64(value)+1)
			within += int64(n)
		}
		return within > place
	}))
}
