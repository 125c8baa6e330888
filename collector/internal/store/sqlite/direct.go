package sqlite

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"

	"github.com/mattn/go-sqlite3"
)

// direct is a transaction whose statements with many parameters or rows go to the driver
// without database/sql between, which converts and copies each value and takes as long over
// that as SQLite does over the work.
type direct struct {
	*sql.Tx
	conn  *sql.Conn // that of the transaction
	named []driver.NamedValue
}

// change runs a statement that returns no rows: its first step does everything.
func (d *direct) change(ctx context.Context, query string, args []any) error {
	return d.run(ctx, query, args, func(*sqlite3.SQLiteRows) error { return nil })
}

// query runs a statement and calls each with every row, which is gone with the next. A text is
// a string, a blob a []byte that may be kept, a number an int64 or a float64. each must not use
// the transaction.
func (d *direct) query(ctx context.Context, query string, args []any, each func(row []driver.Value) error) error {
	return d.run(ctx, query, args, func(rows *sqlite3.SQLiteRows) error {
		row := make([]driver.Value, len(rows.Columns()))
		for {
			err := rows.Next(row)
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err == nil {
				err = each(row)
			}
			if err != nil {
				return err
			}
		}
	})
}

func (d *direct) run(ctx context.Context, query string, args []any, read func(*sqlite3.SQLiteRows) error) error {
	if err := d.name(args); err != nil {
		return err
	}
	defer clear(d.named)
	return d.conn.Raw(func(c any) error {
		rows, err := c.(*sqlite3.SQLiteConn).QueryContext(ctx, query, d.named)
		if err != nil {
			return err
		}
		return errors.Join(read(rows.(*sqlite3.SQLiteRows)), rows.Close())
	})
}

// name puts parameters as the driver takes them into d.named.
func (d *direct) name(args []any) error {
	d.named = d.named[:0]
	for i, arg := range args {
		switch v := arg.(type) {
		case nil, int64, float64, bool, string, []byte:
		case int:
			arg = int64(v)
		default:
			var err error
			if arg, err = driver.DefaultParameterConverter.ConvertValue(v); err != nil {
				return fmt.Errorf("parameter %d: %w", i+1, err)
			}
		}
		d.named = append(d.named, driver.NamedValue{Ordinal: i + 1, Value: arg})
	}
	return nil
}

// eachRow runs a query in any source and calls each with every row as direct.query does.
func eachRow(ctx context.Context, in source, query string, args []any, each func(row []driver.Value) error) error {
	if d, ok := in.(*direct); ok {
		return d.query(ctx, query, args, each)
	}
	rows, err := in.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	row := make([]driver.Value, len(columns))
	into := make([]any, len(columns))
	for i := range row {
		into[i] = &row[i]
	}
	for rows.Next() {
		if err := rows.Scan(into...); err != nil {
			return err
		}
		if err := each(row); err != nil {
			return err
		}
	}
	return rows.Err()
}
