package journey

import "github.com/safar-cx/safar/sdk/event"

// Hit is an accepted event with what receipt added to it. It is what the fold reads; it
// is never changed afterwards.
type Hit struct {
	// Event is the event as accepted: identifiers that consent does not cover are gone,
	// URLs are trimmed, Client is nil, Surface is filled in, Environment is told by Bot.
	Event event.Event
	// Source tells whether a browser or a server key brought it.
	Source event.KeyKind
	// Time is the corrected time of the event in Unix milliseconds, fixed at first acceptance.
	Time int64
	// Visitor is Event.VisitorID, or the day hash where there is none but a browser was
	// behind the event, or "" where no browser was.
	Visitor string
	// Hashed says that Visitor is a day hash: an estimate that never links.
	Hashed bool
	// FromClient says that a browser was behind the event: a browser key, or Client given.
	FromClient bool
	// Bot is why the event is in no figure: what kind of robot sent it, or that it belongs to a
	// trial or to the shop's staff. Empty for customers.
	Bot string
	// Arrival is how the visitor got to this page, nil when the event tells nothing of it. Of
	// an advertisement it is where it leads people to come from.
	Arrival *Arrival
	// Gateway says that the page's referrer is a payment gateway.
	Gateway bool
	// Landing is the path of the page, "" when there is none.
	Landing string
	// Device is desktop, mobile, tablet, tv, console, wearable or "" when unknown; the
	// others are names as the user agent database has them.
	Device  string
	Browser string
	OS      string
	Country string // ISO 3166-1 alpha-2
	// Seal says whether what happened is settled for good: see Seal.
	Seal Seal
}

// Why an event is in no figure though no robot sent it. Like a robot's it is kept and counted.
const (
	ApartTest  = "test"  // the sender says that it belongs to a trial
	ApartStaff = "staff" // somebody of the shop's own was at the browser
)

// Arrival is a page's acquisition data: utm parameters, a click id, or an outside referrer.
type Arrival struct {
	Channel  string // a GA4 default channel group in snake case, messaging or price_comparison
	Source   string
	Medium   string
	Campaign string
}

// Before is the order of events: by time, then browser before server, then id. Two events
// that agree in all of these were sent with different times, which then decide.
func (h *Hit) Before(o *Hit) bool {
	if h.Time != o.Time {
		return h.Time < o.Time
	}
	if h.Source != o.Source {
		return h.Source < o.Source
	}
	if h.Event.ID != o.Event.ID {
		return h.Event.ID < o.Event.ID
	}
	return h.Event.Time.Before(o.Event.Time)
}
