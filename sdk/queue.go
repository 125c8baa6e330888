package sdk

import (
	"slices"
	"sync"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// queue holds events from Track until they are settled: sent, or given up. They lie as JSON
// in chunks of a fixed size, of which there is a fixed number: the one being filled, those
// that are full, and the one being sent. So memory is bounded by construction, and taking an
// event allocates nothing.
//
// A chunk is not handed over when its time has come but when the sender asks for it: while
// the collector is away one chunk after the other is filled to the brim, and the bound is
// one of bytes, not of seconds.
type queue struct {
	size  int // bytes of a chunk
	limit int // chunks
	every time.Duration
	wake  chan struct{} // of the sender; holds one call

	mu     sync.Mutex
	ids    *ids
	active *chunk
	sealed []*chunk // oldest first
	taken  *chunk   // by the sender
	free   []*chunk

	counts    counts
	flushUpTo uint64        // events that had entered when somebody asked to flush
	settled   chan struct{} // closed and made anew whenever events are settled
	closing   chan struct{} // closed when nothing is accepted any more
	closed    bool
	abandoned bool // what the sender still says does not count
}

// chunk is a run of events, each followed by a comma and a line break.
type chunk struct {
	data   []byte
	events int
	since  time.Time // when its first event came
}

func newQueue(bufferBytes, batchBytes int, every time.Duration) *queue {
	return &queue{
		size:    batchBytes,
		limit:   bufferBytes/batchBytes - 1, // the place of one is for the compressed body
		every:   every,
		wake:    make(chan struct{}, 1),
		ids:     newIDs(),
		settled: make(chan struct{}),
		closing: make(chan struct{}),
	}
}

// A chunk counts as full when less than this part of it is left, so that an event of usual
// size is written once and never moved.
const fullAt = 16

// put takes an event. An ordinary one may use three quarters of the place; the last quarter
// is for what a shop can't do without.
func (q *queue) put(r *record, attrs []Attr) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.counts.accepted++
	place := q.limit * q.size
	if !precious(r.name) {
		place -= place / 4
	}
	switch {
	case q.closed:
		q.counts.drop(dropClosed, 1)
		return
	case q.used() >= place || q.active == nil && !q.open():
		q.counts.drop(dropQueueFull, 1)
		return
	}
	a := q.active
	start := len(a.data)
	data, trimmed := appendEvent(a.data, r, q.ids, attrs)
	length := len(data) - start
	if cap(data) > q.size && len(data) <= q.size {
		data = append(a.data, data[start:]...) // it grew beyond the chunk before it was trimmed
	}
	switch {
	case length > q.size:
		q.counts.drop(dropTooLarge, 1)
		return
	case q.used()+length > place:
		q.counts.drop(dropQueueFull, 1)
		return
	case len(data) > q.size:
		// It grew beyond the chunk, into memory of its own: it belongs into the next one.
		q.seal()
		if q.used()+length > place || !q.open() {
			q.counts.drop(dropQueueFull, 1)
			return
		}
		a = q.active
		data = append(a.data, data[start:]...)
	}
	if a.data = data; a.events == 0 {
		a.since = time.Now()
		q.call()
	}
	a.events++
	q.counts.enter(trimmed)
	if len(data) > q.size-q.size/fullAt {
		q.seal()
	}
}

// precious names the events that a full buffer keeps the longest: orders, payments, answers.
func precious(name string) bool {
	switch name {
	case event.NamePurchase, event.NameRefund, event.NameOrderCancelled,
		event.NamePaymentRedirected, event.NamePaymentReturned, event.NamePaymentFailed,
		event.NameSurveyAnswered, event.NameReviewSubmitted:
		return true
	}
	return false
}

// used is how many bytes can't be written to. What is left over in a full chunk is lost
// until it is sent, so it counts too.
func (q *queue) used() int {
	n := len(q.sealed) * q.size
	if q.taken != nil {
		n += q.size
	}
	if q.active != nil {
		n += len(q.active.data)
	}
	return n
}

// open takes a free chunk as the active one, if there is room for one.
func (q *queue) open() bool {
	inUse := len(q.sealed)
	if q.taken != nil {
		inUse++
	}
	if inUse >= q.limit {
		return false
	}
	if n := len(q.free); n > 0 {
		q.active, q.free = q.free[n-1], q.free[:n-1]
	} else {
		q.active = &chunk{data: make([]byte, 0, q.size)}
	}
	return true
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

// take hands the oldest chunk to the sender once it is due, which is when it is full or its
// time has come, or somebody flushes or closes. Else it says how long there is to wait, a
// negative time when there is nothing, or that the queue is closed and empty.
func (q *queue) take(now time.Time) (_ *chunk, wait time.Duration, over bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	switch a := q.active; {
	case len(q.sealed) > 0:
		q.taken = q.sealed[0]
		q.sealed = slices.Delete(q.sealed, 0, 1)
	case a == nil || a.events == 0:
		return nil, -1, q.closed
	case !q.closed && q.counts.left() >= q.flushUpTo && now.Sub(a.since) < q.every:
		return nil, q.every - now.Sub(a.since), false
	default:
		q.taken, q.active = a, nil
	}
	return q.taken, 0, false
}

// keep is how many chunks stay for the next events; those of an outage are given back.
const keep = 2

// release takes back what take handed out.
func (q *queue) release() {
	q.mu.Lock()
	defer q.mu.Unlock()
	c := q.taken
	q.taken = nil
	c.data, c.events = c.data[:0], 0
	if len(q.free) < keep {
		q.free = append(q.free, c)
	}
}

// settle counts events of the taken chunk as sent, or as given up for a reason.
func (q *queue) settle(events int, change func(*counts)) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.abandoned {
		return
	}
	q.counts.queued -= uint64(events)
	change(&q.counts)
	close(q.settled)
	q.settled = make(chan struct{})
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

// failed notes why an attempt brought nothing.
func (q *queue) failed(err error) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.counts.lastError = err
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
	return q.settled, max(target, q.counts.left()) - q.counts.left(), q.counts.lastError
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
	q.active, q.sealed, q.free = nil, nil, nil
	close(q.settled)
	q.settled = make(chan struct{})
}
