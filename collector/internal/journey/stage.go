package journey

import (
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// StageSet is some of the five stages, a bit each from the left. It is stored.
type StageSet uint8

// Stages makes a set.
func Stages(stages ...event.Stage) StageSet {
	var set StageSet
	for _, s := range stages {
		set |= 1 << slices.Index(event.Stages(), s)
	}
	return set
}

// Has tells whether a stage is in the set.
func (s StageSet) Has(stage event.Stage) bool { return s&Stages(stage) != 0 }

// markStages notes which stages each session touched, and in which of them something went
// wrong for the visitor.
func (f *fold) markStages() {
	for i, h := range f.hits {
		if n := f.session[i]; n != None {
			s, stage := &f.facts.Sessions[n], Stages(f.StageOf(&h.Event))
			s.Stages |= stage
			if troubles(h) {
				s.Troubled |= stage
			}
		}
	}
	for n := range f.facts.Sessions {
		if s := &f.facts.Sessions[n]; s.Orders > 0 {
			s.Stages |= Stages(event.Purchase)
		}
	}
}

// troubles tells whether a hit is of those that frustrate whoever meets them: a rage or dead
// click, an error, a failed payment.
func troubles(h *Hit) bool {
	switch h.Event.Name {
	case event.NameRageClick, event.NameDeadClick, event.NameException, event.NameServerError,
		event.NameFormError, event.NamePaymentFailed:
		return true
	}
	return false
}
