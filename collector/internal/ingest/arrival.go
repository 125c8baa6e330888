package ingest

import (
	"io"
	"sync"
	"time"
)

// Arrival is a body on its way.
type Arrival struct {
	Body io.Reader
	// Length is how many bytes the body says it has as it travels, -1 when it does not say.
	Length int64
	// Coding is the Content-Encoding. It must have passed CheckMedia.
	Coding string
	// Stop ends a Read of Body that waits, and all later ones. It is called while Body is read,
	// must not wait, and returns an error when it can end nothing. Without it the body stays
	// until its sender is done, whoever else wants its room.
	Stop func() error
}

// settling is for how long a body that is on its way is let alone, whatever it holds: ordinary
// ones have come by then.
const settling = 250 * time.Millisecond

// arrivals share a room among bodies. Where it does not suffice, who has held the most for the
// longest makes way: somebody who dawdles with many bodies keeps out nobody, and somebody whose
// network is slow is let alone as long as there is room. To keep others out one has to fill all of
// the room within the time of settling, again and again: 256 MiB a second, which is a flood of the
// line. It is safe for concurrent use.
//
// Whose a body is does not matter. A share of the room for each network would shut out the honest
// on the best day of their shop: phones of a whole country come from a few networks of their
// carriers, and behind a proxy that nobody has named all do. Whoever means harm has several.
type arrivals struct {
	room *room

	mu     sync.Mutex
	coming map[*Body]struct{} // not yet read to their ends
}

func newArrivals(bytes int64) *arrivals {
	return &arrivals{room: newRoom(bytes), coming: map[*Body]struct{}{}}
}

// begin makes a body that is on its way.
func (a *arrivals) begin(stop func() error) *Body {
	b := &Body{among: a, begun: time.Now(), stop: stop}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.coming[b] = struct{}{}
	return b
}

// end tells whether a body was let come to its end, and lets it alone from now on.
func (a *arrivals) end(b *Body) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.coming, b)
	return !b.dropped
}

// take takes room for a body, if need be that of others. It never waits.
func (a *arrivals) take(b *Body, bytes int) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	if b.dropped {
		return false
	}
	if !a.room.take(bytes) && (!a.clear(b, bytes) || !a.room.take(bytes)) {
		return false
	}
	b.held += bytes
	return true
}

// give gives back room that a body holds.
func (a *arrivals) give(b *Body, bytes int) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.room.give(bytes)
	b.held -= bytes
}

// release gives back all that a body holds.
func (a *arrivals) release(b *Body) {
	a.mu.Lock()
	defer a.mu.Unlock()
	delete(a.coming, b)
	a.room.give(b.held)
	b.held = 0
}

// clear drops bodies that cost more than b until there is room for so many bytes, or none when
// that would not be enough. The memory of a dropped one goes as soon as its reading has ended,
// which takes no longer than to notice.
func (a *arrivals) clear(b *Body, bytes int) bool {
	now := time.Now()
	bound := b.cost(now)
	missing := int64(bytes) - a.room.left.Load()
	var there int64
	for other := range a.coming {
		if other.stop != nil && other.cost(now) > bound {
			there += int64(other.held)
		}
	}
	if there < missing {
		return false
	}
	for missing > 0 {
		dearest := a.dearest(now, bound)
		if dearest == nil {
			return false // some could not be stopped
		}
		if dearest.stop() != nil {
			dearest.stop = nil
			continue
		}
		dearest.dropped = true
		delete(a.coming, dearest)
		missing -= int64(dearest.held)
		a.room.give(dearest.held)
		dearest.held = 0
	}
	return true
}

// dearest is the body that costs the most of those that can be dropped and cost more than bound,
// nil when there is none.
func (a *arrivals) dearest(now time.Time, bound int64) (found *Body) {
	for b := range a.coming {
		if cost := b.cost(now); b.stop != nil && cost > bound {
			found, bound = b, cost
		}
	}
	return found
}
