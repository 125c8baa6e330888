package sqlite

import (
	"context"
	"database/sql"
	"errors"

	"github.com/safar-cx/safar/collector/internal/metric"
)

const (
	// shelvedMS is the least length of a span of which parts are kept on disk: about a day.
	shelvedMS = 20 * hourMS
	// shelvedBytes is the most that a part may take there. Larger ones have thousands of groups.
	shelvedBytes = 256 << 10
	// shelvedDays is for how many days parts stay there that nobody asks for.
	shelvedDays = 40
)

// shelves tells whether parts of a query about a span are kept on disk: days that are over, and
// not what somebody filtered by, since there is no end to that.
func (p *pieces) shelves(s piecemeal, b metric.Bucket) bool {
	return !s.filtered() && b.To-b.From >= shelvedMS && b.To <= p.query.AsOf
}

// unshelve reads the parts of a shape that lie within a span into the cache.
func unshelve(ctx context.Context, r *reading, cache *partCache, of shape, from, to int64) error {
	rows, err := r.QueryContext(ctx, `/* unshelve */ SELECT p."from", p."to", p.turn, p.seen, p.until, p.body
		FROM shape AS s JOIN part AS p ON p.shape = s.id WHERE s.hash = ? AND p."from" BETWEEN ? AND ?`, of[:], from, to)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		key, c := partKey{shape: of}, &part{}
		var body string
		if err := rows.Scan(&key.from, &key.to, &c.turn, &c.seen, &c.until, &body); err != nil {
			return err
		}
		if c.readBody(body) == nil { // else it is taken anew
			cache.add(key, c)
		}
	}
	return rows.Err()
}

var insertPart = newBulk(7, `/* shelve */ INSERT INTO part (shape, "from", "to", turn, seen, until, body) VALUES %s
	ON CONFLICT DO UPDATE SET turn = excluded.turn, seen = excluded.seen, until = excluded.until, body = excluded.body
	WHERE excluded.turn >= turn`)

// gather takes up what was taken anew of a statement and is to be kept on disk.
func (p *pieces) gather(s piecemeal, of shape, spans []metric.Bucket, parts []*part) {
	for i, b := range spans {
		if !p.shelves(s, b) {
			continue
		}
		body := parts[i].body()
		if len(body) > shelvedBytes {
			continue
		}
		p.shelvedBytes += len(body)
		p.shelved[of] = append(p.shelved[of], nil, b.From, b.To, parts[i].turn, parts[i].seen, parts[i].until, body)
	}
}

// shelve has what a question gathered written to disk, in one transaction, when the writer comes
// to it. Nobody waits for that: what is not written is taken anew.
func (db *DB) shelve(p *pieces) {
	if p == nil || len(p.shelved) == 0 {
		return
	}
	today := db.config.Now().UnixMilli() / (24 * hourMS)
	_ = db.queue.put(&job{bytes: p.shelvedBytes, done: make(chan struct{}), update: func(tx *sql.Tx) error {
		var whole int64
		if err := tx.QueryRow(`/* shelve */ SELECT whole FROM turn`).Scan(&whole); err != nil {
			return err
		}
		if p.turn < whole {
			return nil // nothing of it is true any more, and some may tell of who was erased since
		}
		for of, rows := range p.shelved {
			var id int64
			err := tx.QueryRow(`/* shelve */ INSERT INTO shape (hash, asked) VALUES (?, ?)
				ON CONFLICT DO UPDATE SET asked = excluded.asked RETURNING id`, of[:], today).Scan(&id)
			if err != nil {
				return err
			}
			for i := 0; i < len(rows); i += insertPart.width {
				rows[i] = id
			}
			if err := insertPart.write(context.Background(), tx, rows); err != nil {
				return err
			}
		}
		return nil
	}})
}

// sweepShelves removes the parts that nobody has asked for in a while. A shape is noted as asked
// for whenever parts of it are written, which is every day that somebody asks: a day has ended.
func (db *DB) sweepShelves(tx *sql.Tx) error {
	day := db.config.Now().UnixMilli()/(24*hourMS) - shelvedDays
	_, err := tx.Exec(`/* sweepShelves */ DELETE FROM part WHERE shape IN (SELECT id FROM shape WHERE asked < ?)`, day)
	_, err2 := tx.Exec(`/* sweepShelves */ DELETE FROM shape WHERE asked < ?`, day)
	return errors.Join(err, err2)
}
