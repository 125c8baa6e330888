package account

import (
	"fmt"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// The bounds of KeySpec.EventsPerDay: the fewest are as many as one request may bring.
const (
	FewestEventsPerDay = event.MaxEvents
	MostEventsPerDay   = 1_000_000_000
)

// UsualBrowserQuota is EventsPerDay of a browser key where nobody says otherwise. No shop that fits
// onto one machine has as many, and who floods its public key fills no more than some gigabytes of
// the disk a day.
const UsualBrowserQuota = 10_000_000

// KeySpec is what a merchant says of a key.
type KeySpec struct {
	// Origins, of a browser key, are as in SiteSpec.
	Origins []string
	// EventsPerDay is how many of its events are accepted on a day of the site. 0: as many as come.
	EventsPerDay int64
}

// UsualKey is the spec of a key of which nothing is said.
func UsualKey(kind event.KeyKind) KeySpec {
	if kind == event.BrowserKey {
		return KeySpec{EventsPerDay: UsualBrowserQuota}
	}
	return KeySpec{}
}

// Apply checks the spec and makes a key what it says. Its error is a *SpecError.
func (s KeySpec) Apply(k *store.Key) error {
	origins, err := Origins(s.Origins)
	if err != nil {
		return err
	}
	if k.Kind == event.ServerKey && len(origins) > 0 {
		return &SpecError{"origins", "a server key has none", "leave them out, or make a browser key"}
	}
	if n := s.EventsPerDay; n != 0 && (n < FewestEventsPerDay || n > MostEventsPerDay) {
		return &SpecError{"events_per_day", fmt.Sprintf("%d is out of range", n), fmt.Sprintf("from %d to %d, or 0 for as many as come", FewestEventsPerDay, MostEventsPerDay)}
	}
	k.Origins, k.EventsPerDay = origins, s.EventsPerDay
	return nil
}

// KeyWord is what the audit log says that a key may.
func KeyWord(k store.Key) string {
	return fmt.Sprintf("%d events a day", k.EventsPerDay)
}
