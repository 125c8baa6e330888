package metric

// What a store knows of the ways through the funnel.
const (
	// FactPassage is the instant at which a visit came to a step of the funnel, on the day of
	// the visit. Of a step that comes again only those are known by which a way through
	// several visits may go.
	FactPassage Fact = "passage"
	// FactCartPassage is the same of a cart, on the day it was opened.
	FactCartPassage Fact = "cart_passage"

	FieldStart Field = "start" // of a passage: when the visit began, Unix milliseconds
	FieldTurn  Field = "turn"  // of a passage: its visit's place among those that began at the same instant
	FieldPlace Field = "place" // of a passage: its place among those of its visit
	FieldStep  Field = "step"  // of a passage: a FunnelStep

	FieldReachedAfter Field = "reached_after" // of a passage: milliseconds since the first one of the step before; of the first one of its step
	FieldClosedAfter  Field = "closed_after"  // of a passage: milliseconds since the unit got to the step before; of the one by which it got to this one
)
