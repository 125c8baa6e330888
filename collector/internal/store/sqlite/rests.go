package sqlite

import "time"

const (
	// restEvents is from how many events on a household rests: folding fewer takes no more
	// than a few milliseconds.
	restEvents = 1000
	// restPerEvent is how long it rests for each event: about a hundred times as long as
	// folding one takes. So a visitor with a hundred thousand events, a kiosk, takes a
	// hundredth of the time at most, and folding it does not cost the square.
	restPerEvent = time.Millisecond
	// longestRestOfHousehold bounds how far its answers fall behind.
	longestRestOfHousehold = 5 * time.Minute
)

// rests says which households with many events are not to be folded again yet. It belongs to
// the writer; when the process starts anew nobody rests.
type rests map[int64]time.Time

// folded notes that a household was folded from so many events.
func (r rests) folded(household int64, events int, now time.Time) {
	if events >= restEvents {
		r[household] = now.Add(min(time.Duration(events)*restPerEvent, longestRestOfHousehold))
	}
}

// resting lists the households that rest, and when the first of them may be folded again.
func (r rests) resting(now time.Time) (households []int64, until time.Time) {
	for household, end := range r {
		if !now.Before(end) {
			delete(r, household)
			continue
		}
		households = append(households, household)
		if until.IsZero() || end.Before(until) {
			until = end
		}
	}
	return households, until
}
