package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/safar-cx/safar/collector/internal/journey"
)

// querier is what reads rows: a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// pageRows is how many events are read at a time where nobody should be kept waiting.
const pageRows = 1000

// EachHit calls fn with every event of a site in the order of acceptance, robots' ones too,
// until fn returns an error, which it then returns. It reads in pages, so that a slow fn
// does not hold back the checkpointing of the log; events accepted meanwhile are included.
func (db *DB) EachHit(ctx context.Context, site int64, fn func(*journey.Hit) error) error {
	last := int64(0)
	for {
		page, err := db.hitsAfter(ctx, site, last)
		if err != nil {
			return translate(err)
		}
		for i := range page {
			if err := fn(&page[i].hit); err != nil {
				return err
			}
		}
		if len(page) < pageRows {
			return nil
		}
		last = page[len(page)-1].seq
	}
}

// numbered is an event with its place in the order of acceptance.
type numbered struct {
	seq int64
	hit journey.Hit
}

func (db *DB) hitsAfter(ctx context.Context, site, seq int64) ([]numbered, error) {
	// Without the plus the planner would read all of the site's events and sort them.
	rows, err := db.read.QueryContext(ctx, `/* EachHit */ SELECT seq, payload FROM event
		WHERE seq > ? AND +site = ? ORDER BY seq LIMIT ?`, seq, site, pageRows)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var page []numbered
	var payload sql.RawBytes
	for rows.Next() {
		var event numbered
		if err := rows.Scan(&event.seq, &payload); err != nil {
			return nil, err
		}
		if event.hit, err = decodeHit(payload); err != nil {
			return nil, fmt.Errorf("event %d: %w", event.seq, err)
		}
		page = append(page, event)
	}
	return page, rows.Err()
}
