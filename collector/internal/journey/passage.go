package journey

import "math"

// Passage is the instant at which a visit or a cart came to a step of the funnel.
//
// A step may come again, and which time counts for a person who goes on from one visit to
// the next depends on the visits before. So a visit keeps those passages by which some way
// through it, whatever step it begins at, goes first: of each step the first, and the first
// after each one kept of the step before. That is a handful however long the visit.
type Passage struct {
	Session int // the visit; of a cart's passage the one that its opening belongs to
	Cart    int // None for a visit's passage
	Start   int64
	// Turn tells apart the visits of a person that began at the same instant: they are numbered
	// by their visitors' ids, from 0.
	Turn  int
	Place int // among the passages of the same visit or cart, from 0
	Step  Step
	Time  int64
	// ReachedAfter is the time since the first passage of the step before, of the first one of
	// its step; it is below zero where steps were taken in another order. ClosedAfter is the
	// time since the passage by which the visit got to the step before, of the one by which it
	// got to this one. Milliseconds, Untimed for all others.
	ReachedAfter, ClosedAfter int64
}

// Untimed stands for no time.
const Untimed = math.MinInt64

// steps is the number of steps.
const steps = int(StepOrder) + 1

// walk follows a visit or a cart from step to step.
type walk struct {
	progress
	begun    Passage     // at its first step
	since    int64       // when it got to progress.closed
	firsts   [steps]int  // passages, None without
	due      [steps]bool // whether the next passage of the step is kept
	passages []Passage
}

// newWalk begins at a step, with the beginning of what is walked.
func newWalk(begun Passage) walk {
	begun.Time, begun.ReachedAfter, begun.ClosedAfter = begun.Start, Untimed, Untimed
	w := walk{progress: progress{begun.Step, begun.Step}, begun: begun, since: begun.Start}
	for s := range steps {
		w.firsts[s], w.due[s] = None, true
	}
	return w
}

// take notes a step. The first one is where every walk begins, so nothing takes it.
func (w *walk) take(s Step, t int64) {
	if s == StepVisit {
		return
	}
	p := w.begun
	p.Step, p.Time, p.Place = s, t, len(w.passages)
	if s == w.closed+1 {
		p.ClosedAfter, w.since = t-w.since, t
	}
	w.progress.take(s)
	if !w.due[s] {
		return
	}
	w.due[s] = false
	if s < StepOrder {
		w.due[s+1] = true
	}
	if w.firsts[s] == None {
		w.firsts[s] = p.Place
	}
	w.passages = append(w.passages, p)
}

// timed are the passages with the times between the first ones.
func (w *walk) timed() []Passage {
	before := &w.begun
	for s := w.begun.Step + 1; s <= StepOrder; s++ {
		var first *Passage
		if n := w.firsts[s]; n != None {
			first = &w.passages[n]
			if before != nil {
				first.ReachedAfter = first.Time - before.Time
			}
		}
		before = first
	}
	return w.passages
}

// turns numbers the sessions of a person that began at the same instant.
func (f *fold) turns() []int {
	turns := make([]int, len(f.facts.Sessions))
	for n := range turns {
		s := &f.facts.Sessions[n]
		for o := n - 1; o >= 0 && f.facts.Sessions[o].Start == s.Start; o-- {
			switch other := &f.facts.Sessions[o]; {
			case other.Person != s.Person:
			case other.Visitor < s.Visitor:
				turns[n]++
			default:
				turns[o]++
			}
		}
	}
	return turns
}
