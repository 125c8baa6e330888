package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"slices"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
)

// robotsKept is for how long events are kept that are in no figure: of robots, trials and the shop's
// own people. How many there were is counted when they come.
const robotsKept = 30 * 24 * time.Hour

// robotSweep lets go of those of a site before limit.
type robotSweep struct {
	site, limit int64
	time, seq   int64 // of the event looked at last
}

// oldRobots begins the sweeps that there is something to do for.
func oldRobots(tx *sql.Tx, now time.Time) (all []sweep, err error) {
	limit := now.Add(-robotsKept).UnixMilli()
	sites, err := column64(context.Background(), tx, `/* oldRobots */ SELECT id FROM site
		WHERE EXISTS (SELECT 1 FROM event WHERE site = site.id AND home IS NULL AND time < ?)`, limit)
	for _, site := range sites {
		all = append(all, &robotSweep{site: site, limit: limit, time: math.MinInt64})
	}
	return all, err
}

func (s *robotSweep) siteID() int64 { return s.site }

// slice implements sweep. What can't be read stays: perhaps it is nobody's only because it could not
// be read when everything was made again.
func (s *robotSweep) slice(db *DB, budget time.Duration) (gone int, over bool, err error) {
	ctx, tx := context.Background(), db.direct
	begun := time.Now()
	for first := true; first || !over && time.Since(begun) < budget; first = false {
		page, err := readRobots(tx, `site = ?1 AND time < ?2 AND (time > ?3 OR time = ?3 AND seq > ?4) ORDER BY time, seq LIMIT ?5`,
			s.site, s.limit, s.time, s.seq, pastPage)
		if err != nil {
			return 0, false, err
		}
		var drop []int64
		for _, e := range page {
			s.time, s.seq = e.time, e.seq
			if hit, err := decodeHit(e.storedHit, lexicon{db.words, ctx, tx}); err == nil && hit.Bot != "" {
				drop = append(drop, e.seq)
			}
		}
		if err := dropEvents(ctx, tx, drop); err != nil {
			return 0, false, err
		}
		gone, over = gone+len(drop), len(page) < pastPage
	}
	return gone, over, nil
}

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
	robots, err := readRobots(tx, `seq > ? AND seq <= ?`, from, from+robotEvents)
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

// readRobots reads events of robots.
func readRobots(in source, which string, args ...any) (all []pageEvent, err error) {
	rows, err := in.QueryContext(context.Background(), `/* readRobots */ SELECT seq, site, id, time, payload FROM event WHERE home IS NULL AND `+which, args...)
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
