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

// sender is the one goroutine that decides what is sent. One batch is on its way at a time,
// in a goroutine of its own, so that meanwhile others can be written to disk. Without a spool
// a batch stays in its hands until it is taken or refused; with one, what could not be sent
// goes to disk, and the oldest file is the probe that finds out whether the collector is
// back.
type sender struct {
	queue      *queue
	poster     *poster
	onRejected func([]Rejection)
	log        *reporter
	every      time.Duration
	spool      *spool // nil where there is none
	replay     replay

	failures int        // attempts in a row that brought nothing
	inFlight chan reply // of a request that was given up, which is about to end

	ctx  context.Context // ends when Close must
	stop context.CancelFunc
	done chan struct{} // closed when run has returned
}

func newSender(c Config, q *queue) *sender {
	z := newZipper()
	s := &sender{
		queue: q, poster: newPoster(c, z), onRejected: c.OnRejected, log: newReporter(c.Logger),
		every: c.BatchEvery, done: make(chan struct{}),
	}
	if c.SpoolDir != "" {
		s.spool = newSpool(c, z)
	}
	s.ctx, s.stop = context.WithCancel(context.Background())
	return s
}

// run sends until the queue is closed and all is sent, or stop is called. Then it writes to
// disk what is left.
func (s *sender) run() {
	defer close(s.done)
	for s.ctx.Err() == nil && !s.over() {
		s.step()
	}
	s.leave()
	if s.inFlight != nil {
		<-s.inFlight
	}
}

// over tells whether there is nothing left that could be sent, and won't be.
func (s *sender) over() bool { return s.queue.over() && !s.canReplay() }

// step sends a batch from memory and one from disk, if there are such, or waits.
func (s *sender) step() {
	s.adopt(time.Now())
	wait, spilled := time.Duration(-1), false
	if s.failures > 0 {
		wait, spilled = s.spill(due{sealed: 1, after: spillAfter})
	}
	var c *chunk
	if !spilled {
		c, wait = s.queue.take(due{sealed: 1, after: s.every}, time.Now())
	}
	if c != nil {
		s.deliver(parcel{batch: batch{c.data, c.events}, chunk: c})
		s.queue.release(c)
	}
	if !s.again() && c == nil && !s.over() {
		s.listen(wait)
	}
}

// listen waits until the queue calls, or for a span of time that is not negative.
func (s *sender) listen(wait time.Duration) {
	if s.spool != nil && (wait < 0 || wait > lookEvery) {
		wait = lookEvery // orphans don't call
	}
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

// parcel is a batch on its way, and where it lies: in memory or on disk.
type parcel struct {
	batch
	chunk *chunk
	file  *spooled
}

// settle counts events of a parcel that it has not to do with any more.
func (s *sender) settle(p parcel, change func(*counts)) {
	if p.file == nil {
		s.queue.settle(p.chunk, p.events, change)
		return
	}
	p.file.done += p.events
	s.queue.count(func(c *counts) {
		c.spooled -= uint64(p.events)
		change(c)
	})
}

// deliver settles every event of the parcel, and tells whether it did: what lies on disk
// stays there while the collector is away, and what is left when the sender must end is for
// others to count.
func (s *sender) deliver(p parcel) bool {
	if p.events > event.MaxEvents {
		return s.deliverParts(p, event.MaxEvents)
	}
	for s.ctx.Err() == nil {
		if s.failures > 0 && s.keep(p) {
			return true // a part of what was too large
		}
		o := s.attempt(p)
		switch o.verdict {
		case taken:
			s.tell(o.rejected)
			return true
		case refused:
			s.settle(p, func(c *counts) { c.drop(dropRefused, uint64(p.events)) })
			return true
		case tooLarge:
			if p.events == 1 {
				s.settle(p, func(c *counts) { c.drop(dropTooLarge, 1) })
				return true
			}
			return s.deliverParts(p, p.events/2)
		}
		kept := s.keep(p)
		safe := kept || p.file != nil
		if !safe || !s.queue.isClosing() {
			s.rest(o)
		}
		if safe {
			return kept
		}
	}
	return s.keep(p)
}

func (s *sender) deliverParts(p parcel, events int) bool {
	first, rest := p.cut(events)
	return s.deliver(parcel{first, p.chunk, p.file}) && s.deliver(parcel{rest, p.chunk, p.file})
}

// attempt sends the parcel once and counts what came of it.
func (s *sender) attempt(p parcel) outcome {
	told := s.queue.begin(s.failures > 0 || p.file != nil)
	o := s.exchange(p.batch, told)
	if s.ctx.Err() != nil && o.verdict == later {
		return o // it is we who ended it
	}
	s.log.attempt(o, p.events)
	switch o.verdict {
	case taken:
		s.failures = 0
		s.settle(p, func(c *counts) {
			c.sent += uint64(p.events)
			c.rejected += uint64(len(o.rejected))
			c.reported(told)
			c.lastError = nil
		})
		return o
	case later, denied:
		s.failures++
	default:
		s.failures = 0
	}
	s.queue.count(func(c *counts) { c.lastError = o.err })
	return o
}

// exchange sends a batch and waits for the answer. Meanwhile memory may fill up, or Close be
// called: then what waits behind goes to disk, so that little is left to write when the time of
// Close is over.
func (s *sender) exchange(b batch, told [dropReasons]uint64) outcome {
	body, err := s.poster.envelope.write(b, time.Now(), told)
	if err != nil {
		return outcome{verdict: refused, err: err}
	}
	answer := make(chan reply, 1)
	go func() { answer <- s.poster.post(s.ctx, body) }()
	closing := s.queue.closing
	for {
		select {
		case <-closing:
			closing = nil
			s.spill(due{sealed: 1})
		case r := <-answer:
			return understand(r, b, time.Now())
		case <-s.queue.wake:
			s.spill(due{sealed: s.queue.limit / 2, after: -1})
		case <-s.ctx.Done():
			select {
			case r := <-answer:
				return understand(r, b, time.Now())
			default:
			}
			s.inFlight = answer
			return outcome{verdict: later, err: s.ctx.Err()}
		}
	}
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

// rest waits before the next attempt. Closing cuts a wait short, since what waits may well
// go out now, and makes those after it short ones; it does not wait for somebody to put
// something right.
func (s *sender) rest(o outcome) {
	closing, failures := s.queue.closing, s.failures
	if s.queue.isClosing() {
		if o.verdict == denied {
			s.stop()
			return
		}
		closing, failures = nil, 1
	}
	wait := backoff(failures - 1)
	if o.verdict == denied {
		wait = pause
	}
	timer := time.NewTimer(max(wait, o.wait))
	defer timer.Stop()
	for {
		var aged <-chan time.Time
		if wait, _ := s.spill(due{sealed: 1, after: spillAfter}); wait > 0 {
			aged = time.After(wait)
		}
		select {
		case <-timer.C:
		case <-closing:
		case <-s.ctx.Done():
		case <-s.queue.wake:
			continue
		case <-aged:
			continue
		}
		return
	}
}

// backoff is the wait after so many failures beyond the first, with full jitter.
func backoff(failures int) time.Duration {
	span := maxWait
	if failures < 6 { // 2^6 half seconds are 32 s
		span = firstWait << failures
	}
	return rand.N(span) + 1
}
