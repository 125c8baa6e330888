package sqlite

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"io"
	"slices"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// pieces are the spans between the cuts of a query: what is summed up of them is kept, and is
// good until something in them has changed.
type pieces struct {
	cuts  []int64
	turn  int64   // the latest that the reading sees
	turns []int64 // of each piece, the latest that changed it
	query *metric.Query

	shelved      map[shape][]any // rows of parts to keep on disk
	shelvedBytes int
}

// pieces makes a query's pieces ready; nil when nothing may be kept for it.
func (db *DB) pieces(ctx context.Context, r *reading, q *metric.Query) (*pieces, error) {
	if r.pool != nil || len(q.Cuts) < 2 || !slices.IsSorted(q.Cuts) {
		return nil, nil
	}
	p := &pieces{cuts: q.Cuts, query: q, shelved: map[shape][]any{}}
	for _, b := range q.Buckets {
		for _, edge := range []int64{b.Before, b.From, b.To} {
			if _, ok := slices.BinarySearch(p.cuts, edge); !ok {
				return nil, nil
			}
		}
	}
	turn, turns, err := db.changes.turns(ctx, r, q.Site, p.cuts)
	p.turn, p.turns = turn, turns
	return p, err
}

// between are the numbers of the pieces from one cut to another, the end not included.
func (p *pieces) between(from, to int64) (first, end int) {
	first, _ = slices.BinarySearch(p.cuts, from)
	end, _ = slices.BinarySearch(p.cuts, to)
	return first, max(first, end)
}

// piecemeal is a statement that is taken piece by piece.
type piecemeal interface {
	// reach is the span whose pieces a bucket is made of.
	reach(b metric.Bucket) (from, to int64)
	// text writes the statement over pieces, and its arguments.
	text(pieces []metric.Bucket) (string, []any, error)
	// take reads a row into what is known of its piece, by the piece's number.
	take(rows *sql.Rows, into []*part) error
	// takes tells whether so much that is not kept is taken now.
	takes(missing []metric.Bucket) bool
	// filtered tells whether it is about some facts only.
	filtered() bool
	// over puts the parts of a bucket together.
	over(b metric.Bucket, parts []*part) []metric.Cell
}

// part is what a statement says of a piece.
type part struct {
	turn        int64 // as of which it is true
	seen, until int64 // from and before which an as_of sees the same
	sums        []sumRow
	ranks       []rankRow
}

// good tells whether a part is what the query would find in a piece.
func (p *pieces) good(c *part, piece int) bool {
	return c.turn >= p.turns[piece] && c.turn <= p.turn && c.seen <= p.query.AsOf && p.query.AsOf < c.until
}

// measure takes a statement over the query's buckets.
func (p *pieces) measure(ctx context.Context, r *reading, db *DB, s piecemeal) ([]metric.Cell, error) {
	wanted := make([]bool, len(p.cuts)-1)
	for _, b := range p.query.Buckets {
		first, end := p.between(s.reach(b))
		for i := first; i < end; i++ {
			wanted[i] = true
		}
	}
	parts, err := p.parts(ctx, r, db, s, wanted)
	if err != nil {
		return nil, err
	}
	var cells []metric.Cell
	for n, b := range p.query.Buckets {
		first, end := p.between(s.reach(b))
		for _, c := range s.over(b, parts[first:end]) {
			c.Bucket = n
			cells = append(cells, c)
		}
	}
	return cells, nil
}

// parts finds the wanted parts of a statement among what is kept, and takes and keeps the others.
func (p *pieces) parts(ctx context.Context, r *reading, db *DB, s piecemeal, wanted []bool) ([]*part, error) {
	of, err := shapeOf(s)
	if err != nil {
		return nil, err
	}
	parts := make([]*part, len(wanted))
	missing, at := p.find(db.parts, of, wanted, parts)
	if first, last, some := p.onShelf(s, missing); some {
		if err := unshelve(ctx, r, db.parts, of, first, last); err != nil {
			return nil, err
		}
		missing, at = p.find(db.parts, of, wanted, parts)
	}
	if !s.takes(missing) {
		return nil, errMissing
	}
	taken, err := p.take(ctx, r, s, missing)
	if err != nil {
		return nil, err
	}
	for n, c := range taken {
		parts[at[n]] = c
		db.parts.add(partKey{of, missing[n].From, missing[n].To}, c)
	}
	p.gather(s, of, missing, taken)
	return parts, nil
}

// find fills in the wanted parts that are in memory and tells which are missing: their spans and
// their numbers.
func (p *pieces) find(cache *partCache, of shape, wanted []bool, parts []*part) (missing []metric.Bucket, at []int) {
	for i, want := range wanted {
		if !want || parts[i] != nil {
			continue
		}
		if c := cache.get(partKey{of, p.cuts[i], p.cuts[i+1]}); c != nil && p.good(c, i) {
			parts[i] = c
			continue
		}
		missing = append(missing, metric.Bucket{From: p.cuts[i], To: p.cuts[i+1], Before: p.cuts[i]})
		at = append(at, i)
	}
	return missing, at
}

// onShelf is from where to where those of some spans lie that may be on disk.
func (p *pieces) onShelf(s piecemeal, spans []metric.Bucket) (first, last int64, some bool) {
	for _, b := range spans {
		if !p.shelves(s, b) {
			continue
		}
		if !some {
			first, some = b.From, true
		}
		last = b.From
	}
	return first, last, some
}

// take runs the statement over pieces.
func (p *pieces) take(ctx context.Context, r *reading, s piecemeal, missing []metric.Bucket) ([]*part, error) {
	if len(missing) == 0 {
		return nil, nil
	}
	taken := make([]*part, len(missing))
	for i := range taken {
		taken[i] = &part{turn: p.turn, seen: -allTime, until: allTime}
	}
	text, args, err := s.text(missing)
	if err != nil {
		return nil, err
	}
	rows, err := r.QueryContext(ctx, text, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		if err := s.take(rows, taken); err != nil {
			return nil, err
		}
	}
	return taken, rows.Err()
}

// shape is the hash of a statement with its arguments but for the pieces and as_of.
type shape [16]byte

func shapeOf(s piecemeal) (shape, error) {
	text, args, err := s.text(nil)
	if err != nil {
		return shape{}, err
	}
	h := sha256.New()
	_, _ = io.WriteString(h, text) // a hash takes everything
	for _, arg := range args {
		if a, ok := arg.(sql.NamedArg); ok && a.Name != "asof" && a.Name != "buckets" {
			_, _ = fmt.Fprintf(h, "\n%s %v", a.Name, a.Value)
		}
	}
	return shape(h.Sum(nil)[:16]), nil
}
