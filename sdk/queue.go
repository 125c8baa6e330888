package sdk

import (
	"slices"
	"sync"
	"time"
)

// queue holds events from Track until they are settled: sent, on disk, or given up. They lie
// as JSON in chunks of a fixed size, of which there is a fixed number: the one being filled,
// those that are full, and those that the sender has. So memory is bounded by construction,
// and taking an event allocates nothing.
//
// A chunk is not handed over when its time has come but when the sender asks for it: while
// the collector is away one chunk after the other is filled to the brim, and the bound is
// one of bytes, not of seconds.
type queue struct {
	size  int           // bytes of a chunk
	limit int           // chunks
	wake  chan struct{} // of the sender; holds one call

	mu     sync.Mutex
	ids    *ids
	active *chunk
	sealed []*chunk // oldest first
	taken  []*chunk // by the sender
	free   []*chunk

	counts    counts
	flushUpTo uint64        // events that had entered when somebody asked to flush
	settled   chan struct{} // closed and made anew whenever events are settled
	closing   chan struct{} // closed when nothing is accepted any more
	closed    bool
	abandoned bool // what the sender still says does not count
}

// newQueue makes a queue of so many chunks.
func newQueue(size, limit int) *queue {
	return &queue{
		size: size, limit: limit, wake: make(chan struct{}, 1), ids: newIDs(),
		settled: make(chan struct{}), closing: make(chan struct{}),
	}
}

// A chunk counts as full when less than this part of it is left, so that an event of usual
// size is written once and never moved.
const fullAt = 16

// put takes an event of this moment.
func (q *queue) put(r *record, attrs []Attr, now time.Time) {
	valued := precious(r.name)
	q.mu.Lock()
	defer q.mu.Unlock()
	q.counts.accepted++
	switch {
	case q.closed:
		q.counts.drop(dropClosed, 1)
		return
	case !q.room(1, valued):
		q.counts.drop(dropQueueFull, 1)
		return
	}
	if q.active == nil {
		q.open()
	}
	a := q.active
	start := len(a.data)
	data, trimmed := appendEvent(a.data, r, q.ids, attrs, now.UnixMilli(), valued)
	length := len(data) - start
	if cap(data) > q.size && len(data) <= q.size {
		data = append(a.data, data[start:]...) // it grew beyond the chunk before it was trimmed
	}
	switch {
	case length > q.size:
		q.counts.drop(dropTooLarge, 1)
		return
	case !q.room(length, valued):
		q.counts.drop(dropQueueFull, 1)
		return
	case len(data) > q.size:
		// It grew beyond the chunk, into memory of its own: it belongs into the next one.
		q.seal()
		if !q.room(length, valued) {
			q.counts.drop(dropQueueFull, 1)
			return
		}
		if q.active == nil {
			q.open()
		}
		a = q.active
		data = append(a.data, data[start:]...)
	}
	q.counts.enter(trimmed)
	if a.events == 0 {
		a.since, a.first = now, q.counts.entered
		q.call()
	}
	a.data = data
	a.events++
	if valued {
		a.worth += length
	}
	if len(data) > q.size-q.size/fullAt {
		q.seal()
	}
}

// room tells whether so many bytes more may be taken, and makes them free for a precious
// event: ordinary ones may use three quarters of the place, and leave it for others.
func (q *queue) room(length int, valued bool) bool {
	place := q.limit * q.size
	if !valued {
		return q.used()+length <= place-place/4
	}
	for q.used()+length > place {
		if !q.evict() {
			return false
		}
	}
	return true
}

// evict makes a chunk free by giving up ordinary events, the oldest that it takes, and tells
// whether that was possible. What is precious in two chunks is moved into one.
func (q *queue) evict() bool {
	for i, c := range q.sealed {
		merge := i > 0 && q.sealed[i-1].worth+c.worth <= q.size
		if c.worth > 0 && !merge {
			continue
		}
		given := c.purge()
		if c.worth > 0 {
			given += q.sealed[i-1].purge()
			q.sealed[i-1].absorb(c)
		}
		q.counts.queued -= uint64(given)
		q.counts.drop(dropQueueFull, uint64(given))
		q.sealed = slices.Delete(q.sealed, i, i+1)
		q.reuse(c)
		q.announce()
		return true
	}
	return false
}

// used is how many bytes can't be written to. What is left over in a full chunk is lost
// until it is sent, so it counts too.
func (q *queue) used() int {
	n := (len(q.sealed) + len(q.taken)) * q.size
	if q.active != nil {
		n += len(q.active.data)
	}
	return n
}

// open takes a free chunk as the active one. There is room for one.
func (q *queue) open() {
	if n := len(q.free); n > 0 {
		q.active, q.free = q.free[n-1], q.free[:n-1]
		return
	}
	q.active = &chunk{data: make([]byte, 0, q.size)}
}

// seal ends the active chunk.
func (q *queue) seal() {
	q.sealed = append(q.sealed, q.active)
	q.active = nil
	q.call()
}

// call wakes the sender, now or when it next listens.
func (q *queue) call() {
	select {
	case q.wake <- struct{}{}:
	default:
	}
}

// announce tells those who wait that events have been settled.
func (q *queue) announce() {
	close(q.settled)
	q.settled = make(chan struct{})
}

// keep is how many chunks stay for the next events; those of an outage are given back.
const keep = 2

func (q *queue) reuse(c *chunk) {
	if c.clear(); len(q.free) < keep {
		q.free = append(q.free, c)
	}
}

// flush makes due what has entered, and returns how many events that are since the
// beginning.
func (q *queue) flush() (target uint64) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.flushUpTo = q.counts.entered
	q.call()
	return q.flushUpTo
}

// progress tells how many of the first events up to target are left, and what will be
// closed when that changes.
func (q *queue) progress(target uint64) (settled <-chan struct{}, left uint64, lastError error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	for _, c := range q.taken {
		left += c.upTo(target)
	}
	for _, c := range q.sealed {
		left += c.upTo(target)
	}
	if q.active != nil {
		left += q.active.upTo(target)
	}
	return q.settled, left, q.counts.lastError
}

// close ends the taking of events.
func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	close(q.closing)
	q.call()
}

// abandon gives up what is left, and does not listen to the sender any more.
func (q *queue) abandon() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.abandoned = true
	q.counts.drop(dropUnsent, q.counts.queued)
	q.counts.queued = 0
	q.active, q.sealed, q.taken, q.free = nil, nil, nil, nil
	q.announce()
}
