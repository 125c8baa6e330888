package metric

import "slices"

// Pace is how long some took, in milliseconds.
type Pace struct {
	Count       int64 // of those whose time is known
	Median, P90 int64 // the time that half of them, or nine of ten, did not exceed: somebody's own
}

// paceOf sorts the times; nil for none.
func paceOf(times []int64) *Pace {
	n := len(times)
	if n == 0 {
		return nil
	}
	slices.Sort(times)
	return &Pace{int64(n), times[(n+1)/2-1], times[(9*n+9)/10-1]}
}
