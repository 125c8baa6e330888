package sdk

import (
	"slices"
	"time"
)

// due says which chunks the sender wants.
type due struct {
	sealed int           // chunks that must be sealed before the oldest of them is wanted
	after  time.Duration // how long events wait in a chunk that is not full; negative: until it is
}

// take hands out the oldest chunk that is due, because it is full or its time has come, or
// because somebody flushes or closes. Else it says how long there is to wait, a negative
// time when there is nothing to wait for.
func (q *queue) take(d due, now time.Time) (_ *chunk, wait time.Duration) {
	q.mu.Lock()
	defer q.mu.Unlock()
	a := q.active
	switch {
	case len(q.sealed) >= d.sealed:
		a = q.sealed[0]
		q.sealed = slices.Delete(q.sealed, 0, 1)
	case a == nil || a.events == 0 || d.after < 0:
		return nil, -1
	case !q.closed && a.first > q.flushUpTo && now.Sub(a.since) < d.after:
		return nil, d.after - now.Sub(a.since)
	default:
		q.active = nil
	}
	q.taken = append(q.taken, a)
	return a, 0
}

// giveBack undoes take: the sender can't do anything with the chunk at the moment. One that
// has room goes on being filled, or a disk that fails would leave a buffer of chunks with
// hardly anything in them.
func (q *queue) giveBack(c *chunk) {
	q.mu.Lock()
	defer q.mu.Unlock()
	a := q.active
	switch {
	case !q.disown(c):
	case a == nil && len(c.data) <= q.size-q.size/fullAt:
		q.active = c
	case a != nil && len(c.data)+len(a.data) <= q.size-q.size/fullAt:
		c.absorb(a)
		q.active = c
		q.reuse(a)
	default:
		q.sealed = slices.Insert(q.sealed, 0, c)
	}
}

// release makes free what take handed out and settle has settled.
func (q *queue) release(c *chunk) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.disown(c) {
		q.reuse(c)
	}
}

// disown takes a chunk off those that the sender has. It has none once it was abandoned.
func (q *queue) disown(c *chunk) bool {
	i := slices.Index(q.taken, c)
	if i >= 0 {
		q.taken = slices.Delete(q.taken, i, i+1)
	}
	return i >= 0
}

// settle counts events of a taken chunk as sent, on disk, or given up for a reason.
func (q *queue) settle(c *chunk, events int, change func(*counts)) {
	q.count(func(n *counts) {
		n.queued -= uint64(events)
		c.events -= events
		c.first += uint64(events)
		change(n)
		q.announce()
	})
}

// count changes the counts, for as long as the sender's word counts.
func (q *queue) count(change func(*counts)) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if !q.abandoned {
		change(&q.counts)
	}
}

// begin notes an attempt to send and returns the drops to tell of.
func (q *queue) begin(retry bool) (told [dropReasons]uint64) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if retry {
		q.counts.retries++
	}
	return q.counts.unreported
}

// isClosing tells whether nothing is accepted any more.
func (q *queue) isClosing() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.closed
}

// over tells whether nothing is accepted any more and nothing is left.
func (q *queue) over() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.closed && q.counts.queued == 0
}
