package engine

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	_ "github.com/mattn/go-sqlite3" // the files are SQLite's
)

// rawTables are those that hold what was sent; all others follow from them.
var rawTables = []string{"event"}

// kept is what a server that has ended left in its file.
type kept struct {
	Events  int
	Columns []string // of the table of events
	// Bytes is the size of the file, Raw of it what holds the events, with their indexes.
	Bytes, Raw int64
}

// look reads the file. To open it writes what the log still holds into it first.
func look(ctx context.Context, file string) (k kept, err error) {
	db, err := sql.Open("sqlite3", "file:"+file+"?mode=rw&_foreign_keys=0")
	if err != nil {
		return k, fmt.Errorf("look into %s: %w", file, err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1)
	l := looker{ctx: ctx, db: db}
	l.exec("PRAGMA wal_checkpoint(TRUNCATE)")
	k.Events = int(l.number("SELECT count(*) FROM event"))
	k.Columns = l.texts("SELECT name FROM pragma_table_info('event')")
	size := l.number("PRAGMA page_size")
	k.Bytes = size * l.number("PRAGMA page_count")
	// What a table takes is what becomes free without it.
	free := l.number("PRAGMA freelist_count")
	l.exec("BEGIN")
	for _, name := range l.texts("SELECT name FROM sqlite_schema WHERE type = 'table'") {
		if slices.Contains(rawTables, name) {
			l.exec(`DROP TABLE "` + name + `"`)
		}
	}
	k.Raw = size * (l.number("PRAGMA freelist_count") - free)
	l.exec("ROLLBACK")
	if l.err != nil {
		return k, fmt.Errorf("look into %s: %w", file, l.err)
	}
	return k, nil
}

// looker asks one thing after the other until one fails.
type looker struct {
	ctx context.Context
	db  *sql.DB
	err error
}

func (l *looker) exec(text string) {
	if l.err == nil {
		_, l.err = l.db.ExecContext(l.ctx, text)
	}
}

func (l *looker) number(text string) (n int64) {
	if l.err == nil {
		l.err = l.db.QueryRowContext(l.ctx, text).Scan(&n)
	}
	return n
}

func (l *looker) texts(text string) (all []string) {
	if l.err != nil {
		return nil
	}
	rows, err := l.db.QueryContext(l.ctx, text)
	if err != nil {
		l.err = err
		return nil
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if l.err = rows.Scan(&s); l.err != nil {
			return nil
		}
		all = append(all, s)
	}
	l.err = rows.Err()
	return all
}
