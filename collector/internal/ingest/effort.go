package ingest

import (
	"sync"
	"time"
)

const (
	// firstEffort is what a byte takes to be decoded until that is known, in nanoseconds.
	firstEffort = 30
	// effortBytes is after how many bytes what was learned before counts half.
	effortBytes = 256 << 10
)

// effort estimates how long bodies take to be decoded on this machine, by their bytes. It is safe
// for concurrent use.
type effort struct {
	mu    sync.Mutex
	bytes float64
	took  float64 // nanoseconds, for these bytes
}

func newEffort() *effort { return &effort{bytes: effortBytes, took: firstEffort * effortBytes} }

// note learns from a body that was decoded.
func (e *effort) note(bytes int, took time.Duration) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.bytes += float64(bytes)
	e.took += float64(took)
	if e.bytes > 2*effortBytes {
		e.bytes, e.took = e.bytes/2, e.took/2
	}
}

// of is how long so many bytes will take one core.
func (e *effort) of(bytes int) time.Duration {
	e.mu.Lock()
	defer e.mu.Unlock()
	return time.Duration(e.took / e.bytes * float64(bytes))
}
