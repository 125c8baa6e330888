package sqlite

import (
	"context"
	"database/sql"
	"fmt"
	"sync"
	"sync/atomic"

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

	taken atomic.Bool // by the writer, or by a caller that gave up
	err   error       // read after done
	done  chan struct{}
}

// queue holds jobs for the writer in order of arrival, bounded by bytes.
type queue struct {
	limit int
	ready chan struct{} // cap 1: there are jobs, or the queue is closed

	mu     sync.Mutex
	jobs   []*job
	bytes  int // of jobs waiting and being done
	closed bool
}

func newQueue(limit int) *queue {
	return &queue{limit: limit, ready: make(chan struct{}, 1)}
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
		return fmt.Errorf("%w: %d bytes are waiting to be written", store.ErrUnavailable, q.bytes)
	}
	q.bytes += j.bytes
	q.jobs = append(q.jobs, j)
	q.signal()
	return nil
}

// take returns the jobs to do next, either one update or a group of deliveries, and
// whether more may come after them.
func (q *queue) take() (group []*job, open bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	bytes, rows := 0, 0
	n := 0
	for _, j := range q.jobs {
		if len(group) > 0 && (j.delivery == nil || bytes+j.bytes > groupBytes || rows+len(j.delivery.rows) > groupRows) {
			break
		}
		n++
		if !j.taken.CompareAndSwap(false, true) {
			q.bytes -= j.bytes
			continue
		}
		group = append(group, j)
		if j.delivery == nil {
			break
		}
		bytes += j.bytes
		rows += len(j.delivery.rows)
	}
	clear(q.jobs[:n])
	q.jobs = q.jobs[n:]
	return group, !q.closed || len(q.jobs) > 0
}

// finish gives back the room of a job that take returned, and tells its caller.
func (q *queue) finish(j *job, err error) {
	q.mu.Lock()
	q.bytes -= j.bytes
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
