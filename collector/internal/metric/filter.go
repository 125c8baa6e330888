package metric

import (
	"slices"
	"strings"
)

// ParseFilter reads a filter as the report API writes it: dimension:value, where a|b is one
// of both and ! before the value none of them. It tells whether the text is one; whether a
// metric allows the dimension is another question.
func ParseFilter(text string) (f Filter, ok bool) {
	dimension, value, found := strings.Cut(text, ":")
	value, not := strings.CutPrefix(value, "!")
	f = Filter{Dimension: Dimension(dimension), Values: strings.Split(value, "|"), Not: not}
	return f, found && dimension != "" && !slices.Contains(f.Values, "")
}
