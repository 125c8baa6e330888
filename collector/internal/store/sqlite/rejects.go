package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// Bounds of the refused events kept of one site; beyond them the oldest go.
const (
	MaxRejects     = 10_000
	MaxRejectBytes = 16 << 20
)

func rejectBytes(r *store.Reject) int {
	return len(r.Code) + len(r.Field) + len(r.Message) + len(r.Body)
}

// size is how much of something there is.
type size struct {
	rows, bytes int
}

// rejectSizes remembers how much each site's rejects take. Like nodes it belongs to the
// writer and is true only inside of a write transaction.
type rejectSizes map[int64]*size

func newRejectSizes() *rejectSizes { return &rejectSizes{} }

func (r *rejectSizes) forget() { clear(*r) }

func (r *rejectSizes) of(tx *sql.Tx, site int64) (*size, error) {
	if s := (*r)[site]; s != nil {
		return s, nil
	}
	s := &size{}
	err := tx.QueryRow(`/* rejects */ SELECT count(*), coalesce(sum(bytes), 0) FROM reject WHERE site = ?`, site).Scan(&s.rows, &s.bytes)
	if err != nil {
		return nil, err
	}
	(*r)[site] = s
	return s, nil
}

// insert keeps the rejects of a batch within the bounds of its site.
func (r *rejectSizes) insert(tx *sql.Tx, batch *store.Batch, marker marker) error {
	if len(batch.Rejects) == 0 {
		return nil
	}
	s, err := r.of(tx, batch.Site)
	if err != nil {
		return fmt.Errorf("measure rejects: %w", err)
	}
	for i := range batch.Rejects {
		reject := &batch.Rejects[i]
		bytes := rejectBytes(reject)
		body := reject.Body
		if body == nil {
			body = []byte{}
		}
		_, err := tx.Exec(`/* rejects */ INSERT INTO reject (site, received, kind, code, field, message, body, bytes, who)
			VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
			batch.Site, batch.Received, batch.Kind, reject.Code, reject.Field, reject.Message, body, bytes, marker.all(batch.Site, reject.Who))
		if err != nil {
			return fmt.Errorf("keep reject: %w", err)
		}
		s.rows++
		s.bytes += bytes
	}
	for s.rows > MaxRejects || s.bytes > MaxRejectBytes {
		var bytes int
		err := tx.QueryRow(`/* rejects */ DELETE FROM reject WHERE seq =
			(SELECT seq FROM reject WHERE site = ? ORDER BY seq LIMIT 1) RETURNING bytes`, batch.Site).Scan(&bytes)
		if err != nil {
			return fmt.Errorf("drop oldest reject: %w", err)
		}
		s.rows--
		s.bytes -= bytes
	}
	return nil
}

// rejectLife is for how long refused events are kept: long enough to see what was wrong and to
// send it again.
const rejectLife = 30 * 24 * time.Hour

// sweepRejects removes the refused events whose time has come.
func (db *DB) sweepRejects(tx *sql.Tx) error {
	result, err := tx.Exec(`/* sweepRejects */ DELETE FROM reject WHERE received <= ?`, db.config.Now().Add(-rejectLife).UnixMilli())
	if err != nil {
		return err
	}
	if n, err := result.RowsAffected(); err == nil && n > 0 {
		db.rejects.forget()
		db.wipe = true
	}
	return nil
}

// mostLatest is how many refused events a reader is shown.
const mostLatest = 50

// latestRejects are a site's newest refused events of a span, without their bodies.
func (db *DB) latestRejects(ctx context.Context, site, from, to int64) ([]store.Reject, error) {
	rows, err := db.read.QueryContext(ctx, `/* latestRejects */ SELECT received, code, field, message FROM reject
		WHERE site = ? AND received >= ? AND received < ? ORDER BY seq DESC LIMIT ?`, site, from, to, mostLatest)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var list []store.Reject
	for rows.Next() {
		var r store.Reject
		if err := rows.Scan(&r.Received, &r.Code, &r.Field, &r.Message); err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, rows.Err()
}
