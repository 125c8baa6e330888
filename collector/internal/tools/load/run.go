package load

import (
	"context"
	"errors"
	"io"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// Plan says how to send.
type Plan struct {
	// Connections is how many there are, each with one request under way. Defaults to 1.
	Connections int
	// Rate is how many requests are due in a second. Defaults to 0: each connection's next is
	// due with its last answer. When all connections wait for answers, requests are sent later
	// than they were due, and their times say so.
	Rate float64
	// Repeat sends what was answered with 429 or 503 again, unchanged, after the pause that
	// the answer asks for, as clients do. Defaults to false: it is counted and given up.
	Repeat bool
}

// shortestPause is between a request and its repeat when the answer asks for none.
const shortestPause = 10 * time.Millisecond

// Run sends what the feed has. It returns when all of it was answered, with an error when the
// feed had one or ctx ended before; the tally holds what was done until then. Requests without
// an answer are no error: they are counted.
func Run(ctx context.Context, to Target, feed Feed, plan Plan) (*Tally, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	begun := time.Now()
	clock := &schedule{begun: begun, rate: plan.Rate}
	all := &Tally{Statuses: map[int]int{}}
	var mu sync.Mutex
	var senders sync.WaitGroup
	for range max(plan.Connections, 1) {
		conn, err := to.connection()
		if err != nil {
			return nil, err
		}
		senders.Go(func() {
			defer conn.close()
			s := sender{conn: conn, feed: feed, clock: clock, repeat: plan.Repeat, tally: Tally{Statuses: map[int]int{}}}
			if err := s.run(ctx); err != nil {
				cancel(err)
			}
			mu.Lock()
			defer mu.Unlock()
			all.add(&s.tally)
		})
	}
	senders.Wait()
	all.Took = time.Since(begun)
	return all, context.Cause(ctx)
}

// schedule says when requests are due.
type schedule struct {
	begun time.Time
	rate  float64
	count atomic.Int64
}

// next waits until the next request is due and tells when that was.
func (s *schedule) next(ctx context.Context) (time.Time, error) {
	if s.rate == 0 {
		return time.Now(), ctx.Err()
	}
	n := s.count.Add(1) - 1
	due := s.begun.Add(time.Duration(float64(n) / s.rate * float64(time.Second)))
	return due, pause(ctx, time.Until(due))
}

// sender is one connection at work.
type sender struct {
	conn   *connection
	feed   Feed
	clock  *schedule
	repeat bool
	tally  Tally
}

func (s *sender) run(ctx context.Context) error {
	for {
		b, err := s.feed()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		due, err := s.clock.next(ctx)
		if err != nil {
			return err
		}
		for {
			again, wait := s.send(ctx, b, due)
			if !again {
				break
			}
			if err := pause(ctx, wait); err != nil {
				return err
			}
			due = time.Now()
		}
	}
}

// send sends a body once and tells whether it is to be sent again, after which pause.
func (s *sender) send(ctx context.Context, b Body, due time.Time) (again bool, wait time.Duration) {
	t := &s.tally
	t.Requests++
	t.Sending = time.Since(s.clock.begun)
	a, err := s.conn.send(ctx, b)
	if err != nil {
		t.Failed++
		return false, 0
	}
	t.Statuses[a.status]++
	took := time.Since(due)
	if a.status == http.StatusOK {
		t.counts.add(a.counts)
		t.Bytes += int64(len(b.JSON))
		t.Taken = append(t.Taken, took)
		return false, 0
	}
	t.Refused = append(t.Refused, took)
	busy := a.status == http.StatusTooManyRequests || a.status == http.StatusServiceUnavailable
	return s.repeat && busy, max(a.retryAfter, shortestPause)
}

// pause returns after a time, or with the error of ctx when that ends before.
func pause(ctx context.Context, d time.Duration) error {
	if d <= 0 {
		return ctx.Err()
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
