package sqlite

import (
	"fmt"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// touched is what the touch of an order f has of its dimension.
func touched(t *metric.Touch) (string, error) {
	column, ok := ofVisit("v")[t.By]
	if !ok {
		return "", fmt.Errorf("a touch has no dimension %q", t.By)
	}
	direction := ""
	if t.Last {
		direction = " DESC"
	}
	return fmt.Sprintf(`coalesce((SELECT coalesce(nullif(%s, ''), '%s') FROM session AS v
		WHERE v.person = f.person AND v.start > f.time - %d AND v.start <= f.time OR v.id = f.session
		ORDER BY v.channel = 'direct', v.start%s, (SELECT key FROM node WHERE id = v.visitor)%[4]s LIMIT 1), '%[5]s')`,
		column, metric.NotSet, t.Window, direction, metric.NoSession), nil
}
