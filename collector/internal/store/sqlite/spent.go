package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// awayPause is how long requests that were sent away wait to be written down: a flood of them must
// not be one of writes. An end by force within it forgets these.
const awayPause = 5 * time.Second

// keyDay is a day of a key.
type keyDay struct {
	key, from int64
}

// spent is how many events keys have brought on the days that are under way. The receipts on
// disk say it as well, so nothing is lost at an end; they are read where nothing is known.
type spent struct {
	mu sync.Mutex
	// days are what is on disk, or less: another process may have added to it. So a day that is
	// used up here is used up.
	days map[keyDay]int64
	away tally // requests sent away that are not on disk yet
	due  bool  // whether they are about to be written

	// What follows belongs to the writer.
	exact map[keyDay]struct{} // of days, those that are all that is on disk
	group map[keyDay]int64    // what the group adds that is being written
}

func newSpent() *spent {
	return &spent{days: map[keyDay]int64{}, away: tally{}, exact: map[keyDay]struct{}{}, group: map[keyDay]int64{}}
}

// forget says that more may be on disk than is known here.
func (s *spent) forget() { clear(s.exact) }

// publish adds what a group brought, which is on disk now.
func (s *spent) publish() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for day, n := range s.group {
		s.days[day] += n
	}
	clear(s.group)
}

// of is how many events of a key's day are on disk.
func (s *spent) of(tx source, q store.Quota) (n int64, err error) {
	day := keyDay{q.Key, q.From}
	if _, ok := s.exact[day]; !ok {
		if n, err = readSpent(tx, q); err != nil {
			return 0, err
		}
		maps.DeleteFunc(s.exact, func(d keyDay, _ struct{}) bool { return d.before(day) })
		s.exact[day] = struct{}{}
		s.note(day, n)
		return n, nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.days[day], nil
}

// note takes over what is on disk, and forgets the days before.
func (s *spent) note(day keyDay, n int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	maps.DeleteFunc(s.days, func(d keyDay, _ int64) bool { return d.before(day) })
	s.days[day] = n
}

// before tells whether a day of the same key is over when another has begun.
func (d keyDay) before(o keyDay) bool { return d.key == o.key && d.from < o.from }

func readSpent(tx source, q store.Quota) (n int64, err error) {
	err = tx.QueryRowContext(context.Background(), `/* readSpent */ SELECT coalesce(sum(count), 0) FROM receipt
		WHERE site = ? AND quarter >= ? AND quarter < ? AND what = ? AND name = ?`,
		q.Site, q.From, q.To, countByKey, keyName(q.Key)).Scan(&n)
	if err != nil {
		return 0, fmt.Errorf("read what a key has brought: %w", err)
	}
	return n, nil
}

// ration takes the batches out of a group that their keys' quotas have no room for, which are told
// so, and finds out which events of the others are duplicates.
func (db *DB) ration(tx *direct, group []*job) ([]*job, error) {
	for _, j := range group {
		j.refused = nil
	}
	for {
		if err := findDuplicates(tx, group); err != nil {
			return nil, fmt.Errorf("look up events: %w", err)
		}
		left, err := db.spent.divide(tx, group)
		if err != nil || len(left) == len(group) {
			return left, err
		}
		// What was a duplicate of an event that is refused is none.
		group = left
	}
}

// divide gives the batches of a group what is left of their keys' quotas, in the order of their
// coming, and returns those for which it was enough.
func (s *spent) divide(tx source, group []*job) ([]*job, error) {
	clear(s.group)
	enough := true
	for _, j := range group {
		q := j.delivery.batch.Quota
		if q.Key == 0 {
			continue
		}
		there, err := s.of(tx, q)
		if err != nil {
			return nil, err
		}
		day, fresh := keyDay{q.Key, q.From}, j.delivery.fresh()
		there += s.group[day]
		if q.Events > 0 && (there >= q.Events || there+fresh > q.Events) {
			j.refused, enough = usedUp(q), false
			continue
		}
		s.group[day] += fresh
	}
	if enough {
		return group, nil
	}
	return slices.DeleteFunc(slices.Clone(group), func(j *job) bool { return j.refused != nil }), nil
}

// usedUp says why a quota has no room.
func usedUp(q store.Quota) error {
	return &store.QuotaError{Events: q.Events, Until: time.UnixMilli(q.To)}
}

// Within says that a key's quota is used up, by a *store.QuotaError, and counts the request that
// is sent away; nil when it is not, as far as is known without asking the disk. It costs next to
// nothing: ask it before there is work in a request.
func (db *DB) Within(q store.Quota, received time.Time) error {
	if q.Key == 0 || q.Events == 0 {
		return nil
	}
	db.spent.mu.Lock()
	over := db.spent.days[keyDay{q.Key, q.From}] >= q.Events
	db.spent.mu.Unlock()
	if !over {
		return nil
	}
	db.sentAway(q, received.UnixMilli())
	return usedUp(q)
}

// sentAway counts a request that was refused for want of quota.
func (db *DB) sentAway(q store.Quota, received int64) {
	s := db.spent
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.due {
		s.due = true
		time.AfterFunc(awayPause, func() {
			if err := db.noteSentAway(db.closing); err != nil && db.closing.Err() == nil {
				db.log.Error("counting requests that were sent away failed, trying again with the next", "error", err)
			}
		})
	}
	s.away[receipt{site: q.Site, quarter: floorDiv(received, quarterMS) * quarterMS, what: countAway, name: keyName(q.Key)}]++
}

// noteSentAway writes down which requests were sent away since the last time.
func (db *DB) noteSentAway(ctx context.Context) error {
	s := db.spent
	s.mu.Lock()
	away := s.away
	s.away, s.due = tally{}, false
	s.mu.Unlock()
	if len(away) == 0 {
		return nil
	}
	err := db.update(ctx, func(tx *sql.Tx) error { return away.write(tx) })
	if err != nil {
		s.mu.Lock()
		defer s.mu.Unlock()
		for key, n := range away {
			s.away[key] += n
		}
	}
	return err
}

// keyName is what receipts call a key.
func keyName(key int64) string { return strconv.FormatInt(key, 10) }

// useOf is the entry of a key among others.
func useOf(uses map[string]*store.KeyUse, name string) *store.KeyUse {
	if uses[name] == nil {
		uses[name] = &store.KeyUse{}
	}
	return uses[name]
}

// namedUses lists what keys were used for with the keys themselves, in the order of their making.
func (db *DB) namedUses(ctx context.Context, site int64, uses map[string]*store.KeyUse) ([]store.KeyUse, error) {
	if len(uses) == 0 {
		return nil, nil
	}
	keys, err := db.Keys(ctx, site)
	if err != nil {
		return nil, err
	}
	var list []store.KeyUse
	for _, key := range keys {
		if use := uses[keyName(key.ID)]; use != nil {
			use.Key = key
			list = append(list, *use)
		}
	}
	return list, nil
}
