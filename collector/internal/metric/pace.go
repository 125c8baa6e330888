package metric

import "slices"

// Pace is how long some took, in milliseconds.
type Pace struct {
	Count       int64 // of those whose time is known
	Median, P90 int64 // the time that half of them, or nine of ten, did not exceed: somebody's own
}

// PaceOf is that of some times, which it sorts; with no more than a count for none.
func PaceOf(times []int64) Pace {
	n := int64(len(times))
	if n == 0 {
		return Pace{}
	}
	slices.Sort(times)
	median, p90 := PaceAt(n)
	return Pace{n, times[median], times[p90]}
}

// PaceAt tells which of n times in order, counted from 0, are the median and the one that nine of
// ten did not exceed.
func PaceAt(n int64) (median, p90 int64) { return (n+1)/2 - 1, (9*n+9)/10 - 1 }
