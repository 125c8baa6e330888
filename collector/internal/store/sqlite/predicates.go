package sqlite

import (
	"fmt"
	"maps"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/sdk/event"
)

// Predicates of which there is one for each step, stage or surface.

// reachedSteps tells how far a session got.
func reachedSteps() map[metric.Predicate]string {
	all := map[metric.Predicate]string{}
	for _, s := range metric.FunnelSteps() {
		all[metric.IfReached(s)] = fmt.Sprintf("f.reached >= %d", s)
		all[metric.IfClosed(s)] = fmt.Sprintf("f.closed >= %d", s)
	}
	return all
}

// passed tells which step a passage is to.
func passed() map[metric.Predicate]string {
	all := map[metric.Predicate]string{}
	for _, s := range metric.FunnelSteps() {
		all[metric.IfStep(s)] = fmt.Sprintf("f.step = %d", s)
	}
	return all
}

// stepsBefore tells how far a session had got before it met with friction.
func stepsBefore() map[metric.Predicate]string {
	all := map[metric.Predicate]string{}
	for _, s := range metric.FunnelSteps() {
		all[metric.IfAt(s)] = fmt.Sprintf("f.step = %d", s)
		all[metric.IfClosedAt(s)] = fmt.Sprintf("f.closed = %d", s)
	}
	return all
}

// touchedStages tells which stages a session has events of, and went wrong in.
func touchedStages() map[metric.Predicate]string {
	all := map[metric.Predicate]string{}
	for _, s := range event.Stages() {
		all[metric.IfStage(s)] = fmt.Sprintf("f.stages & %d", journey.Stages(s))
		all[metric.IfTroubled(s)] = fmt.Sprintf("f.troubled & %d", journey.Stages(s))
	}
	return all
}

// ownStages tells which stage a fact is of.
func ownStages() map[metric.Predicate]string {
	all := map[metric.Predicate]string{}
	for _, s := range event.Stages() {
		all[metric.IfStage(s)] = fmt.Sprintf("f.stage = '%s'", s)
	}
	return all
}

// ownSurfaces tells which surface a fact is of.
func ownSurfaces() map[metric.Predicate]string {
	all := map[metric.Predicate]string{}
	for _, s := range metric.Surfaces() {
		all[metric.IfSurface(s)] = fmt.Sprintf("f.surface = '%s'", s)
	}
	return all
}

// merged is all of some maps.
func merged[K comparable, V any](some ...map[K]V) map[K]V {
	all := map[K]V{}
	for _, m := range some {
		maps.Copy(all, m)
	}
	return all
}
