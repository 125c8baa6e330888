package sqlite

import (
	"context"
	"database/sql"
	"fmt"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
)

// The statements of a live view. The first question finds its events by their time, all
// others by their acceptance: the plus keeps the planner from the index by time, which would
// go through the whole half hour again.
const (
	liveFirst = `/* Live */ SELECT id, time, payload FROM event WHERE site = :site AND time > :since AND home IS NOT NULL`
	liveNext  = `/* Live */ SELECT id, time, payload FROM event WHERE seq > :after AND +site = :site AND +time > :since AND home IS NOT NULL`

	liveChannels = `/* Live */ SELECT channel, count(DISTINCT visitor) FROM session
		WHERE site = :site AND start > :since AND start <= :now GROUP BY channel`
	liveCarts = `/* Live */ SELECT count(*) FROM cart
		WHERE site = :site AND opened > :opened AND opened <= :now AND window_end > :now AND NOT ordered AND NOT emptied`
	liveOrders = `/* Live */ SELECT count(*), coalesce(sum(value) FILTER (WHERE currency = :currency), 0) FROM placed
		WHERE site = :site AND time >= :today AND time <= :now`
)

// Live shows every event, robots' left out, that was accepted after the last question, and
// tells what the facts say of now. Everything is of one consistent state. Events that see was
// shown before an error will not be shown again unless After stays what it was.
func (db *DB) Live(ctx context.Context, q store.LiveQuery, see func(*journey.Hit)) (live store.Live, err error) {
	r, err := begin(ctx, db.read)
	if err != nil {
		return live, translate(err)
	}
	defer r.close()
	if err := r.QueryRowContext(ctx, `/* Live */ SELECT coalesce(max(seq), 0) FROM event`).Scan(&live.Last); err != nil {
		return live, translate(err)
	}
	args := liveArgs(q)
	statement := liveNext
	if q.After == 0 {
		statement = liveFirst
	}
	if err := db.showHits(ctx, r, see, statement, args...); err != nil {
		return live, translate(err)
	}
	if live.Channels, err = countsBy(ctx, r, liveChannels, args...); err != nil {
		return live, translate(err)
	}
	if err := r.QueryRowContext(ctx, liveCarts, args...).Scan(&live.CartsOpen); err != nil {
		return live, translate(err)
	}
	err = r.QueryRowContext(ctx, liveOrders, args...).Scan(&live.Orders, &live.Revenue)
	return live, translate(err)
}

// liveArgs are the parameters of all statements; each takes those that it names. A cart's
// window ends at most two windows after its opening.
func liveArgs(q store.LiveQuery) []any {
	return []any{
		sql.Named("site", q.Site), sql.Named("after", q.After), sql.Named("since", q.Since), sql.Named("now", q.Now),
		sql.Named("today", q.Today), sql.Named("currency", q.Currency), sql.Named("opened", q.Now-2*q.Window.Milliseconds()),
	}
}

// showHits shows the events that a query finds. One that can't be read is passed over, as it
// is in every answer.
func (db *DB) showHits(ctx context.Context, r source, see func(*journey.Hit), query string, args ...any) error {
	rows, err := r.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	var s storedHit
	words := lexicon{db.words, ctx, r}
	for rows.Next() {
		if err := rows.Scan((*eventID)(&s.id), &s.time, (*sql.RawBytes)(&s.payload)); err != nil {
			return err
		}
		if hit, err := decodeHit(s, words); err == nil {
			see(&hit)
		}
	}
	return rows.Err()
}

// countsBy reads rows of a name and a number.
func countsBy(ctx context.Context, r source, query string, args ...any) (map[string]int64, error) {
	rows, err := r.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, fmt.Errorf("count: %w", err)
	}
	defer rows.Close()
	counts := map[string]int64{}
	for rows.Next() {
		var name string
		var n int64
		if err := rows.Scan(&name, &n); err != nil {
			return nil, err
		}
		counts[name] = n
	}
	return counts, rows.Err()
}
