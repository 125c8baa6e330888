package ingest

import (
	"context"
	"runtime"
	"sync/atomic"
	"time"
)

const (
	// decodedByCore is how many bytes of bodies wait for their turn for each core: some 300
	// milliseconds of its time, when no event needs a browser to be recognised.
	decodedByCore = 8 << 20
	// longestTurn is how long one waits behind many.
	longestTurn = 40 * time.Millisecond
	// shortLine is how many wait for as long as it takes: a few senders are no flood, however
	// large their bodies and however slow the machine.
	shortLine = 8
)

// turns let as many bodies be decoded at once as there are cores. More would share them, and
// everything else would have to stand in line behind all of these. It is safe for concurrent
// use.
type turns struct {
	waiting *room
	bytes   int
	line    atomic.Int32 // how many wait
	working chan struct{}
	effort  *effort
}

func newTurns(bytes int) *turns {
	return &turns{waiting: newRoom(int64(bytes)), bytes: bytes, working: make(chan struct{}, runtime.GOMAXPROCS(0)), effort: newEffort()}
}

// begin waits for the turn of a body of a size, which lasts until over is called. It refuses
// at once when there are too many bytes in line already, or when others wait as well and the turn
// would not come within longestTurn; and then when it has not, whatever was foreseen. A body larger
// than all that may wait does so when no other does.
func (t *turns) begin(ctx context.Context, size int) (over func(), err error) {
	size = min(size, t.bytes)
	if !t.waiting.take(size) {
		return nil, busy()
	}
	if err := t.wait(ctx); err != nil {
		t.waiting.give(size)
		return nil, err
	}
	begun := time.Now()
	return func() {
		<-t.working
		t.waiting.give(size)
		t.effort.note(size, time.Since(begun))
	}, nil
}

// aside lets others have a turn that was begun, while its owner waits for the disk, until back
// is called.
func (t *turns) aside() (back func()) {
	<-t.working
	return func() { t.working <- struct{}{} }
}

func (t *turns) wait(ctx context.Context) error {
	select {
	case t.working <- struct{}{}:
		return nil
	default:
	}
	defer t.line.Add(-1)
	var impatient <-chan time.Time
	if t.line.Add(1) > shortLine {
		if t.ahead() > longestTurn {
			return busy()
		}
		patience := time.NewTimer(longestTurn)
		defer patience.Stop()
		impatient = patience.C
	}
	select {
	case t.working <- struct{}{}:
		return nil
	case <-impatient:
		return busy()
	case <-ctx.Done():
		return ctx.Err()
	}
}

// ahead is how long all that is in line will take.
func (t *turns) ahead() time.Duration {
	return t.effort.of(t.bytes-int(t.waiting.left.Load())) / time.Duration(cap(t.working))
}
