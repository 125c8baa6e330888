package store

import (
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/metric"
)

// Quota is how many events a key may bring on one day of its site. What was accepted counts;
// duplicates, discarded and refused events don't.
type Quota struct {
	Site, Key int64 // the zero Key is nobody's: nothing is counted
	Events    int64 // 0: as many as come
	// From and To are the day in the site's zone, half open, in Unix milliseconds. Both are
	// quarter hours.
	From, To int64
}

// QuotaOf is the quota of a key on the day of an instant.
func QuotaOf(k Key, at time.Time, zone *time.Location) Quota {
	day := metric.DateOf(at.In(zone))
	return Quota{Site: k.Site, Key: k.ID, Events: k.EventsPerDay, From: day.Start(zone).UnixMilli(), To: day.Add(1).Start(zone).UnixMilli()}
}

// QuotaError says that a key has brought as many events today as it may, or that those which
// come now would be too many. Nothing was taken of them.
type QuotaError struct {
	Events int64     // that the key may bring a day
	Until  time.Time // when the next day begins
}

func (e *QuotaError) Error() string {
	return fmt.Sprintf("the key's %d events of the day are used up until %s", e.Events, e.Until.UTC().Format(time.RFC3339))
}

// KeyUse is what came by a key over a range.
type KeyUse struct {
	Key      Key
	Accepted int64 // events
	SentAway int64 // requests that came when its quota was used up
}
