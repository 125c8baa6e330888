package metric

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

const (
	// Other is the group of all that is in none of the groups of a report, when there are more
	// of these than it tells apart.
	Other = "(other)"
	// maxGroups is how many values of a dimension a report tells apart.
	maxGroups = 500
	// maxRanked is how many are looked at where the first of them by some measure are told.
	maxRanked = 10_000
)

// ManyGroupsError says that a query would split its sums into more groups than it allows.
type ManyGroupsError struct {
	// Largest are as many as it allows: those with the most facts in the query's buckets and
	// filters, whatever the measures select, equal ones by name.
	Largest []string
	// All is how many there are.
	All int64
}

func (e *ManyGroupsError) Error() string { return fmt.Sprintf("there are %d groups", e.All) }

// told are those that are told apart. A value that somebody called Other is among the others.
func (e *ManyGroupsError) told() []string {
	return slices.DeleteFunc(slices.Clone(e.Largest), func(value string) bool { return value == Other })
}

// folded is how many are not told apart.
func (e *ManyGroupsError) folded() int64 { return e.All - int64(len(e.told())) }

// groups are the sums of a query by its dimension.
type groups struct {
	query Query // with the groups that are told apart, nil for all
	cells []Cell
	// folded is how many values were not told apart.
	folded int64
}

// measureGroups asks for a query's groups, of more than most the largest. So what strangers
// invent can make neither memory nor answers grow without bound.
func measureGroups(ctx context.Context, src Source, q Query, most int) (g groups, err error) {
	if q.GroupBy != "" {
		q.MostGroups = most
	}
	g.query = q
	g.cells, err = src.Measure(ctx, q)
	var many *ManyGroupsError
	if !errors.As(err, &many) {
		return g, err
	}
	g.query.MostGroups, g.query.Groups = 0, many.told()
	g.folded = many.folded()
	g.cells, err = src.Measure(ctx, g.query)
	return g, err
}

// rest is the query for what is in none of the groups told apart. It counts that anew, since
// distinct ones can't be had by subtracting.
func (g *groups) rest() Query {
	q := g.query
	q.Filters = append(slices.Clone(q.Filters), Filter{Dimension: q.GroupBy, Values: q.Groups, Not: true})
	q.GroupBy, q.Groups = "", nil
	return q
}
