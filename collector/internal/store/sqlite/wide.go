package sqlite

import (
	"errors"
	"slices"
	"strings"
	"sync"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// errMissing says that not all parts of a statement are kept.
var errMissing = errors.New("not all parts are kept")

// wideMS is how much of what is missing is taken while somebody waits: what has changed lately.
const wideMS = 2 * 24 * hourMS

// separator stands between the values of a wide statement's dimensions.
const separator = "\x1f"

// widened is the statement for all values of the filters' dimensions at once: once its parts are
// kept, whoever looks at another channel on another device finds them. It is nil where that can't be.
func (s *statement) widened() *statement {
	q := s.query
	if s.split != nil || s.way == stayers || q.Groups != nil || !(metric.View{Filters: q.Filters}).Wide() {
		return nil
	}
	wide := *s
	for _, f := range q.Filters {
		if _, many := s.table.many[f.Dimension]; many {
			return nil
		}
		wide.split = append(wide.split, f.Dimension)
	}
	all := *q
	all.Filters = nil
	wide.query = &all
	slices.Sort(wide.split)
	return &wide
}

// takes implements piecemeal: only who asks ahead waits until all values of many days are summed.
func (s *statement) takes(missing []metric.Bucket) bool {
	if s.split == nil || s.query.Ahead {
		return true
	}
	var span int64
	for _, b := range missing {
		span += b.To - b.From
	}
	return span <= wideMS
}

// filtered implements piecemeal.
func (s *statement) filtered() bool { return len(s.query.Filters) > 0 || s.query.Groups != nil }

// narrowed are the cells of a wide statement that filters take.
func narrowed(cells []metric.Cell, filters []metric.Filter) []metric.Cell {
	filters = slices.Clone(filters)
	slices.SortFunc(filters, func(a, b metric.Filter) int { return strings.Compare(string(a.Dimension), string(b.Dimension)) })
	prefix := ""
	for _, f := range filters {
		prefix = f.Values[0] + separator + prefix // as statement.group writes them
	}
	var taken []metric.Cell
	for _, c := range cells {
		if group, ok := strings.CutPrefix(c.Group, prefix); ok {
			c.Group = group
			taken = append(taken, c)
		}
	}
	return taken
}

// wishes are the views that were asked for, the latest last, so that somebody can ask ahead for
// all values of their filters' dimensions.
type wishes struct {
	fresh chan struct{} // cap 1: there is a new combination

	mu  sync.Mutex
	all []wish
}

type wish struct {
	site int64
	metric.View
}

// maxWishes is how many combinations of dimensions are remembered.
const maxWishes = 16

func (w *wishes) add(q *metric.Query) {
	fresh := wish{q.Site, metric.View{Filters: slices.Clone(q.Filters), GroupBy: q.GroupBy}}
	w.mu.Lock()
	defer w.mu.Unlock()
	before := len(w.all)
	w.all = slices.DeleteFunc(w.all, fresh.like)
	if len(w.all) == before {
		select {
		case w.fresh <- struct{}{}:
		default:
		}
	}
	w.all = append(w.all, fresh)
	w.all = w.all[max(0, len(w.all)-maxWishes):]
}

// like tells whether two wishes are one for all values.
func (w wish) like(other wish) bool {
	return w.site == other.site && w.GroupBy == other.GroupBy && len(w.Filters) == len(other.Filters) &&
		!slices.ContainsFunc(w.Filters, func(f metric.Filter) bool {
			return !slices.ContainsFunc(other.Filters, func(g metric.Filter) bool { return f.Dimension == g.Dimension })
		})
}

// Wished hears when Wishes has a new combination of dimensions.
func (db *DB) Wished() <-chan struct{} { return db.wishes.fresh }

// Wishes are the views of a site that were asked for lately and not found ready: one choice of
// values for each combination of dimensions.
func (db *DB) Wishes(site int64) (views []metric.View) {
	db.wishes.mu.Lock()
	defer db.wishes.mu.Unlock()
	for _, w := range db.wishes.all {
		if w.site == site {
			views = append(views, w.View)
		}
	}
	return views
}
