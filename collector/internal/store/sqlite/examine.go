package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Findings are what an examination of a file found.
type Findings struct {
	Contents
	// Known is the schema that this program writes; a file of an older one is brought up
	// to date when it is opened.
	Known int
	// Dirty is the number of households whose facts are older than their events.
	Dirty int64
	// SetAside is the number of households that could not be folded. They are in no answer.
	SetAside int64
	// Rebuilding tells that a rebuild is not over yet, so that answers cover only a part.
	Rebuilding bool
	// Damaged tells that the file itself is broken. Then what is above may be missing.
	Damaged bool
	// Problems are sentences for the operator, none when all is well.
	Problems []string
}

// Examine looks for damage in the database at path, to which others may be writing, and
// changes nothing in it. It reads all of the file. An error means that the examination
// itself could not be done, or that the file is none of ours.
func Examine(ctx context.Context, path string, progress Progress) (f Findings, err error) {
	path, _, err = both(path, path)
	if err != nil {
		return f, err
	}
	db := openSingle(path, asReader)
	defer func() { err = errors.Join(err, db.Close()) }()
	err = f.read(ctx, db, progress)
	if damaged(err) {
		f.Damaged = true
		f.Problems = append(f.Problems, "the file is damaged: "+err.Error())
		return f, nil
	}
	if err != nil {
		return f, fmt.Errorf("check %s: %w", path, hurt(err))
	}
	return f, nil
}

// read looks at one state of the database, so that what is counted twice is comparable.
func (f *Findings) read(ctx context.Context, db *sql.DB, progress Progress) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	steps, err := readMigrations(migrationFiles)
	if err != nil {
		return err
	}
	f.Known = len(steps)
	if f.Contents, err = readContents(ctx, tx); err != nil {
		return err
	}
	err = tx.QueryRowContext(ctx, `/* Examine */ SELECT (SELECT count(*) FROM dirty), (SELECT count(*) FROM poison), EXISTS (SELECT 1 FROM rebuild)`).
		Scan(&f.Dirty, &f.SetAside, &f.Rebuilding)
	if err != nil {
		return err
	}
	for i, question := range checks {
		if question == integrity {
			progress("reading the whole file", 0)
		} else {
			progress("comparing what it says", float64(i)/float64(len(checks)))
		}
		found, err := askAll(ctx, tx, question)
		if err != nil {
			return err
		}
		f.Damaged = f.Damaged || question == integrity && len(found) > 0
		f.Problems = append(f.Problems, found...)
	}
	return nil
}
