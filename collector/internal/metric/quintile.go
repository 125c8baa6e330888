package metric

import (
	"slices"
	"sort"
)

// quintiles scores each of some values from 1 to 5: 1 and a fifth of the values that are
// worse, rounded down. Equal values score alike.
func quintiles(values []int64) []int {
	sorted := slices.Sorted(slices.Values(values))
	scores := make([]int, len(values))
	for i, v := range values {
		worse := sort.Search(len(sorted), func(n int) bool { return sorted[n] >= v })
		scores[i] = 1 + 5*worse/len(sorted)
	}
	return scores
}

// middle is the one in the middle of numbers in order, of an even number of them the mean of
// the two in the middle, rounded down; false for none.
func middle(sorted []int64) (int64, bool) {
	n := len(sorted)
	if n == 0 {
		return 0, false
	}
	low, high := sorted[(n-1)/2], sorted[n/2]
	return low + (high-low)/2, true
}
