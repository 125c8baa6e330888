package sqlite

import (
	"context"
	"fmt"
)

// sheets gather facts by table, so that many rows are inserted by one statement. What they
// gathered is in the tables after flush.
type sheets struct {
	ctx    context.Context
	in     source
	prefix string // of the tables' names
	open   map[string]*sheet
}

// sheet is what is gathered for one table.
type sheet struct {
	bulk bulk
	args []any
}

func newSheets(ctx context.Context, in source, prefix string) *sheets {
	return &sheets{ctx: ctx, in: in, prefix: prefix, open: map[string]*sheet{}}
}

// add takes a row for a table, whose rows are all as wide.
func (s *sheets) add(table string, row []any) error {
	t := s.open[table]
	if t == nil {
		t = &sheet{bulk: newBulk(len(row), "/* sheets */ INSERT INTO "+s.prefix+table+" VALUES %s")}
		s.open[table] = t
	}
	t.args = append(t.args, row...)
	if len(t.args) < bulkSizes[0]*len(row) {
		return nil
	}
	return s.write(table, t)
}

// flush inserts what is gathered.
func (s *sheets) flush() error {
	for table, t := range s.open {
		if err := s.write(table, t); err != nil {
			return err
		}
	}
	return nil
}

func (s *sheets) write(table string, t *sheet) error {
	err := t.bulk.write(s.ctx, s.in, t.args)
	clear(t.args)
	t.args = t.args[:0]
	if err != nil {
		return fmt.Errorf("insert into %s: %w", table, err)
	}
	return nil
}
