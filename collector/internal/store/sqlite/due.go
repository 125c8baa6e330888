package sqlite

import (
	"context"
	"database/sql"
	"time"
)

// due wakes the writer when events happen that were sent before their time. It belongs to the
// writer.
type due struct {
	timer *time.Timer // fires when the first of them does
	past  int64       // what was due by then is dirty
}

// mark makes the households dirty of which events have happened by now.
func (d *due) mark(tx *sql.Tx, now time.Time) error {
	d.past = now.UnixMilli()
	_, err := tx.Exec(`/* due.mark */ INSERT INTO dirty (household, mark) SELECT household, 0 FROM due WHERE at <= ? ON CONFLICT DO NOTHING`, d.past)
	return err
}

// wait has the writer woken when the next event is due.
func (d *due) wait(ctx context.Context, db *DB) error {
	var at sql.NullInt64
	err := db.write.QueryRowContext(ctx, `/* due.wait */ SELECT min(at) FROM due WHERE at > ?`, d.past).Scan(&at)
	if at.Valid {
		d.timer.Reset(max(0, time.UnixMilli(at.Int64).Sub(db.config.Now())))
	}
	return err
}

var insertDue = newBulk(4, `/* postpone */ INSERT INTO due (household, site, seen, at) VALUES %s`)

// postpone writes down until when the facts of what was folded hold, and as of when they are seen.
func (b *bench) postpone() error {
	if len(b.done) == 0 {
		return nil
	}
	if err := change(b.ctx, b.tx, "/* postpone */ DELETE FROM due WHERE household IN (SELECT value FROM json_each(?))", jsonList(b.done)); err != nil {
		return err
	}
	if err := insertDue.write(b.ctx, b.tx, b.due); err != nil {
		return err
	}
	return change(b.ctx, b.tx, "/* postpone */ UPDATE turn SET seen = ? WHERE seen < ?", b.seen, b.seen)
}
