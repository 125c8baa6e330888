package sqlite

import (
	"context"
	"database/sql"
	"fmt"
)

var insertDirty = newBulk(2, `/* markDirty */ INSERT INTO dirty (household, mark) VALUES %s ON CONFLICT DO NOTHING RETURNING household`)

// markDirty writes down the households that the transaction has touched, and tells how many
// of them were not dirty. One that is so already keeps its mark and so its place in the line.
func (j *joiner) markDirty() (marked int, err error) {
	if len(j.touched) == 0 {
		return 0, nil
	}
	var mark int64
	if err := j.tx.QueryRow(`/* markDirty */ SELECT coalesce(max(seq), 0) FROM event`).Scan(&mark); err != nil {
		return 0, err
	}
	args := make([]any, 0, 2*len(j.touched))
	for household := range j.touched {
		args = append(args, household, mark)
	}
	err = insertDirty.run(args, func(query string, args []any) error {
		rows, err := column64(context.Background(), j.tx, query, args...)
		marked += len(rows)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("mark households dirty: %w", err)
	}
	return marked, nil
}

// markSiteDirty marks every household of a site.
func markSiteDirty(tx *sql.Tx, site int64) error {
	_, err := tx.Exec(`/* markSiteDirty */ INSERT INTO dirty (household, mark)
		SELECT DISTINCT household, (SELECT coalesce(max(seq), 0) FROM event) FROM node WHERE site = ?
		ON CONFLICT DO NOTHING`, site)
	return err
}

// lastSeq is the number of the event accepted last, 0 before the first.
func (db *DB) lastSeq(ctx context.Context) (seq int64, err error) {
	err = db.read.QueryRowContext(ctx, `/* lastSeq */ SELECT coalesce(max(seq), 0) FROM event`).Scan(&seq)
	return seq, translate(err)
}

// settled tells that nothing is dirty that was so when seq was the latest event.
func (db *DB) settled(ctx context.Context, seq int64) (settled bool, err error) {
	err = db.read.QueryRowContext(ctx, `/* settled */ SELECT NOT EXISTS (SELECT 1 FROM dirty WHERE mark <= ?)
		AND NOT EXISTS (SELECT 1 FROM rebuild) AND NOT EXISTS (SELECT 1 FROM due WHERE at <= ?)`, seq, db.config.Now().UnixMilli()).Scan(&settled)
	return settled, translate(err)
}
