package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store"
)

const (
	// pastPage is how many events one transaction looks at.
	pastPage = 500
	// mostWhole bounds how many households a pass remembers, at 50 bytes each. One that is
	// forgotten is looked at again.
	mostWhole = 100_000
)

// pass goes through the events of a site before limit, the oldest first.
type pass struct {
	site      store.Site
	limit     int64
	time, seq int64              // of the event looked at last
	whole     map[int64]struct{} // households looked at lately: what is left of them stays
	missed    bool               // some household had to be folded first
	swept     bool               // it has been done already
}

func (p *pass) siteID() int64 { return p.site.ID }

// slice implements sweep.
func (p *pass) slice(db *DB, budget time.Duration) (gone int, over bool, err error) {
	gone, over, err = p.cuts(db.direct, db.words, budget)
	if err != nil || !over || p.missed {
		return gone, over, err
	}
	return gone, over, change(context.Background(), db.direct, `/* pass */ UPDATE site SET swept = ? WHERE id = ?`, p.limit, p.site.ID)
}

func (p *pass) cuts(tx *direct, words *words, budget time.Duration) (gone int, over bool, err error) {
	begun := time.Now()
	page, err := p.page(tx)
	if err != nil {
		return 0, false, err
	}
	var robots []int64
	for i, e := range page {
		if i > 0 && time.Since(begun) > budget {
			break
		}
		p.time, p.seq, over = e.time, e.seq, i == len(page)-1 && len(page) < pastPage
		switch {
		case !e.home.Valid:
			robots = append(robots, e.seq)
		case e.household.Valid:
			n, err := p.cut(tx, words, e.household.Int64)
			if err != nil {
				return 0, false, err
			}
			gone += n
		}
	}
	return gone + len(robots), over || len(page) == 0, dropEvents(context.Background(), tx, robots)
}

// pastEvent is an event that is not sealed, with what it belongs to.
type pastEvent struct {
	seq, time       int64
	home, household sql.NullInt64
}

// page reads the next events of a pass.
func (p *pass) page(tx *direct) ([]pastEvent, error) {
	rows, err := tx.Query(`/* past.page */ SELECT e.seq, e.time, e.home, n.household FROM event AS e LEFT JOIN node AS n ON n.id = e.home
		WHERE e.site = ?1 AND e.time >= ?3 AND e.time < ?2 AND (e.time > ?3 OR e.seq > ?4) AND e.seal = 0
		ORDER BY e.time, e.seq LIMIT ?5`, p.site.ID, p.limit, p.time, p.seq, pastPage)
	return scanPast(rows, err)
}

func scanPast(rows *sql.Rows, err error) ([]pastEvent, error) {
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var page []pastEvent
	for rows.Next() {
		var e pastEvent
		if err := rows.Scan(&e.seq, &e.time, &e.home, &e.household); err != nil {
			return nil, err
		}
		page = append(page, e)
	}
	return page, rows.Err()
}

// cut seals what can be sealed of a household. One that is a crowd is kept whole, and so is
// one without a silence in which to cut, or that can't be folded; one that has to be folded
// first waits for the next pass.
func (p *pass) cut(tx *direct, words *words, label int64) (gone int, err error) {
	if _, tried := p.whole[label]; tried {
		return 0, nil
	}
	if len(p.whole) >= mostWhole {
		clear(p.whole)
	}
	p.whole[label] = struct{}{}
	ctx := context.Background()
	var dirty bool
	if err := tx.QueryRow(`/* past.cut */ SELECT EXISTS (SELECT 1 FROM dirty WHERE household = ?)`, label).Scan(&dirty); err != nil {
		return 0, err
	}
	if dirty {
		p.missed = true
		return 0, nil
	}
	units, err := readHouseholds(ctx, tx, []int64{label})
	unit := units[label]
	if err != nil || unit == nil || len(unit.homes) != 1 {
		return 0, err
	}
	in := lexicon{words, ctx, tx}
	events, err := readHits(in, unit.homes[0])
	if err != nil {
		return 0, err
	}
	hits, err := decodeHits(events, in)
	var cut journey.Cut
	var found bool
	if err == nil {
		err = safely(func() { cut, found = journey.FindCut(hits, p.site.Settings, p.limit) })
	}
	var poison *poisonError
	if errors.As(err, &poison) {
		return 0, nil // folding it has told
	}
	if err != nil || !found {
		return 0, err
	}
	return seal(ctx, tx, label, events, cut)
}
