package sqlite

import (
	"slices"
	"time"
)

const (
	// lateAnswers is how far folding may be behind before it gets half of the writer's time.
	lateAnswers = 10 * time.Second
	// latestAnswers is how far it may be behind before it gets three quarters and nothing more
	// is taken but from those who wait their turn.
	latestAnswers = 60 * time.Second
	// arrearsStep is how exactly that is known.
	arrearsStep = 100 * time.Millisecond
	// mostMilestones bounds the memory for it: while folding fails nothing is paid.
	mostMilestones = 4096
)

// arrears tell how long ago what is folded now was accepted. Households are folded in the
// order in which they became dirty, so it is enough to count. Only what batches of this process
// made dirty counts: that a rebuild or a change of settings takes minutes is no reason to send
// anybody away. It belongs to the writer.
type arrears struct {
	marked, folded int64 // households
	since          []milestone
	failing        bool
}

// milestone says when so many households had been marked.
type milestone struct {
	at     time.Time
	marked int64
}

// mark notes that a group made so many more households dirty.
func (a *arrears) mark(households int, now time.Time) {
	if households == 0 {
		return
	}
	a.marked += int64(households)
	if n := len(a.since); n == mostMilestones || n > 0 && now.Sub(a.since[n-1].at) < arrearsStep {
		a.since[n-1].marked = a.marked
		return
	}
	a.since = append(a.since, milestone{now, a.marked})
}

// fold notes that a step folded so many, and whether it left any that do not rest.
func (a *arrears) fold(households int, more bool, err error) {
	a.failing = err != nil
	a.folded = min(a.folded+int64(households), a.marked)
	if !more && err == nil {
		a.folded = a.marked
	}
	paid := 0
	for paid < len(a.since) && a.since[paid].marked <= a.folded {
		paid++
	}
	a.since = slices.Delete(a.since, 0, paid)
}

// forgive forgets all: while everything is rebuilt, what is new has to wait for it.
func (a *arrears) forgive() { a.folded, a.since = a.marked, nil }

// age is how long what is to be folded next has waited, 0 for nothing.
func (a *arrears) age(now time.Time) time.Duration {
	if len(a.since) == 0 {
		return 0
	}
	return now.Sub(a.since[0].at)
}

// hopeless tells that more must not be taken until folding has come nearer. Where it fails,
// waiting would not help it, and events are worth more than answers.
func (a *arrears) hopeless(now time.Time) bool { return !a.failing && a.age(now) > latestAnswers }

// rest is how long the writer keeps for batches after a step of folding while any come.
func (a *arrears) rest(step time.Duration, now time.Time) time.Duration {
	switch age := a.age(now); {
	case age > latestAnswers:
		return step / restShare
	case age > lateAnswers:
		return step
	}
	return step * restShare
}
