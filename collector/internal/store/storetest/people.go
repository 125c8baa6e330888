package storetest

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/store/memory"
)

// People is what the suite needs of a store that tells of single people.
type People interface {
	Timeline(ctx context.Context, site int64, person journey.Person, asOf int64) (journey.Timeline, bool, error)
	People(ctx context.Context, site, asOf int64, name string, limit int) (list []journey.Profile, truncated bool, err error)
}

// comparePeople asks both stores for everybody, for the latest few, and for one of them by
// name and in full.
func comparePeople(ctx context.Context, s People, want *memory.Store, site, asOf int64, rng *rand.Rand) string {
	all, _, err := want.People(ctx, site, asOf, "", math.MaxInt)
	if err != nil {
		return err.Error()
	}
	got, truncated, err := s.People(ctx, site, asOf, "", math.MaxInt)
	if err != nil || truncated || !reflect.DeepEqual(got, all) && len(got)+len(all) > 0 {
		return fmt.Sprintf("people are %+v, %v, %v; want %+v", got, truncated, err, all)
	}
	if len(all) == 0 {
		return ""
	}
	few := 1 + rng.IntN(len(all))
	if got, _, err := s.People(ctx, site, asOf, "", few); err != nil || !reflect.DeepEqual(got, all[:few]) {
		return fmt.Sprintf("the latest %d people are %+v, %v; want %+v", few, got, err, all[:few])
	}
	person := all[rng.IntN(len(all))].Person
	named, _, err := want.People(ctx, site, asOf, person.ID, few)
	if err != nil {
		return err.Error()
	}
	if got, _, err := s.People(ctx, site, asOf, person.ID, few); err != nil || !reflect.DeepEqual(got, named) {
		return fmt.Sprintf("people named %s are %+v, %v; want %+v", person.ID, got, err, named)
	}
	expected, _, err := want.Timeline(ctx, site, person, asOf)
	if err != nil {
		return err.Error()
	}
	told, found, err := s.Timeline(ctx, site, person, asOf)
	if err != nil || !found || !reflect.DeepEqual(told, expected) {
		return fmt.Sprintf("what happened to %+v is\n%+v, %v, %v; want\n%+v", person, told, found, err, expected)
	}
	return ""
}
