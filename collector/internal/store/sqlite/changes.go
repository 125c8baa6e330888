package sqlite

import (
	"context"
	"sync"
	"time"
)

// changes know of each site in which turn its hours last changed, as far as anybody has asked.
// What they know of turns that a reading does not see yet only makes it take sums anew.
type changes struct {
	mu    sync.Mutex
	sites map[int64]*siteChanges
}

type siteChanges struct {
	latest, whole int64
	hours         map[int64]int64
}

// turns tells the latest turn that a reading sees and, of each span between two cuts, the latest
// that changed it.
func (c *changes) turns(ctx context.Context, r *reading, site int64, cuts []int64) (latest int64, turns []int64, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var whole int64
	if err := r.QueryRowContext(ctx, "/* turns */ SELECT latest, whole FROM turn").Scan(&latest, &whole); err != nil {
		return 0, nil, err
	}
	s := c.sites[site]
	if s == nil || s.whole < whole {
		s = &siteChanges{whole: whole, hours: map[int64]int64{}}
		c.sites[site] = s
	}
	if err := s.read(ctx, r, site); err != nil {
		delete(c.sites, site) // it may have been read in part
		return 0, nil, err
	}
	s.latest = max(s.latest, latest)
	turns = make([]int64, len(cuts)-1)
	for i := range turns {
		turns[i] = s.between(cuts[i], cuts[i+1])
	}
	return latest, turns, nil
}

// read takes up what has changed since the last time.
func (s *siteChanges) read(ctx context.Context, r *reading, site int64) error {
	rows, err := r.QueryContext(ctx, "/* turns */ SELECT hour, turn FROM changed WHERE site = ? AND turn > ?", site, s.latest)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var hour, turn int64
		if err := rows.Scan(&hour, &turn); err != nil {
			return err
		}
		s.hours[hour] = max(s.hours[hour], turn)
	}
	return rows.Err()
}

// between is the latest turn that changed an hour of which some lies in [from, to).
func (s *siteChanges) between(from, to int64) int64 {
	turn := s.whole
	for hour := hourOf(from); hour*hourMS < to; hour++ {
		turn = max(turn, s.hours[hour])
	}
	return turn
}

// Earliest is when the first of a site's events that matter to its facts happened; the distant
// future without any.
func (db *DB) Earliest(ctx context.Context, site int64) (time.Time, error) {
	var earliest int64
	err := db.read.QueryRowContext(ctx, `/* Earliest */ SELECT coalesce((SELECT time FROM event
		WHERE site = ? AND home IS NOT NULL ORDER BY time LIMIT 1), ?)`, site, distant).Scan(&earliest)
	return time.UnixMilli(earliest), translate(err)
}

// distant is later than any event: the year 9999.
const distant = 253_370_764_800_000
