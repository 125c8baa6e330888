package metric

import (
	"cmp"
	"fmt"
	"slices"
)

// FunnelOptions say whose ways are followed through the funnel.
type FunnelOptions struct {
	Unit FunnelUnit // Defaults to FunnelOfSessions.
	Mode Mode       // Defaults to Reached.
}

// FunnelUnit is what is counted at each step of the funnel.
type FunnelUnit string

// The units.
const (
	FunnelOfSessions FunnelUnit = "session"
	// FunnelOfCarts begins with the cart itself and follows what was done with it. Merged ones
	// count once.
	FunnelOfCarts FunnelUnit = "cart"
	// FunnelOfPersons joins the visits of the range that are of one person.
	FunnelOfPersons FunnelUnit = "person"
)

// FunnelUnits are all of them.
func FunnelUnits() []FunnelUnit {
	return []FunnelUnit{FunnelOfSessions, FunnelOfCarts, FunnelOfPersons}
}

// Mode says what it takes to get to a step of the funnel.
type Mode string

// The modes.
const (
	Reached Mode = "reached" // having it or a later one: steps may be skipped
	Closed  Mode = "closed"  // having all up to it, one after the other
)

func (o FunnelOptions) withDefaults() FunnelOptions {
	return FunnelOptions{cmp.Or(o.Unit, FunnelOfSessions), cmp.Or(o.Mode, Reached)}
}

func (o FunnelOptions) validate() error {
	if o.Mode != Reached && o.Mode != Closed {
		return &RequestError{BadRequest, "mode", fmt.Sprintf("there is no mode %q", o.Mode), "known: reached, closed"}
	}
	if !slices.Contains(FunnelUnits(), o.Unit) {
		return &RequestError{BadRequest, "unit", fmt.Sprintf("there is no funnel by %q", o.Unit), "known: session, cart, person"}
	}
	return nil
}

// cartStep is the step that stands for the cart itself: its events come after it.
const cartStep FunnelStep = 2

// steps are those of the unit.
func (o FunnelOptions) steps() []FunnelStep {
	if o.Unit == FunnelOfCarts {
		return FunnelSteps()[cartStep:]
	}
	return FunnelSteps()
}

func (o FunnelOptions) stepID(s FunnelStep) string {
	if o.Unit == FunnelOfCarts && s == cartStep {
		return "cart"
	}
	return s.ID()
}

// counting are the measures of the units that got to each of the steps, as far as sums can
// tell: where one step has to follow the other, that needs a look at all visits of a person,
// so of these only the first step is counted.
func (o FunnelOptions) counting() []Measure {
	to := IfReached
	if o.Mode == Closed {
		to = IfClosed
	}
	var all []Measure
	for _, s := range o.steps() {
		m := sessions(to(s))
		switch o.Unit {
		case FunnelOfCarts:
			m = carts(to(s))
		case FunnelOfPersons:
			m.Field, m.Distinct = FieldPerson, true
		}
		all = append(all, m)
	}
	if o.Unit == FunnelOfPersons && o.Mode == Closed {
		all = all[:1]
	}
	return all
}
