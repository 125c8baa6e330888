package store

// ErasingSteps is how many steps it takes to let go of somebody: the events, what robots said, the
// words that nobody else used, and the bytes that are left in the file.
const ErasingSteps = 4

// Erasing is how far the work of letting go of those who were erased has come.
type Erasing struct {
	// Step is the one that is being done, from 1 to ErasingSteps; 0 when nothing is left to do.
	Step int
	// Part of the step is over, from 0 to 1. A step may be begun again.
	Part float64
}
