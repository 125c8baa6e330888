package sqlite

import (
	"context"
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// snapshot implements metric.Snapshot.
type snapshot struct {
	db   *DB
	site int64
	asOf int64
	*reading
}

// At is the facts of a site in one state as seen from an instant, or from now where that is zero:
// from after everything that the state tells, so that nothing in it has to be left out.
func (db *DB) At(ctx context.Context, site int64, asOf time.Time) (metric.Snapshot, error) {
	if !asOf.IsZero() {
		return db.at(ctx, site, asOf.UnixMilli())
	}
	r, err := begin(ctx, db.read)
	if err != nil {
		return nil, translate(err)
	}
	var seen int64
	if err := r.QueryRowContext(ctx, "/* At */ SELECT seen FROM turn").Scan(&seen); err != nil {
		r.close()
		return nil, translate(err)
	}
	return &snapshot{db, site, max(seen, db.config.Now().UnixMilli()), r}, nil
}

func (db *DB) at(ctx context.Context, site, asOf int64) (*snapshot, error) {
	r, err := db.readAsOf(ctx, site, asOf)
	if err != nil {
		return nil, translate(err)
	}
	return &snapshot{db, site, asOf, r}, nil
}

// AsOf implements metric.Snapshot.
func (s *snapshot) AsOf() time.Time { return time.UnixMilli(s.asOf) }

// Close implements metric.Snapshot.
func (s *snapshot) Close() { s.close() }

// of tells whether it is what a question is about.
func (s *snapshot) of(site, asOf int64) bool { return s.site == site && s.asOf == asOf }
