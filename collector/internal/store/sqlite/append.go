package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"

	"github.com/safar-cx/safar/sdk/event"
)

// The two statements that every event passes through.
var (
	lookupEvents = newBulk(6, `/* append */ WITH probe (n, site, kind, hash, id, sent) AS (VALUES %s)
		SELECT n FROM probe AS p CROSS JOIN event AS e INDEXED BY event_identity ON coalesce(e.sent, e.time) / 3600000 = p.sent / 3600000 AND e.hash = p.hash
		AND e.site = p.site AND e.kind = p.kind AND e.id = p.id AND coalesce(e.sent, e.time) = p.sent`)
	insertEvents = newBulk(8, `/* append */ INSERT INTO event (site, kind, hash, id, sent, time, home, payload) VALUES %s`)
)

// identity is what makes two events the same one.
type identity struct {
	site int64
	kind event.KeyKind
	sent int64
	id   string
}

// place is where a row of a group stands: its delivery, and its index there.
type place struct {
	delivery *delivery
	index    int
}

// append stores what is new in the batches of a group, but for those that ration refuses.
func (db *DB) append(tx *direct, group []*job) error {
	if err := db.admit(tx, group); err != nil {
		return err
	}
	group, err := db.ration(tx, group)
	if err != nil {
		return err
	}
	joiner, err := db.nodes.joiner(tx)
	if err != nil {
		return err
	}
	args := make([]any, 0, rowsOf(group)*insertEvents.width)
	receipts := tally{}
	for _, j := range group {
		batch := j.delivery.batch
		if err := j.delivery.renew(db.words); err != nil {
			return err
		}
		for i := range j.delivery.rows {
			if j.delivery.duplicates[i] {
				continue
			}
			r := &j.delivery.rows[i]
			home, err := joiner.join(batch.Site, r.identifiers)
			if err != nil {
				return fmt.Errorf("join event: %w", err)
			}
			args = append(args, batch.Site, int64(batch.Kind), r.hash, r.id, r.sentApart(), r.time, home, r.payload)
		}
		receipts.add(j.delivery)
		if err := db.rejects.insert(tx.Tx, batch, db.erased.marker); err != nil {
			return err
		}
	}
	if err := insertEvents.write(context.Background(), tx, args); err != nil {
		return fmt.Errorf("insert events: %w", err)
	}
	if err := receipts.write(tx); err != nil {
		return fmt.Errorf("count receipts: %w", err)
	}
	if err := restSeals(tx, group); err != nil {
		return err
	}
	db.marked, err = joiner.markDirty()
	return err
}

// findDuplicates marks the rows of a group that are stored already, and those that come
// more than once in it after the first.
func findDuplicates(tx *direct, group []*job) error {
	rows := rowsOf(group)
	seen := make(map[identity]struct{}, rows)
	places := make([]place, 0, rows)
	args := make([]any, 0, rows*lookupEvents.width)
	for _, j := range group {
		d := j.delivery
		for i := range d.rows {
			r := &d.rows[i]
			who := identity{d.batch.Site, d.batch.Kind, r.sent, d.batch.Records[i].Hit.Event.ID}
			_, d.duplicates[i] = seen[who]
			if d.duplicates[i] {
				continue
			}
			seen[who] = struct{}{}
			args = append(args, int64(len(places)), who.site, int64(who.kind), r.hash, r.id, who.sent)
			places = append(places, place{d, i})
		}
	}
	return lookupEvents.run(args, func(query string, args []any) error {
		return tx.query(context.Background(), query, args, func(row []driver.Value) error {
			n, _ := row[0].(int64)
			found := places[n]
			found.delivery.duplicates[found.index] = true
			return nil
		})
	})
}
