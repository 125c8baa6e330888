package sdk

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// Waits between attempts: a random part of a span that doubles, so that a hundred shops
// don't come back in step; and a minute where a person has to put something right.
const (
	firstWait = 500 * time.Millisecond
	maxWait   = 30 * time.Second
	pause     = time.Minute
)

// sender is the one goroutine that talks to the collector. It sends one batch at a time, in
// order, each until it is taken or refused.
type sender struct {
	queue      *queue
	poster     *poster
	onRejected func([]Rejection)
	log        *reporter

	ctx  context.Context // ends when Close must
	stop context.CancelFunc
	done chan struct{} // closed when run has returned
}

func newSender(c Config, q *queue) *sender {
	s := &sender{queue: q, poster: newPoster(c), onRejected: c.OnRejected, log: newReporter(c.Logger), done: make(chan struct{})}
	s.ctx, s.stop = context.WithCancel(context.Background())
	return s
}

// run sends until the queue is closed and empty, or stop is called.
func (s *sender) run() {
	defer close(s.done)
	for s.ctx.Err() == nil {
		c, wait, over := s.queue.take(time.Now())
		switch {
		case over:
			return
		case c != nil:
			s.deliver(batch{c.data, c.events})
			s.queue.release()
		default:
			s.listen(wait)
		}
	}
}

// listen waits until the queue calls, or for a span of time that is not negative.
func (s *sender) listen(wait time.Duration) {
	var due <-chan time.Time
	if wait >= 0 {
		timer := time.NewTimer(wait)
		defer timer.Stop()
		due = timer.C
	}
	select {
	case <-s.queue.wake:
	case <-due:
	case <-s.ctx.Done():
	}
}

// deliver settles every event of the batch.
func (s *sender) deliver(b batch) {
	if b.events > event.MaxEvents {
		first, rest := b.cut(event.MaxEvents)
		s.deliver(first)
		s.deliver(rest)
		return
	}
	for attempt := 0; s.ctx.Err() == nil; attempt++ {
		o := s.attempt(b, attempt)
		switch o.verdict {
		case taken:
			s.tell(o.rejected)
			return
		case refused:
			s.queue.settle(b.events, func(c *counts) { c.drop(dropRefused, uint64(b.events)) })
			return
		case tooLarge:
			if b.events == 1 {
				s.queue.settle(1, func(c *counts) { c.drop(dropTooLarge, 1) })
				return
			}
			first, rest := b.cut(b.events / 2)
			s.deliver(first)
			s.deliver(rest)
			return
		}
		if !s.rest(o, attempt) {
			s.stop()
		}
	}
	s.queue.settle(b.events, func(c *counts) { c.drop(dropUnsent, uint64(b.events)) })
}

// attempt sends the batch once and counts what came of it.
func (s *sender) attempt(b batch, attempt int) outcome {
	told := s.queue.begin(attempt > 0)
	o := s.poster.post(s.ctx, b, told)
	if s.ctx.Err() != nil && o.verdict == later {
		return o // it is we who ended it
	}
	s.log.attempt(o, b.events)
	if o.verdict == taken {
		s.queue.settle(b.events, func(c *counts) {
			c.sent += uint64(b.events)
			c.rejected += uint64(len(o.rejected))
			c.reported(told)
			c.lastError = nil
		})
	} else {
		s.queue.failed(o.err)
	}
	return o
}

// tell hands over what was rejected. A panic in the shop's function must not end the shop.
func (s *sender) tell(rejected []Rejection) {
	if len(rejected) == 0 || s.onRejected == nil {
		return
	}
	defer func() {
		if p := recover(); p != nil {
			s.log.logger.Error("Config.OnRejected panicked", slog.Any("panic", p))
		}
	}()
	s.onRejected(rejected)
}

// rest waits before the next attempt, and tells whether there is to be one. Closing cuts a
// wait short, since what waits may well go out now, and makes those after it short ones.
func (s *sender) rest(o outcome, attempt int) bool {
	closing := s.queue.closing
	select {
	case <-closing:
		if o.verdict == denied {
			return false
		}
		closing, attempt = nil, 0
	default:
	}
	wait := backoff(attempt)
	if o.verdict == denied {
		wait = pause
	}
	timer := time.NewTimer(max(wait, o.wait))
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-closing:
	case <-s.ctx.Done():
	}
	return true
}

// backoff is the wait after so many attempts, with full jitter.
func backoff(attempt int) time.Duration {
	span := maxWait
	if attempt < 6 { // 2^6 half seconds are 32 s
		span = firstWait << attempt
	}
	return rand.N(span) + 1
}
