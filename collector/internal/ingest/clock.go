package ingest

import (
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// The bounds of clocks and times.
const (
	clockTolerance = 60 * time.Second // a sender's clock closer than this is believed
	futureBound    = 10 * time.Minute // what lies further ahead is a mistake
	browserPast    = 24 * time.Hour   // how far back a public key may reach
)

// clockShift is what a sender's clock is behind ours: added to its times. Anything up to
// the tolerance is the time the request travelled and is left alone.
func clockShift(sentAt, received time.Time) time.Duration {
	if sentAt.IsZero() {
		return 0
	}
	shift := received.Sub(sentAt)
	if shift.Abs() <= clockTolerance {
		return 0
	}
	return shift
}

// corrected is when an event happened by our clock. A missing time is that of receipt.
func corrected(sent time.Time, shift time.Duration, received time.Time) time.Time {
	if sent.IsZero() {
		return received
	}
	return sent.Add(shift)
}

// checkTime refuses a corrected time out of range; nil means that it may stand.
//
// For a server nothing is too old that the site still keeps: see checkKept. A browser key is
// public: what anybody may send must not rewrite last month's figures.
func checkTime(at, received time.Time, kind event.KeyKind) *event.Rejection {
	switch {
	case at.Sub(received) > futureBound:
		return outOfRange("it lies more than 10 minutes ahead of our clock; send the time at which it happened")
	case kind == event.BrowserKey && received.Sub(at) > browserPast:
		return outOfRange("it lies more than 24 hours back, further than a browser key may reach; send it with a server key")
	}
	return nil
}

// checkKept refuses a time of which the site keeps no events any longer.
func checkKept(at, received time.Time, site *store.Site) *event.Rejection {
	if keep := time.Duration(site.KeepDays) * 24 * time.Hour; keep > 0 && received.Sub(at) > keep {
		return outOfRange(fmt.Sprintf("it lies more than %d days back, further than this site keeps events; bring a history in with safar import where the data is", site.KeepDays))
	}
	return checkSealed(at, site)
}

// checkSealed refuses a time of which events may be gone already. That holds for an import too:
// nothing could tell any more what its events mean.
func checkSealed(at time.Time, site *store.Site) *event.Rejection {
	if site.SealedBefore == 0 || at.UnixMilli() >= site.SealedBefore {
		return nil
	}
	return outOfRange("events of that time are no longer kept: what they add up to stands as it is")
}

func outOfRange(message string) *event.Rejection {
	return &event.Rejection{Code: event.CodeTimeOutOfRange, Field: "time", Message: message}
}
