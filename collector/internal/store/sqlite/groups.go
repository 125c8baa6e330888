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

// tooMany counts a group and tells that there are too many.
func (g *groupCount) tooMany(group string) bool {
	if g.most > 0 {
		g.seen[group] = struct{}{}
	}
	return len(g.seen) > g.most
}

// askedGroups is the condition that a statement's group is asked for.
func askedGroups(q *metric.Query, group string, args []any) (string, []any) {
	if q.Groups == nil {
		return "", args
	}
	return " AND " + group + " IN (SELECT value FROM json_each(:groups))", append(args, sql.Named("groups", toJSON(q.Groups)))
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
		if from, args, err = s.table.from(q.Site, q.AsOf, q.Buckets, q.GroupBy, q.Filters); err != nil {
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
