package ingest

import (
	"sync/atomic"
	"time"
)

// room bounds the bytes of all bodies that are in memory at once. It is safe for concurrent
// use.
type room struct{ left atomic.Int64 }

func newRoom(bytes int64) *room {
	r := &room{}
	r.left.Store(bytes)
	return r
}

// take takes so many bytes, or none when there are not as many left. It never waits: whoever
// gets none had better come again than stand in line with a body in hand.
func (r *room) take(bytes int) bool {
	if r.left.Add(-int64(bytes)) < 0 {
		r.give(bytes)
		return false
	}
	return true
}

func (r *room) give(bytes int) { r.left.Add(int64(bytes)) }

// Body is a body in memory. It takes up room until it is released.
type Body struct {
	// Bytes are the body, inflated. They must not be used after Release.
	Bytes []byte

	among *arrivals
	begun time.Time

	// What follows belongs to among.
	stop    func() error
	held    int // bytes of room
	dropped bool
}

// cost is what the body has cost so far by being here, in bytes for nanoseconds: little where
// it is small or has come quickly.
func (b *Body) cost(now time.Time) int64 {
	return int64(b.held) * int64(max(0, now.Sub(b.begun)-settling))
}

// mostAhead is how many times as much memory is taken as has arrived, where a body says how
// long it is.
const mostAhead = 4

// grow makes a buffer larger, up to limit bytes, if there is room for that: as large as all of
// it needs, 0 where that is not known.
func (b *Body) grow(buf []byte, all int64, limit int) ([]byte, error) {
	size := max(2*cap(buf), smallestBuffer)
	if all > int64(cap(buf)) {
		size = int(min(all, int64(max(mostAhead*cap(buf), smallestBuffer))))
	}
	size = min(size, limit)
	if !b.among.take(b, size-cap(buf)) {
		return nil, errNoRoom
	}
	larger := make([]byte, len(buf), size)
	copy(larger, buf)
	return larger, nil
}

// drop gives back the room of a buffer that grow made.
func (b *Body) drop(buf []byte) { b.among.give(b, cap(buf)) }

// Release gives the room back. It may be called again.
func (b *Body) Release() {
	b.among.release(b)
	b.Bytes = nil
}
