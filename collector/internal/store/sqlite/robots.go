package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/safar-cx/safar/collector/internal/journey"
)

// robotEvents is how many events, of everybody, one transaction looks for robots' ones among.
const robotEvents = 5000

// forgetRobots looks at the next events for those of robots, which belong to no household: those
// that name somebody on the list go. With the first go refused events, which are few.
func (db *DB) forgetRobots(tx *sql.Tx) error {
	ctx := context.Background()
	marks, err := pendingMarks(ctx, tx)
	if err != nil {
		return err
	}
	from := db.forgets.state.next
	if from == 0 {
		if err := db.forgetRejects(ctx, tx, marks); err != nil {
			return err
		}
	}
	last, err := lastEvent(tx)
	if err != nil {
		return err
	}
	robots, err := readRobots(tx, from, from+robotEvents)
	if err != nil {
		return err
	}
	bySite := map[int64][]int64{}
	used := map[uint64]struct{}{}
	for _, e := range robots {
		hit, err := decodeHit(e.storedHit, lexicon{db.words, ctx, tx})
		if err == nil && db.erased.names(e.site, &hit, marks, e.seq) {
			bySite[e.site] = append(bySite[e.site], e.seq)
			db.words.numbers(textsOf(&hit), used)
		}
	}
	if err := fade(ctx, tx, used); err != nil {
		return err
	}
	for site, seqs := range bySite {
		if err := errors.Join(dropEvents(ctx, tx, seqs), countForgotten(tx, site, len(seqs), db.config.Now())); err != nil {
			return err
		}
	}
	if from+robotEvents >= last {
		return enter(tx, forgetWords)
	}
	_, err = tx.Exec(`/* forgetRobots */ UPDATE erasing SET next = ?`, from+robotEvents)
	return err
}

func lastEvent(tx *sql.Tx) (seq int64, err error) {
	err = tx.QueryRow(`/* lastEvent */ SELECT coalesce(max(seq), 0) FROM event`).Scan(&seq)
	return seq, err
}

// names tells whether a hit names somebody who is still to be let go of.
func (e *erased) names(site int64, h *journey.Hit, marks map[mark]pending, seq int64) bool {
	return slices.ContainsFunc(namesOf(h), func(id journey.Identifier) bool {
		p, ok := marks[e.marker.of(site, id)]
		return ok && seq <= p.until
	})
}

// readRobots reads the events of robots after one and up to another.
func readRobots(in source, after, to int64) (all []pageEvent, err error) {
	rows, err := in.QueryContext(context.Background(), `/* readRobots */ SELECT seq, site, id, time, payload FROM event WHERE seq > ? AND seq <= ? AND home IS NULL`, after, to)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		var e pageEvent
		if err := rows.Scan(&e.seq, &e.site, (*eventID)(&e.id), &e.time, &e.payload); err != nil {
			return nil, err
		}
		all = append(all, e)
	}
	return all, rows.Err()
}

// forgetRejects deletes refused events that name somebody on the list, and those of which nobody
// has looked whom they name: an older version refused them.
func (db *DB) forgetRejects(ctx context.Context, tx *sql.Tx, marks map[mark]pending) error {
	rows, err := tx.QueryContext(ctx, `/* forgetRejects */ SELECT seq, who FROM reject`)
	if err != nil {
		return err
	}
	defer rows.Close()
	var gone []int64
	for rows.Next() {
		var seq int64
		var who []byte
		if err := rows.Scan(&seq, &who); err != nil {
			return err
		}
		if who == nil || named(who, marks) {
			gone = append(gone, seq)
		}
	}
	if err := errors.Join(rows.Err(), rows.Close()); err != nil {
		return err
	}
	db.rejects.forget()
	return change(ctx, tx, `/* forgetRejects */ DELETE FROM reject WHERE seq IN (SELECT value FROM json_each(?))`, jsonList(gone))
}

// named tells whether some marks, one after the other, are those of somebody on the list.
func named(who []byte, marks map[mark]pending) bool {
	for one := range slices.Chunk(who, len(mark{})) {
		if _, ok := marks[mark(one)]; ok {
			return true
		}
	}
	return false
}
