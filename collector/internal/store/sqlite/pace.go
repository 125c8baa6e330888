package sqlite

import "time"

const (
	// sliceTime bounds one step of folding, since a batch that arrives in it waits for
	// its end.
	sliceTime = 20 * time.Millisecond
	// idleTime is that while no batches come: each step ends with a sync of the disk, and on
	// a slow one short steps would be little else.
	idleTime = 100 * time.Millisecond
	// restShare is how many times as long as a step the writer then keeps for batches,
	// while any come: folding gets a quarter of the time however long the queue is, and more
	// once it is behind; see arrears.
	restShare = 3
	// longestRest bounds that: a step that the disk held up for half a minute says nothing of
	// what the next one takes, and answers must not wait minutes for it.
	longestRest = time.Second
	// gatherTime is for how long what comes is gathered after all has been folded, unless
	// somebody waits for it: a step costs a transaction with its sync, and of a visit that goes
	// on the next event is near, which folds all of it again.
	gatherTime = 250 * time.Millisecond
	// foldPause follows a step that failed, so that a full disk is not hammered.
	foldPause = time.Second
)

// pace divides the writer's time between batches and folding.
type pace struct {
	dirty bool      // there may be something to fold
	busy  bool      // batches have come since the last step
	next  time.Time // not to fold before
	calm  time.Time // nor before this while nobody waits
}

// served notes that something was written.
func (p *pace) served() { p.dirty, p.busy = true, true }

// due tells whether it is time for a step; hurried is that somebody waits for it.
func (p *pace) due(now time.Time, hurried bool) bool { return p.dirty && !now.Before(p.at(hurried)) }

// at is when the next step is due.
func (p *pace) at(hurried bool) time.Time {
	if hurried || p.next.After(p.calm) {
		return p.next
	}
	return p.calm
}

// slice is how long a step may take.
func (p *pace) slice() time.Duration {
	if p.busy {
		return sliceTime
	}
	return idleTime
}

// stepped notes how a step went, after which rest is kept for batches.
func (p *pace) stepped(ended time.Time, rest time.Duration, more bool, err error) {
	p.dirty = more || err != nil
	p.next = ended
	if !p.dirty {
		p.calm = ended.Add(gatherTime)
	}
	switch {
	case err != nil:
		p.next = ended.Add(foldPause)
	case p.busy:
		p.next = ended.Add(min(rest, longestRest))
	}
	p.busy = false
}
