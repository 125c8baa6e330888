package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"slices"
	"time"
)

// Salvaged tells what was saved of a damaged database.
type Salvaged struct {
	Contents
	// Lost is how many events were counted when they came and could not be read any more.
	Lost int64
	// Holes are the tables, other than that of events, that could not be read as a whole.
	Holes []string
}

// Salvage copies everything that can be read of the damaged database at path from into a new
// one at path to. Only events and what was written down are copied: what follows from events
// is left to the rebuild that Open then goes on with. The damaged file and its log are read
// once and left as they are; nobody may have them open.
//
// It works on a copy, into which it moves the log, so it needs room for two of them. Damage
// to the first pages, which say what tables there are, leaves nothing to start from: that is
// ErrDamaged.
func Salvage(ctx context.Context, from, to string, progress Progress) (Salvaged, error) {
	from, to, err := both(from, to)
	if err != nil {
		return Salvaged{}, err
	}
	saved, err := salvageFile(ctx, from, to, progress)
	if err != nil {
		return Salvaged{}, fmt.Errorf("salvage %s: %w", from, hurt(err))
	}
	return saved, nil
}

func salvageFile(ctx context.Context, from, to string, progress Progress) (saved Salvaged, err error) {
	if err := errors.Join(vacant(to), alone(to)); err != nil {
		return saved, err
	}
	wreck, err := newDraft(to)
	if err != nil {
		return saved, err
	}
	defer func() { err = errors.Join(err, wreck.discard()) }()
	if err := takeWreck(ctx, from, wreck.path, progress); err != nil {
		return saved, err
	}
	fresh, err := newDraft(to)
	if err != nil {
		return saved, err
	}
	defer func() { err = errors.Join(err, fresh.discard()) }()
	saved, err = saveWhatCanBeRead(ctx, wreck.path, fresh.path, progress)
	if err != nil {
		return saved, err
	}
	if saved.Contents, err = verify(ctx, fresh.path, progress); err != nil {
		return saved, err
	}
	if ListsErased(from) {
		if err := TakeErased(from+besideErased, to); err != nil {
			return saved, err
		}
	}
	return saved, fresh.publish()
}

// takeWreck copies a damaged file and its log.
func takeWreck(ctx context.Context, from, to string, progress Progress) (err error) {
	release, err := lockFile(from)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	err = copyReadable(ctx, from+"-wal", to+"-wal", progress)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return copyReadable(ctx, from, to, progress)
}

// copyReadable copies a file, with zeros in the place of what the disk does not give.
func copyReadable(ctx context.Context, from, to string, progress Progress) (err error) {
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	info, err := in.Stat()
	if err != nil {
		return err
	}
	out, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, out.Close()) }()
	const block = 4096 // of disks, and of the pages
	piece := make([]byte, 256*block)
	for at := int64(0); at < info.Size(); at += int64(len(piece)) {
		if err := ctx.Err(); err != nil {
			return err
		}
		progress("copying", float64(at)/float64(info.Size()))
		piece = piece[:min(int64(len(piece)), info.Size()-at)]
		if _, err := in.ReadAt(piece, at); err != nil && !errors.Is(err, io.EOF) {
			readBlocks(in, piece, at, block)
		}
		if _, err := out.WriteAt(piece, at); err != nil {
			return err
		}
	}
	return nil
}

// readBlocks reads block by block what can't be read at once, and leaves zeros for the rest.
func readBlocks(in io.ReaderAt, piece []byte, at, block int64) {
	for part := range slices.Chunk(piece, int(block)) {
		if n, err := in.ReadAt(part, at); err != nil {
			clear(part[n:])
		}
		at += block
	}
}

// asWreck opens a damaged file of which nobody else knows. With a schema that may be written
// SQLite also opens a file that was cut off.
var asWreck = url.Values{"mode": {"rw"}, "_writable_schema": {"1"}, "_locking_mode": {"EXCLUSIVE"}, "_synchronous": {"OFF"}}

// saveWhatCanBeRead fills the empty file fresh from the wreck.
func saveWhatCanBeRead(ctx context.Context, wreck, fresh string, progress Progress) (saved Salvaged, err error) {
	source := openSingle(wreck, asWreck)
	defer func() { err = errors.Join(err, source.Close()) }()
	// Pages are read as they lie in the file, so none of them may lie in the log.
	if _, err := source.ExecContext(ctx, `/* Salvage */ PRAGMA wal_checkpoint(TRUNCATE)`); err != nil {
		return saved, err
	}
	schema, err := schemaVersion(source)
	if err != nil {
		return saved, err
	}
	steps, err := readMigrations(migrationFiles)
	switch {
	case err != nil:
		return saved, err
	case schema == 0:
		return saved, errEmpty
	case schema > len(steps):
		return saved, fmt.Errorf("%w (schema %d, this program knows %d)", errNewer, schema, len(steps))
	}
	target := openSingle(fresh, asDraft)
	defer func() { err = errors.Join(err, target.Close()) }()
	if err := migrate(target, steps[:schema]); err != nil {
		return saved, err
	}
	tx, err := target.BeginTx(ctx, nil)
	if err != nil {
		return saved, err
	}
	defer tx.Rollback()
	s := salvage{ctx: ctx, source: source, wreck: wreck, target: tx, words: newWords()}
	if err := s.copyAll(progress); err != nil {
		return saved, err
	}
	if saved.Lost, err = s.account(time.Now()); err != nil {
		return saved, err
	}
	saved.Holes = s.holes
	if _, err := tx.ExecContext(ctx, `/* Salvage */ DELETE FROM rebuild; `+everyEvent); err != nil {
		return saved, err
	}
	return saved, tx.Commit()
}

// account writes down, for each site, how many events were accepted and are not there, and
// returns their sum.
func (s *salvage) account(now time.Time) (lost int64, err error) {
	quarter := floorDiv(now.UnixMilli(), quarterMS) * quarterMS
	const missing = `(SELECT coalesce(sum(iif(what = ?3, count, -count)), 0) FROM receipt WHERE site = site.id AND (what = ?3 OR what = ?4 AND name IN (?2, '` + goneReason + `', '` + erasedReason + `')))
		- (SELECT count(*) FROM event WHERE site = site.id)`
	err = s.target.QueryRowContext(s.ctx, `/* account */ SELECT coalesce(sum(max(0, `+missing+`)), 0) FROM site`,
		quarter, lostReason, countAccepted, countOther).Scan(&lost)
	if err != nil || lost == 0 {
		return lost, err
	}
	_, err = s.target.ExecContext(s.ctx, `/* account */ INSERT INTO receipt (site, quarter, what, name, count)
		SELECT id, ?1, ?4, ?2, `+missing+` FROM site WHERE `+missing+` > 0
		ON CONFLICT DO UPDATE SET count = count + excluded.count`, quarter, lostReason, countAccepted, countOther)
	return lost, err
}

// salvage copies tables from a wreck.
type salvage struct {
	ctx    context.Context
	source *sql.DB
	wreck  string // path of the source
	target *sql.Tx
	words  *words
	holes  []string
}
