package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
)

// Bounds of one group, so that the first of a crowd does not wait long for the last.
const (
	groupBytes = 8 << 20
	groupRows  = 10_000
)

// job is one thing for the writer to do: a delivery, which may share its transaction with
// others, or an update, which has one to itself.
type job struct {
	delivery *delivery
	update   func(*sql.Tx) error
	bytes    int
	refused  error // why the writer left the delivery out of its group; nil: it did not

	taken atomic.Bool // by the writer, or by a caller that gave up
	err   error       // read after done
	done  chan struct{}
}

// rows is how many events it brings.
func (j *job) rows() int {
	if j.delivery == nil {
		return 0
	}
	return len(j.delivery.rows)
}

// queue holds jobs for the writer in order of arrival, bounded by bytes, and by the time that
// they will take it.
type queue struct {
	limit int
	ready chan struct{} // cap 1: there are jobs, or the queue is closed

	mu     sync.Mutex
	jobs   []*job
	bytes  int // of jobs waiting and being done
	rows   int // of the same
	toll   toll
	behind bool // folding is so far behind that nothing more is taken
	closed bool
}

func newQueue(limit int) *queue {
	return &queue{limit: limit, ready: make(chan struct{}, 1), toll: newToll()}
}

// do queues a job and waits until it is done. A job too large for the bound is let in when
// nothing else is there, so that it does not fail for ever. When ctx ends before the
// writer has taken the job it is not done; after that its own outcome is returned.
func (q *queue) do(ctx context.Context, j *job) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	j.done = make(chan struct{})
	if err := q.put(j); err != nil {
		return err
	}
	select {
	case <-j.done:
		return j.err
	case <-ctx.Done():
	}
	if j.taken.CompareAndSwap(false, true) {
		return ctx.Err()
	}
	<-j.done
	return j.err
}

func (q *queue) put(j *job) error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.closed {
		return fmt.Errorf("%w: closing", store.ErrUnavailable)
	}
	if q.bytes > 0 && q.bytes+j.bytes > q.limit {
		return &store.BusyError{Reason: store.BusyQueue}
	}
	if patient := j.delivery == nil || j.delivery.batch.Patient; !patient {
		if err := q.overdue(); err != nil {
			return err
		}
	}
	q.bytes += j.bytes
	q.rows += j.rows()
	q.jobs = append(q.jobs, j)
	q.signal()
	return nil
}

// overdue says why a batch that comes now would not be done in time.
func (q *queue) overdue() error {
	switch {
	case len(q.jobs) >= shortQueue && q.toll.late(q.rows):
		return &store.BusyError{Reason: store.BusyWriter}
	case q.behind:
		return &store.BusyError{Reason: store.BusyFolding}
	}
	return nil
}

// busy says why a batch would be refused just now, whatever its size.
func (q *queue) busy() error {
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.bytes >= q.limit {
		return &store.BusyError{Reason: store.BusyQueue}
	}
	return q.overdue()
}

// learn notes what a group took the writer.
func (q *queue) learn(rows int, work, sync time.Duration) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.toll.note(rows, work, sync)
}

// share notes for how long the writer folded and for how long it does not now, 0 where all is
// folded. What comes from now on is refused when folding is behind too far, or taken again.
func (q *queue) share(step, rest time.Duration, behind bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.toll.share(step, rest)
	q.behind = behind
}

// take returns the jobs to do next, either one update or a group of deliveries, and
// whether more may come after them.
func (q *queue) take() (group []*job, open bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	bytes, rows := 0, 0
	n := 0
	for _, j := range q.jobs {
		if len(group) > 0 && (j.delivery == nil || bytes+j.bytes > groupBytes || rows+j.rows() > groupRows) {
			break
		}
		n++
		if !j.taken.CompareAndSwap(false, true) {
			q.bytes -= j.bytes
			q.rows -= j.rows()
			continue
		}
		group = append(group, j)
		if j.delivery == nil {
			break
		}
		bytes += j.bytes
		rows += j.rows()
	}
	clear(q.jobs[:n])
	q.jobs = q.jobs[n:]
	return group, !q.closed || len(q.jobs) > 0
}

// finish gives back the room of a job that take returned, and tells its caller.
func (q *queue) finish(j *job, err error) {
	q.mu.Lock()
	q.bytes -= j.bytes
	q.rows -= j.rows()
	q.mu.Unlock()
	j.err = err
	close(j.done)
}

// size is how many bytes are waiting to be written or are being written.
func (q *queue) size() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	return q.bytes
}

func (q *queue) close() {
	q.mu.Lock()
	defer q.mu.Unlock()
	q.closed = true
	q.signal()
}

func (q *queue) signal() {
	select {
	case q.ready <- struct{}{}:
	default:
	}
}
