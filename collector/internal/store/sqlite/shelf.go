package sqlite

import (
	"database/sql/driver"
	"slices"
)

const (
	// shelfSize is how many households are read at a time. Most have a handful of events, and
	// to ask for one costs as much as to read it.
	shelfSize = 32
	// shelfEvents is how many of their events are read at a time, at the most. A household for
	// which there is no room left, a kiosk, is read by itself when it is folded.
	shelfEvents = 2000
)

// shelf holds households that are to be folded next, with their events.
type shelf struct {
	words lexicon
	next  []int64 // households in the order in which they are taken
	read  map[int64]*household
}

func newShelf(words lexicon, dirty []dirtyHousehold) *shelf {
	s := &shelf{words: words, read: map[int64]*household{}}
	for _, h := range dirty {
		s.next = append(s.next, h.id)
	}
	return s
}

// take returns a household, nil when it has no nodes.
func (s *shelf) take(label int64) (*household, error) {
	if _, ok := s.read[label]; !ok {
		s.next = s.next[max(0, slices.Index(s.next, label)):]
		labels := s.next[:min(shelfSize, len(s.next))]
		s.next = s.next[len(labels):]
		if err := s.fill(labels); err != nil {
			return nil, err
		}
	}
	return s.read[label], nil
}

// fill reads households and the events of those that are folded as a whole.
func (s *shelf) fill(labels []int64) error {
	var err error
	if s.read, err = readHouseholds(s.words.ctx, s.words.in, labels); err != nil {
		return err
	}
	var homes []int64
	var owners []*household // of each of homes
	for _, label := range labels {
		h := s.read[label]
		if h == nil {
			s.read[label] = nil // it is known that there is none
		}
		if h == nil || len(h.homes) != 1 {
			continue
		}
		for _, home := range h.homes[0] {
			homes, owners = append(homes, home), append(owners, h)
		}
	}
	n, last := 0, 0
	err = eachRow(s.words.ctx, s.words.in, `/* shelf.fill */ SELECT l.key, e.seq, e.id, e.time, e.payload, e.seal FROM json_each(?) AS l CROSS JOIN event AS e
		ON e.home = l.value LIMIT ?`, []any{jsonList(homes), shelfEvents}, func(row []driver.Value) error {
		at, _ := row[0].(int64)
		stored, err := storedHitOf(row[1:])
		h := owners[at]
		h.stored = append(h.stored, stored)
		n, last = n+1, int(at)
		return err
	})
	if n == shelfEvents {
		for _, h := range owners[last:] {
			h.stored = nil // there may be more
		}
	}
	return err
}
