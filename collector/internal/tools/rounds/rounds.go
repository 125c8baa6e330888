// Package rounds is the arithmetic of benchmarks that run in rounds: what each round said of
// one case, and what all of them say together. A machine that is busy for a while would
// otherwise be busy for one case alone.
package rounds

import (
	"fmt"
	"math"
	"slices"
	"strconv"
)

// Values are what each round said of one figure of one case, in the order of rounds.
type Values []float64

// Median is the middle one, NaN when there are none.
func (v Values) Median() float64 {
	if len(v) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(v))
	n := len(sorted)
	return (sorted[(n-1)/2] + sorted[n/2]) / 2
}

// Ratio is the median of the ratios to base within each round, and the farthest that one lies
// from it. It is false where a base is nothing, or where there are no rounds.
func (v Values) Ratio(base Values) (middle, far float64, ok bool) {
	var ratios Values
	for i := range min(len(v), len(base)) {
		if base[i] == 0 {
			return 0, 0, false
		}
		ratios = append(ratios, v[i]/base[i])
	}
	if len(ratios) == 0 {
		return 0, 0, false
	}
	middle = ratios.Median()
	for _, r := range ratios {
		far = max(far, math.Abs(r-middle))
	}
	return middle, far, true
}

// Compared writes Ratio down: x1.04 ±0.20 is no difference, x- is no ratio.
func (v Values) Compared(base Values) string {
	middle, far, ok := v.Ratio(base)
	if !ok {
		return "x-"
	}
	return fmt.Sprintf("x%.2f ±%.2f", middle, far)
}

// Short is a number in three digits or so: 827k, 4.41M.
func Short(v float64) string {
	suffix := ""
	for _, s := range []string{"k", "M", "G"} {
		if math.Abs(v) < 999.5 {
			break
		}
		v, suffix = v/1000, s
	}
	switch {
	case suffix == "" && v == math.Trunc(v), math.Abs(v) >= 99.95:
		return strconv.FormatFloat(v, 'f', 0, 64) + suffix
	case math.Abs(v) >= 9.995:
		return strconv.FormatFloat(v, 'f', 1, 64) + suffix
	}
	return strconv.FormatFloat(v, 'f', 2, 64) + suffix
}
