package sqlite

import (
	"context"
	"errors"
	"fmt"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// Measure sums the measures of a query over its buckets. All sums are those of one consistent
// state of the facts, whether they are taken now or were kept from before.
func (db *DB) Measure(ctx context.Context, q metric.Query) ([]metric.Cell, error) {
	s, err := db.at(ctx, q.Site, q.AsOf)
	if err != nil {
		return nil, err
	}
	defer s.Close()
	return s.Measure(ctx, q)
}

// Measure implements metric.Source.
func (s *snapshot) Measure(ctx context.Context, q metric.Query) ([]metric.Cell, error) {
	db, r := s.db, s.reading
	if !s.of(q.Site, q.AsOf) {
		return db.Measure(ctx, q)
	}
	p, err := db.pieces(ctx, r, &q)
	if err != nil {
		return nil, translate(err)
	}
	statements, err := plan(&q, p != nil)
	if err != nil {
		return nil, err
	}
	var cells []metric.Cell
	seen := newGroupCount(q.MostGroups)
	for _, s := range statements {
		found, err := s.cells(ctx, r, p, db)
		if err == nil && seen.tooMany(found) {
			err = errManyGroups
		}
		if errors.Is(err, errManyGroups) {
			return nil, tooMany(ctx, r.Conn, q, statements)
		}
		if err != nil {
			return nil, fmt.Errorf("measure %s: %w", s.table.name, translate(err))
		}
		cells = append(cells, found...)
	}
	db.shelve(p)
	return cells, nil
}

// statement takes measures of a query that share a table, their split by currency and the way
// in which they are taken.
type statement struct {
	table      table
	byCurrency bool
	way        way
	measures   []int // of the query
	query      *metric.Query
	// split are dimensions by which it splits before all others: see widened.
	split []metric.Dimension
}

// plan sorts the measures of a query into statements; inPieces allows for sums that are kept.
func plan(q *metric.Query, inPieces bool) ([]*statement, error) {
	type shape struct {
		fact       metric.Fact
		byCurrency bool
		way        way
	}
	known := map[shape]*statement{}
	var all []*statement
	for i := range q.Measures {
		m := &q.Measures[i]
		t, ok := tables[m.Fact]
		if !ok {
			return nil, fmt.Errorf("no table holds the fact %q", m.Fact)
		}
		of := shape{m.Fact, m.ByCurrency, asAsked}
		if inPieces {
			of.way = t.way(m, q)
		}
		s := known[of]
		if s == nil || of.way > summed {
			s = &statement{table: t, byCurrency: m.ByCurrency, way: of.way, query: q}
			known[of] = s
			all = append(all, s)
		}
		s.measures = append(s.measures, i)
	}
	return all, nil
}

// cells takes the statement's measures over the query's buckets.
func (s *statement) cells(ctx context.Context, r *reading, p *pieces, db *DB) ([]metric.Cell, error) {
	if s.way == asAsked {
		return s.scan(ctx, r)
	}
	if wide := s.widened(); wide != nil {
		if cells, err := wide.cells(ctx, r, p, db); !errors.Is(err, errMissing) {
			return narrowed(cells, s.query.Filters), err
		}
		db.wishes.add(s.query)
	}
	switch s.way {
	case summed:
		m, err := newSumming(s)
		if err != nil {
			return nil, err
		}
		return p.measure(ctx, r, db, m)
	case spread:
		return p.measure(ctx, r, db, &spreading{s, &s.query.Measures[s.measures[0]]})
	}
	return p.measure(ctx, r, db, newRanking(s))
}
