package sqlite

import (
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"strconv"
	"strings"
)

//go:embed migrations/*.sql
var migrationFiles embed.FS

// wholeSchema is what all migrations amount to, for new files: doing them one by one takes ten
// times as long. It is written by what checks it, and the place to read what tables there are.
//
//go:generate go test . -run "TestWholeSchemaIsFresh|TestTheInventoryIsComplete" -update
//go:embed schema.sql
var wholeSchema string

// applicationID marks a file as ours ("Safr"), so that no other program's database is
// taken for an empty one.
const applicationID = 0x53616672

// errForeign and errNewer are the files that are refused.
var (
	errForeign = errors.New("the file is a SQLite database of another program: give the path of a Safar database or of a new file")
	errNewer   = errors.New("the database was written by a newer Safar: install that version or a later one, or restore a backup made by this one")
)

// migration is one step of the schema. Its number is the schema's version after it.
type migration struct {
	number int
	name   string
	sql    string
}

// readMigrations lists the steps in files by number: 1, 2, 3 and so on without a gap.
func readMigrations(files fs.FS) ([]migration, error) {
	names, err := fs.Glob(files, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
	steps := make([]migration, 0, len(names))
	for i, name := range names {
		base := strings.TrimPrefix(name, "migrations/")
		digits, _, _ := strings.Cut(base, "_")
		number, err := strconv.Atoi(digits)
		if err != nil || number != i+1 {
			return nil, fmt.Errorf("migration %s: want number %d", base, i+1)
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, err
		}
		steps = append(steps, migration{number, base, string(text)})
	}
	return steps, nil
}

// migrate brings the schema up to the last step, each step in a transaction of its own
// together with its number. A step that another process has done meanwhile is skipped.
func migrate(db *sql.DB, steps []migration) error {
	version, err := schemaVersion(db)
	if err != nil {
		return err
	}
	if version > len(steps) {
		return fmt.Errorf("%w (schema %d, this program knows %d)", errNewer, version, len(steps))
	}
	for _, step := range steps[version:] {
		if err := step.apply(db, step.number-1); err != nil {
			return fmt.Errorf("migration %s: %w", step.name, err)
		}
	}
	return nil
}

// create gives a new file the schema of all these steps; any other file is left alone.
func create(db *sql.DB, steps []migration) error {
	return migration{len(steps), "schema.sql", wholeSchema}.apply(db, 0)
}

// apply does the step where the schema has the version that comes before it.
func (m migration) apply(db *sql.DB, before int) error {
	tx, err := db.Begin()
	if err != nil {
		return err
	}
	defer tx.Rollback()
	version, err := schemaVersion(tx)
	if err != nil || version != before {
		return err
	}
	if _, err := tx.Exec(m.sql); err != nil {
		return err
	}
	mark := fmt.Sprintf("PRAGMA user_version = %d; PRAGMA application_id = %d", m.number, applicationID)
	if _, err := tx.Exec(mark); err != nil {
		return err
	}
	return tx.Commit()
}

// rowQuerier is what reads one row: a pool, a connection or a transaction.
type rowQuerier interface {
	QueryRow(query string, args ...any) *sql.Row
}

// schemaVersion is the number of the last step applied, 0 for a new file.
func schemaVersion(q rowQuerier) (int, error) {
	var application, version, objects int
	err := q.QueryRow(`/* schemaVersion */ SELECT a.application_id, v.user_version, (SELECT count(*) FROM sqlite_schema)
		FROM pragma_application_id a, pragma_user_version v`).Scan(&application, &version, &objects)
	if err != nil {
		return 0, err
	}
	fresh := application == 0 && version == 0 && objects == 0
	if application != applicationID && !fresh {
		return 0, errForeign
	}
	return version, nil
}
