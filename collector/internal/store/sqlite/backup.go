package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"github.com/mattn/go-sqlite3"
)

// Why a copy is not made.
var (
	// ErrOccupied says that there is something where a copy would go.
	ErrOccupied = errors.New("there is something already")
	// ErrInUse says that another process has the file open, or did not close it.
	ErrInUse = errors.New("the database is in use or was not closed")
	// ErrDamaged says that a file is no sound database. It was left as it is.
	ErrDamaged = errors.New("the file is damaged and was left as it is")
)

// backupPages is how many pages are copied between two looks at the context: 1 MiB.
const backupPages = 256

// Backup copies the database at path from into a new file at path to while others write to
// it, and returns what is in the copy. With replace it may take the place of a file that is
// there, which else is ErrOccupied. The copy is one state of the database: everything that
// was acknowledged before the call is in it. It has that name only once all of it has been
// read again and synced; before that it is called .partial.
//
// The copying happens in one read transaction. That keeps the log from being reset for so
// long, but spares what SQLite's backup does otherwise: begin anew whenever another
// connection has written between two steps, for ever where events come all the time.
//
// When it was made is noted beside the database, for Vitals.
//
// Salts of day hashes are left out: they are destroyed 48 hours after their day, and a copy
// would keep them for as long as somebody keeps the copy.
func Backup(ctx context.Context, from, to string, replace bool, progress Progress) (contents Contents, err error) {
	from, to, err = both(from, to)
	if err != nil {
		return Contents{}, err
	}
	if err := mayBecome(from, to, replace); err != nil {
		return Contents{}, fmt.Errorf("back up to %s: %w", to, err)
	}
	source := openSingle(from, asReader)
	defer func() { err = errors.Join(err, source.Close()) }()
	d, err := newDraft(to)
	if err != nil {
		return Contents{}, fmt.Errorf("back up to %s: %w", to, err)
	}
	contents, err = copyInto(ctx, d, source, progress)
	if err == nil {
		err = mayBecome(from, to, replace)
	}
	if err == nil {
		err = d.publish()
	}
	if err != nil {
		return Contents{}, errors.Join(fmt.Errorf("back up %s to %s: %w", from, to, hurt(err)), d.discard())
	}
	// Who may not write beside the database has a good backup all the same. It then is told to
	// be older than it is, which does no harm.
	_ = noteBackup(from, time.Now())
	return contents, nil
}

// both makes two paths absolute.
func both(from, to string) (string, string, error) {
	a, err := filepath.Abs(from)
	if err != nil {
		return "", "", err
	}
	b, err := filepath.Abs(to)
	return a, b, err
}

// mayBecome requires that a copy of from may be called to.
func mayBecome(from, to string, replace bool) error {
	if err := alone(to); err != nil {
		return err
	}
	if !replace {
		return vacant(to)
	}
	there, err := os.Stat(to)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	data, err := os.Stat(from)
	if err != nil {
		return err
	}
	if os.SameFile(there, data) || !there.Mode().IsRegular() {
		return fmt.Errorf("%w that a backup must not replace", ErrOccupied)
	}
	return nil
}

// copyInto fills a draft with the state that the source has now, and makes sure of it.
func copyInto(ctx context.Context, d *draft, source *sql.DB, progress Progress) (got Contents, err error) {
	conn, err := source.Conn(ctx)
	if err != nil {
		return Contents{}, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	tx, err := conn.BeginTx(ctx, nil)
	if err != nil {
		return Contents{}, err
	}
	defer tx.Rollback()
	want, err := readContents(ctx, tx) // begins the reading of one state
	if err != nil {
		return Contents{}, err
	}
	if err := copyPages(ctx, conn, d.path, progress); err != nil {
		return Contents{}, err
	}
	if err := tx.Rollback(); err != nil {
		return Contents{}, err
	}
	got, err = verify(ctx, d.path, progress)
	if err == nil && got != want {
		err = fmt.Errorf("the copy has %d events up to %d in schema %d, the original had %d up to %d in schema %d",
			got.Events, got.Last, got.Schema, want.Events, want.Last, want.Schema)
	}
	return got, err
}

func copyPages(ctx context.Context, from *sql.Conn, to string, progress Progress) (err error) {
	target := openSingle(to, asDraft)
	defer func() { err = errors.Join(err, target.Close()) }()
	into, err := target.Conn(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, into.Close()) }()
	err = from.Raw(func(source any) error {
		return into.Raw(func(draft any) error {
			return stepThrough(ctx, draft.(*sqlite3.SQLiteConn), source.(*sqlite3.SQLiteConn), progress)
		})
	})
	if err != nil {
		return err
	}
	// A file in the mode of the original would want a log beside it whenever it is read.
	_, err = into.ExecContext(ctx, `/* copyPages */ DELETE FROM salt; PRAGMA journal_mode = DELETE`)
	return err
}

func stepThrough(ctx context.Context, to, from *sqlite3.SQLiteConn, progress Progress) (err error) {
	backup, err := to.Backup("main", from, "main")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, backup.Close()) }()
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		done, err := backup.Step(backupPages)
		if err != nil || done {
			return err
		}
		if n := backup.PageCount(); n > 0 {
			progress("copying", 1-float64(backup.Remaining())/float64(n))
		}
	}
}

// hurt adds ErrDamaged to what SQLite says of a broken file, and to what it says of being
// interrupted that the context ended: nothing else interrupts it.
func hurt(err error) error {
	var e sqlite3.Error
	if errors.As(err, &e) && e.Code == sqlite3.ErrInterrupt && !errors.Is(err, context.Canceled) {
		return fmt.Errorf("%w: %w", context.Canceled, err)
	}
	if damaged(err) || errors.Is(err, errDamage) {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	return err
}
