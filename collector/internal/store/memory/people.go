package memory

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/journey"
)

// Timeline tells what happened to a person up to asOf.
func (s *Store) Timeline(_ context.Context, _ int64, person journey.Person, asOf int64) (journey.Timeline, bool, error) {
	t, found := journey.Recount([][]journey.Hit{s.Hits}, s.Settings, person, asOf)
	return t, found, nil
}

// People lists people as seen from asOf, the latest first, at most limit; with a name those
// that it belongs to.
func (s *Store) People(_ context.Context, _, asOf int64, name string, limit int) (list []journey.Profile, truncated bool, err error) {
	list = journey.Profiles([][]journey.Hit{s.Hits}, s.Settings, asOf, name)
	return list[:min(len(list), limit)], false, nil
}
