package sqlite

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"time"
)

// Restore puts a copy of the backup at path from in the place of the database at path to and
// returns what is in it. The folder must exist. A database that is there is ErrOccupied; with
// replace it is kept under another name, which Restore returns as kept. ErrInUse says that a
// process works with that database, or that from is no finished copy of one.
//
// Nothing is touched before the copy has been read and synced. A backup of a newer Safar is
// an error; one of an older is brought up to date by Open. It must not be called by a process
// that has the database at to open: locks do not work between the two.
func Restore(ctx context.Context, from, to string, replace bool, progress Progress) (c Contents, kept string, err error) {
	from, to, err = both(from, to)
	if err != nil {
		return c, "", err
	}
	c, kept, err = restore(ctx, from, to, replace, progress)
	if err != nil {
		return Contents{}, "", fmt.Errorf("restore %s: %w", from, hurt(err))
	}
	return c, kept, nil
}

func restore(ctx context.Context, from, to string, replace bool, progress Progress) (c Contents, kept string, err error) {
	if !replace {
		if err := errors.Join(vacant(to), alone(to)); err != nil {
			return c, "", err
		}
	}
	if err := idle(to); err != nil { // asked again when the file is set aside
		return c, "", err
	}
	if err := alone(from); err != nil {
		return c, "", err
	}
	want, err := inspect(ctx, from)
	if err != nil {
		return c, "", err
	}
	d, err := newDraft(to)
	if err != nil {
		return c, "", err
	}
	defer func() { err = errors.Join(err, d.discard()) }()
	if err := copyFile(ctx, from, d.path, progress); err != nil {
		return c, "", err
	}
	if c, err = verify(ctx, d.path, progress); err != nil {
		return c, "", err
	}
	if c != want {
		return c, "", errors.New("the backup was changed while it was read")
	}
	if kept, err = setFileAside(to, time.Now()); err != nil {
		return c, "", err
	}
	return c, kept, d.publish()
}

// idle requires that no process has the database at path open. There may be none.
func idle(path string) error {
	release, err := lockFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return release()
}

// inspect reads what is in a finished file, without looking for damage.
func inspect(ctx context.Context, path string) (c Contents, err error) {
	if _, err := os.Stat(path); err != nil {
		return Contents{}, err
	}
	db := openSingle(path, asFinished)
	defer func() { err = errors.Join(err, db.Close()) }()
	return readContents(ctx, db)
}

// setFileAside gives a database another name beside its own, with what SQLite keeps beside
// it, and returns that name. Where there is none it does nothing.
func setFileAside(path string, now time.Time) (kept string, err error) {
	release, err := lockFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", alone(path)
	}
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, release()) }()
	kept = path + ".before-" + now.UTC().Format("20060102T150405Z")
	if err := vacant(kept); err != nil {
		return "", err
	}
	// The file before its log: should it end between the two, there is no file that would open
	// without the events of its log, and a log alone is refused.
	for _, suffix := range append([]string{""}, besides...) {
		if err := os.Rename(path+suffix, kept+suffix); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
	}
	return kept, nil
}

// copyFile copies a file in pieces.
func copyFile(ctx context.Context, from, to string, progress Progress) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	for done := int64(0); ; {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := io.CopyN(out, in, 4<<20)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		done += n
		progress("copying", float64(done)/float64(info.Size()))
	}
}
