package sqlite

import (
	"context"
	"fmt"
	"strings"
)

// bulkSizes are the numbers of rows of one statement: few, so that the driver compiles and
// keeps each of them once.
var bulkSizes = [...]int{64, 8, 1}

// bulk is a statement that takes many rows at once, since most of what a small statement
// costs is calling it.
type bulk struct {
	width int // parameters of a row
	texts [len(bulkSizes)]string
}

// newBulk makes a statement of which %s is the list of rows.
func newBulk(width int, text string) bulk {
	b := bulk{width: width}
	row := "(?" + strings.Repeat(", ?", width-1) + ")"
	for i, size := range bulkSizes {
		b.texts[i] = fmt.Sprintf(text, row+strings.Repeat(", "+row, size-1))
	}
	return b
}

// run calls do with statements that take all of args together.
func (b bulk) run(args []any, do func(query string, args []any) error) error {
	for i, size := range bulkSizes {
		for n := size * b.width; n <= len(args); args = args[n:] {
			if err := do(b.texts[i], args[:n]); err != nil {
				return err
			}
		}
	}
	return nil
}

// write runs the statement for all of args, where it returns no rows.
func (b bulk) write(ctx context.Context, in source, args []any) error {
	return b.run(args, func(query string, args []any) error { return change(ctx, in, query, args...) })
}

// change runs a statement that returns no rows as a query: of a query the driver binds all
// parameters and makes the first step, which does everything, in one call into C, while Exec
// makes a call for each parameter.
func change(ctx context.Context, in source, query string, args ...any) error {
	if d, ok := in.(*direct); ok {
		return d.change(ctx, query, args)
	}
	rows, err := in.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	rows.Next() // there is none: the first step has done everything
	return rows.Err()
}
