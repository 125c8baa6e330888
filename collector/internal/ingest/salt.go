package ingest

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/safar-cx/safar/collector/internal/enrich"
)

// saltLife is how long a day's salt outlives the day. The store destroys it then.
const saltLife = 48 * time.Hour

// lateSaltLife is how long the salt of a day long past is remembered: only the store knows
// when it was made and so when it dies.
const lateSaltLife = time.Minute

// salter is the store's side of salts.
type salter interface {
	Salt(ctx context.Context, site int64, day string, ends time.Time) ([]byte, error)
}

// salts remembers the salts of the last days, so that not every event costs a query, and
// forgets them when the store destroys them. It is safe for concurrent use.
type salts struct {
	store salter
	mu    sync.Mutex
	known map[saltKey]salt
}

type saltKey struct {
	site int64
	day  string
}

type salt struct {
	bytes []byte
	until time.Time // when to ask again
}

func newSalts(store salter) *salts { return &salts{store: store, known: map[saltKey]salt{}} }

// get returns the salt that covers an instant. For a day whose salt was destroyed the store
// makes another: visitors of late events are told apart from those counted then, and from
// nobody else. aside may be nil; see load.
func (s *salts) get(ctx context.Context, site int64, at time.Time, zone *time.Location, now time.Time, aside func() (back func())) ([]byte, error) {
	day, _, ends := enrich.SaltDay(at, zone)
	key := saltKey{site, day}
	s.mu.Lock()
	found, ok := s.known[key]
	s.mu.Unlock()
	if ok && now.Before(found.until) {
		return found.bytes, nil
	}
	if aside != nil {
		defer aside()()
	}
	bytes, err := s.store.Salt(ctx, site, day, ends)
	if err != nil {
		return nil, fmt.Errorf("salt of %s: %w", day, err)
	}
	until := ends.Add(saltLife)
	if !now.Before(until) {
		until = now.Add(lateSaltLife)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	for k, old := range s.known {
		if !now.Before(old.until) {
			delete(s.known, k)
		}
	}
	s.known[key] = salt{bytes, until}
	return bytes, nil
}
