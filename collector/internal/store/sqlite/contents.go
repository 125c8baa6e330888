package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// Contents tells what is in a database, as far as two copies of one state must agree.
type Contents struct {
	// Schema is the number of the last migration.
	Schema int
	// Events is the number of events, Last the number of the latest one, 0 without any.
	Events, Last int64
}

// readContents reads what is in a database. A file of another program's and one that was
// written by a newer Safar are errors.
func readContents(ctx context.Context, q interface {
	querier
	rowQuerier
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}) (c Contents, err error) {
	if c.Schema, err = schemaVersion(q); err != nil {
		return c, err
	}
	if c.Schema == 0 {
		return c, errEmpty
	}
	steps, err := readMigrations(migrationFiles)
	if err != nil {
		return c, err
	}
	if c.Schema > len(steps) {
		return c, fmt.Errorf("%w (schema %d, this program knows %d)", errNewer, c.Schema, len(steps))
	}
	// Counted in the narrowest index that has all of them.
	err = q.QueryRowContext(ctx, `/* readContents */ SELECT (SELECT count(*) FROM event), (SELECT coalesce(max(seq), 0) FROM event)`).Scan(&c.Events, &c.Last)
	return c, err
}

var errEmpty = errors.New("there is nothing in the file")

// Progress hears which step of a long work is being done and which part of that step is
// over, from 0 to 1; a step whose length nobody knows is at 0 until the next begins.
type Progress func(step string, part float64)

// verify reads the whole file at path, to which nobody writes, and returns what is in it.
// Damage is an error.
func verify(ctx context.Context, path string, progress Progress) (c Contents, err error) {
	progress("checking the copy", 0)
	db := openSingle(path, asFinished)
	defer func() { err = errors.Join(err, db.Close()) }()
	found, err := askAll(ctx, db, integrity)
	if err != nil {
		return Contents{}, err
	}
	if len(found) > 0 {
		return Contents{}, fmt.Errorf("%w: %s", errDamage, found[0])
	}
	return readContents(ctx, db)
}

// errDamage is damage that SQLite itself did not stumble over.
var errDamage = errors.New("the structure of the file is broken")

// besides are the ends of the names of files that SQLite keeps beside a database.
var besides = []string{"-wal", "-shm", "-journal"}

// alone requires that there is no log beside a file. One that is there belongs to a
// database that is in use or was not closed, and would be taken for a part of another file
// of that name.
func alone(path string) error {
	for _, suffix := range []string{"-wal", "-journal"} {
		info, err := os.Stat(path + suffix)
		switch {
		case errors.Is(err, fs.ErrNotExist):
		case err != nil:
			return err
		case info.Size() > 0:
			return fmt.Errorf("%w: %s lies beside it", ErrInUse, filepath.Base(path)+suffix)
		}
	}
	return nil
}
