package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

const (
	// settleTime is how long before the time that is sealed raw events begin to go: whatever
	// may still come reaches back 30 days at most, but for what FindCut keeps.
	settleTime = 31 * 24 * time.Hour
	// sealStep bounds how far the seal moves at once, and sealEvery how often: a clock that is
	// wrong for an hour must not cost all events.
	sealStep  = 31 * 24 * time.Hour
	sealEvery = time.Hour
	// sealRest is for how long a seal rests after a history was imported that it would pass: what
	// belongs to it may come in several files, and in any order.
	sealRest = 7 * 24 * time.Hour
	// longestSilence is what FindCut may have waited for before the place where it could not
	// cut the last time.
	longestSilence = 2 * 30 * 24 * time.Hour
)

// past lets go of what sites do not keep any longer. It belongs to the writer.
type past struct {
	next   time.Time // when the limits are moved again
	sweeps []sweep   // under way, one after the other
}

// sweep lets go of old events of a site in slices, each in a transaction of its own.
type sweep interface {
	siteID() int64
	// slice goes on for about as long as budget, and tells how many events went. over says that
	// the sweep has come to its end.
	slice(db *DB, budget time.Duration) (gone int, over bool, err error)
}

// letGo does a slice of what there is to let go and tells whether there is more.
func (db *DB) letGo(budget time.Duration) (more bool) {
	now := db.config.Now()
	if len(db.past.sweeps) == 0 {
		if now.Before(db.past.next) {
			return false
		}
		db.past.next = now.Add(sealEvery)
		err := db.transact(func(tx *sql.Tx) (err error) {
			db.past.sweeps, err = sweeps(tx, now)
			return err
		})
		db.sealed = nil
		if err != nil {
			db.past.sweeps = nil // where the seal has not moved nothing may go
			db.log.Error("looking for old events failed, trying again later", "error", err)
		}
		if len(db.past.sweeps) == 0 {
			return false
		}
	}
	next := db.past.sweeps[0]
	var over bool
	var gone int
	err := db.transact(func(tx *sql.Tx) (err error) {
		if gone, over, err = next.slice(db, budget); err != nil {
			return err
		}
		return countGone(tx, next.siteID(), gone, now)
	})
	if err != nil {
		db.past.sweeps = nil
		db.log.Error("letting old events go failed, trying again later", "error", err)
		return false
	}
	db.config.Meter.LetGo(gone)
	if over {
		db.past.sweeps = db.past.sweeps[1:]
	}
	return len(db.past.sweeps) > 0
}

// sweeps moves the limits and begins what there is to do then.
func sweeps(tx *sql.Tx, now time.Time) (all []sweep, err error) {
	passes, err := moveSeals(tx, now)
	if err != nil {
		return nil, err
	}
	for _, p := range passes {
		all = append(all, p)
	}
	expiries, err := moveExpiries(tx, now)
	if err != nil {
		return nil, err
	}
	robots, err := oldRobots(tx, now)
	return slices.Concat(all, expiries, robots), err
}

// moveSeals moves the seals of the sites that do not keep their events for ever, and begins
// the passes that there is something to do for.
func moveSeals(tx *sql.Tx, now time.Time) ([]*pass, error) {
	rows, err := tx.Query(`/* moveSeals */ SELECT `+siteColumns+`, moved IS NULL OR ?1 - moved >= ?2 OR moved - ?1 > ?3, swept,
		(SELECT min(time) FROM event WHERE site = site.id) FROM site WHERE keep_days > 0`,
		now.UnixMilli(), sealEvery.Milliseconds(), sealRest.Milliseconds())
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var all []*pass
	for rows.Next() {
		var due bool
		var swept, first sql.NullInt64
		site, err := scanSite(rows, &due, &swept, &first)
		if err != nil {
			return nil, err
		}
		if !first.Valid {
			continue // it has no events
		}
		if due {
			keep, err := dayOf(&site, site.KeepDays, now)
			if err != nil {
				return nil, err
			}
			site.SealedBefore = max(site.SealedBefore, min(keep, max(site.SealedBefore, first.Int64)+sealStep.Milliseconds()))
		}
		p := &pass{site: site, limit: site.SealedBefore - settleTime.Milliseconds(), time: first.Int64, whole: map[int64]struct{}{}}
		if swept.Valid {
			p.time, p.swept = swept.Int64-longestSilence.Milliseconds(), swept.Int64 >= p.limit
		}
		all = append(all, p)
	}
	if err := rows.Err(); err != nil {
		return nil, err
	}
	for _, p := range all {
		_, err := tx.Exec(`/* moveSeals */ UPDATE site SET sealed = ?2, moved = ?3,
			since = coalesce(since, (SELECT min(time) FROM event WHERE site = ?1)) WHERE id = ?1 AND sealed IS NOT ?2`,
			p.site.ID, p.site.SealedBefore, now.UnixMilli())
		if err != nil {
			return nil, err
		}
	}
	return slices.DeleteFunc(all, func(p *pass) bool { return p.swept || p.limit <= p.time }), nil
}

// restSeals lets the seals rest of sites into which some batch of a group imports what they
// would not keep.
func restSeals(tx source, group []*job) error {
	for _, j := range group {
		batch := j.delivery.batch
		if !batch.Patient || len(j.delivery.rows) == 0 {
			continue
		}
		oldest := j.delivery.rows[0].time
		for i := range j.delivery.rows {
			oldest = min(oldest, j.delivery.rows[i].time)
		}
		err := change(context.Background(), tx, `/* restSeals */ UPDATE site SET moved = ?1 WHERE id = ?2 AND keep_days > 0
			AND ?3 < ?4 - keep_days * ?5 AND coalesce(moved, 0) < ?1`,
			batch.Received+sealRest.Milliseconds(), batch.Site, oldest, batch.Received, int64(dayMS))
		if err != nil {
			return fmt.Errorf("let the seal rest: %w", err)
		}
	}
	return nil
}

// dayOf is the beginning of the day that lies so many days back at a site.
func dayOf(site *store.Site, back int, now time.Time) (int64, error) {
	zone, err := time.LoadLocation(site.Timezone)
	if err != nil {
		return 0, fmt.Errorf("site %s: %w", site.Name, err)
	}
	year, month, day := now.In(zone).Date()
	first := time.Date(year, month, day-back, 0, 0, 0, 0, zone).UnixMilli()
	return floorDiv(first, quarterMS) * quarterMS, nil
}
