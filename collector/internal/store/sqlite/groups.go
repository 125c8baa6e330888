package sqlite

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// errManyGroups ends the reading when a query finds more groups than it allows.
var errManyGroups = errors.New("too many groups")

// groupCount counts the groups that the statements of a query find.
type groupCount struct {
	most int // 0: any number
	seen map[string]struct{}
}

func newGroupCount(most int) *groupCount { return &groupCount{most, map[string]struct{}{}} }

// tooMany counts the groups of some cells and tells whether there are too many.
func (g *groupCount) tooMany(cells []metric.Cell) bool {
	if g.most == 0 {
		return false
	}
	for i := range cells {
		g.seen[cells[i].Group] = struct{}{}
	}
	return len(g.seen) > g.most
}

const (
	// crowdedBy is how many rows there may be for each of the groups that a query allows: one for
	// each currency.
	crowdedBy = 4
	// crowdedWide is how many rows of a piece are kept for the values that nobody asks for yet.
	crowdedWide = 20_000
)

// crowded tells that a statement has found so many groups that the others need not be read.
func (s *statement) crowded(rows int) error {
	switch most := s.query.MostGroups; {
	case s.split != nil && rows > crowdedWide:
		return errMissing
	case s.split == nil && most > 0 && rows > crowdedBy*most:
		return errManyGroups
	}
	return nil
}

// tooMany finds the largest groups of a query and how many there are. Its error is a
// *metric.ManyGroupsError, unless it fails.
func tooMany(ctx context.Context, conn *sql.Conn, q metric.Query, statements []*statement) error {
	var parts []string
	var args []any // the same for all parts
	asked := map[string]bool{}
	for _, s := range statements {
		facts := s.table.name + " " + s.table.span
		if asked[facts] {
			continue // split by currency, and not
		}
		asked[facts] = true
		group, err := s.table.group(q.GroupBy)
		if err != nil {
			return err
		}
		var from string
		if from, args, err = s.table.from(q.Site, q.AsOf, q.Buckets, s.dimensions(), q.Filters); err != nil {
			return err
		}
		parts = append(parts, fmt.Sprintf("SELECT %s AS name, count(*) AS facts %s GROUP BY 1", group, from))
	}
	rows, err := conn.QueryContext(ctx, fmt.Sprintf(`/* tooMany */ %s SELECT name, count(*) OVER () FROM (%s)
		GROUP BY name ORDER BY sum(facts) DESC, name LIMIT :most`, withBuckets, strings.Join(parts, " UNION ALL ")),
		append(args, sql.Named("most", q.MostGroups))...)
	if err != nil {
		return translate(err)
	}
	defer rows.Close()
	found := &metric.ManyGroupsError{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name, &found.All); err != nil {
			return translate(err)
		}
		found.Largest = append(found.Largest, name)
	}
	if err := rows.Err(); err != nil {
		return translate(err)
	}
	return found
}
