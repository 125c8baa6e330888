package sdk

import (
	"errors"
	"io/fs"
	"time"
)

const (
	// spillAfter is how long an event waits in memory while the collector is away: a file for
	// every two seconds of an outage would be a great many.
	spillAfter = 10 * time.Second
	// lookEvery is how often to look for what processes left behind that have ended since.
	lookEvery = time.Minute
)

// replay is where the sender is with the files of the spool.
type replay struct {
	memory []byte    // for one file
	look   time.Time // when to look for orphans again
	rest   time.Time // when to read again after the disk failed
}

// keep writes a parcel from memory to disk, and tells whether that came about. A part of one
// is settled as it is.
func (s *sender) keep(p parcel) bool {
	now, hurry := time.Now(), s.ctx.Err() != nil
	if s.spool == nil || p.file != nil || !hurry && !s.spool.ready(now) {
		return false
	}
	given, err := s.spool.add(p.batch, now, hurry)
	s.lose(given, dropSpoolFull)
	if err != nil {
		s.spool.failed(now)
		s.disk(err)
		return false
	}
	s.settle(p, func(c *counts) {
		c.spooled += uint64(p.events)
		c.spoolBytes = s.spool.size
	})
	return true
}

// spill writes to disk what is due. It tells how long until more is, and whether the disk
// takes it.
func (s *sender) spill(d due) (wait time.Duration, ok bool) {
	for s.spool != nil {
		now := time.Now()
		if s.ctx.Err() == nil && !s.spool.ready(now) {
			break
		}
		c, wait := s.queue.take(d, now)
		if c == nil {
			return wait, true
		}
		if !s.keep(parcel{batch: batch{c.data, c.events}, chunk: c}) {
			s.queue.giveBack(c)
			break
		}
		s.queue.release(c)
	}
	return -1, false
}

// canReplay tells whether there are files to send. A client that is being closed does not send
// them to a collector that is away.
func (s *sender) canReplay() bool {
	return s.spool != nil && len(s.spool.files) > 0 && !time.Now().Before(s.replay.rest) && (s.failures == 0 || !s.queue.isClosing())
}

// again sends the oldest file of the spool, and tells whether it tried.
func (s *sender) again() bool {
	if !s.canReplay() {
		return false
	}
	f := s.spool.files[0]
	data, err := s.spool.read(f, s.replay.memory)
	var path *fs.PathError
	switch {
	case errors.As(err, &path) && !errors.Is(err, fs.ErrNotExist):
		// The disk, or the number of open files: another time. Others may be readable.
		s.disk(err)
		s.replay.rest = time.Now().Add(spoolRest)
		s.spool.files = append(s.spool.files[1:], f)
		return false
	case err != nil:
		s.disk(err)
		s.erase(f)
		s.lose([]*spooled{f}, dropSpoolLost)
		return true
	}
	s.replay.memory = data[:0]
	_, rest := batch{data, f.events}.cut(f.done)
	s.spool.busy = f
	if s.deliver(parcel{batch: rest, file: f}) {
		s.erase(f)
	}
	s.spool.busy = nil
	return true
}

// erase removes a file.
func (s *sender) erase(f *spooled) {
	if err := s.spool.remove(f); err != nil && !errors.Is(err, fs.ErrNotExist) {
		s.disk(err)
	}
	s.queue.count(func(c *counts) { c.spoolBytes = s.spool.size })
}

// lose counts files that are gone.
func (s *sender) lose(files []*spooled, reason int) {
	for _, f := range files {
		s.queue.count(func(c *counts) {
			c.spooled -= uint64(f.events - f.done)
			c.drop(reason, uint64(f.events-f.done))
			c.spoolBytes = s.spool.size
		})
	}
}

// disk counts a failure and has it told.
func (s *sender) disk(err error) {
	s.log.disk(err)
	if !errors.Is(err, errFull) {
		s.queue.count(func(c *counts) { c.spoolErrors++ })
	}
}

// adopt takes over what processes have left that are gone.
func (s *sender) adopt(now time.Time) {
	if s.spool == nil || now.Before(s.replay.look) {
		return
	}
	s.replay.look = now.Add(lookEvery)
	found, err := s.spool.adopt()
	if err != nil {
		s.disk(err)
	}
	events := uint64(0)
	for _, f := range found {
		events += uint64(f.events)
	}
	s.queue.count(func(c *counts) {
		c.accepted += events
		c.adopted += events
		c.spooled += events
		c.spoolBytes = s.spool.size
	})
	given, _ := s.spool.makeRoom(0)
	s.lose(given, dropSpoolFull)
}

// leave writes what is left in memory to disk when the sender ends.
func (s *sender) leave() {
	if s.spool != nil {
		s.spill(due{sealed: 1})
		s.spool.close()
	}
}
