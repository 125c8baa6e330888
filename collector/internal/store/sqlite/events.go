package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"github.com/safar-cx/safar/collector/internal/journey"
)

// querier is what reads rows: a pool or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
}

// pageRows is how many events are read at a time where nobody should be kept waiting.
const pageRows = 1000

// EachHit calls fn with every event of a site that was accepted before the call and is timed
// in [from, to), in Unix milliseconds, in the order of events, robots' ones too, until fn
// returns an error, which it then returns. It reads in pages, so that a slow fn does not hold
// back the checkpointing of the log; events never change, so all of it is one state.
func (db *DB) EachHit(ctx context.Context, site, from, to int64, fn func(*journey.Hit) error) error {
	last, err := db.lastSeq(ctx)
	if err != nil {
		return err
	}
	at := position{time: from, kind: -1}
	for {
		page, err := db.hitsAfter(ctx, site, last, at, to)
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
		at = page[len(page)-1].position
	}
}

// position is a place in the order of events.
type position struct {
	time, kind int64
	id         string
	sent       int64
}

// orderedHit is an event with its place in the order of events.
type orderedHit struct {
	position
	hit journey.Hit
}

// pageOfHits finds the payloads for the page alone: there may be any number of events of one
// instant to put in order.
const pageOfHits = `/* EachHit */ SELECT p.time, p.kind, p.id, p.sent, e.payload FROM (
		SELECT seq, time, kind, ` + idText + ` AS id, coalesce(sent, time) AS sent FROM event
		WHERE site = :site AND time >= :time AND time < :to AND seq <= :last
			AND (time > :time OR (kind, ` + idText + `, coalesce(sent, time)) > (:kind, :id, :sent))
		ORDER BY time, kind, 4, 5 LIMIT :page
	) AS p CROSS JOIN event AS e ON e.seq = p.seq ORDER BY p.time, p.kind, p.id, p.sent`

// hitsAfter reads a page of events that lie after a position and before the time to, and are
// numbered last at the most.
func (db *DB) hitsAfter(ctx context.Context, site, last int64, at position, to int64) ([]orderedHit, error) {
	rows, err := db.read.QueryContext(ctx, pageOfHits,
		sql.Named("site", site), sql.Named("last", last), sql.Named("to", to), sql.Named("page", pageRows),
		sql.Named("time", at.time), sql.Named("kind", at.kind), sql.Named("id", at.id), sql.Named("sent", at.sent))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	page := make([]orderedHit, 0, pageRows)
	var payloads [][]byte
	for rows.Next() {
		var p orderedHit
		var payload []byte
		if err := rows.Scan(&p.time, &p.kind, &p.id, &p.sent, &payload); err != nil {
			return nil, err
		}
		page, payloads = append(page, p), append(payloads, payload)
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return nil, err
	}
	words := lexicon{db.words, ctx, db.read} // which may need the connection that the rows had
	for i := range page {
		p := &page[i]
		if p.hit, err = decodeHit(storedHit{id: p.id, time: p.time, payload: payloads[i]}, words); err != nil {
			return nil, fmt.Errorf("event %s: %w", p.id, err)
		}
	}
	return page, nil
}
