package sqlite

import "time"

const (
	// longestWait is for how long what waits may keep the writer, folding between it included.
	longestWait = 80 * time.Millisecond
	// shortQueue is how many batches may wait however long that takes: a few senders are no flood,
	// however large their batches and however slow the machine.
	shortQueue = 8
	// firstToll stands for what an event takes until that is known.
	firstToll = 40 * time.Microsecond
	// tollRows is how many events a group has at least that tells what one takes. With fewer,
	// beginning and ending the transaction take more than they do; such a group tells only what
	// one takes at most.
	tollRows = 64
	// tollShare is the part of an estimate that a new group replaces.
	tollShare = 4
)

// toll estimates what waiting events will take the writer. The sync of the disk is no part of
// it, since a group has one however many wait: a slow disk is no overload.
type toll struct {
	row  time.Duration // of one event, without the sync
	sync time.Duration // of one group
	// stretch is how many times as long as its work what waits takes, since folding goes on.
	stretch float64
}

func newToll() toll { return toll{row: firstToll, stretch: 1} }

// note learns from a group.
func (t *toll) note(rows int, work, sync time.Duration) {
	t.sync += (sync - t.sync) / tollShare
	if rows == 0 {
		return
	}
	if row := work / time.Duration(rows); rows >= tollRows || row < t.row {
		t.row += (row - t.row) / tollShare
	}
}

// share learns that folding takes a step and then rests, 0 where all is folded.
func (t *toll) share(step, rest time.Duration) {
	t.stretch = 1
	if rest > 0 {
		t.stretch += float64(step) / float64(rest)
	}
}

// late tells that a batch behind so many events would wait too long. While a sync takes longer
// than that, as much may wait as is done in the time of one: the disk would idle otherwise.
// Behind nothing there is nothing to wait for.
func (t *toll) late(rows int) bool {
	return rows > 0 && float64(rows)*float64(t.row)*t.stretch > float64(max(longestWait, t.sync))
}
