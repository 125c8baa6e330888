package journey

import (
	"cmp"
	"strings"

	"github.com/safar-cx/safar/sdk/event"
)

// buildSessions cuts each visitor's hits into visits.
func (f *fold) buildSessions() {
	f.visits = map[string][]int{}
	f.begunBy = map[string][]int{}
	cameBefore := map[string]bool{} // visitors of sealed visits
	for i, h := range f.hits {
		if h.Seal == SealedVisit {
			cameBefore[h.Visitor] = true
			f.beginAt(i)
		}
		if h.Seal != Unsealed || !buildsSession(h) {
			continue
		}
		visits := f.visits[h.Visitor]
		if n := len(visits); n > 0 && continues(&f.facts.Sessions[visits[n-1]], h) {
			f.join(i, visits[n-1])
			continue
		}
		if h.Event.Name == event.NameUserEngagement {
			continue
		}
		f.facts.Sessions = append(f.facts.Sessions, Session{
			Visitor: h.Visitor, Hashed: h.Hashed, Person: f.persons[i], Start: h.Time,
			First:   len(visits) == 0 && !cameBefore[h.Visitor],
			Channel: "direct", Surface: string(h.Event.Surface),
		})
		s := len(f.facts.Sessions) - 1
		f.visits[h.Visitor] = append(visits, s)
		f.begin = append(f.begin, i)
		f.beginAt(i)
		f.join(i, s)
	}
}

// beginAt notes whose visit a hit began.
func (f *fold) beginAt(i int) {
	if p := f.persons[i]; p.Customer {
		f.begunBy[p.ID] = append(f.begunBy[p.ID], i)
	}
}

// join makes a hit a part of a session.
func (f *fold) join(i, n int) {
	h, s := f.hits[i], &f.facts.Sessions[n]
	f.session[i] = n
	s.End = h.Time
	s.Device = cmp.Or(s.Device, h.Device)
	s.Browser = cmp.Or(s.Browser, h.Browser)
	s.OS = cmp.Or(s.OS, h.OS)
	s.Country = cmp.Or(s.Country, h.Country)
}

// arrive notes how a session's visitor came: the first page with acquisition data tells.
func (s *Session) arrive(h *Hit) {
	s.Landing = cmp.Or(s.Landing, h.Landing)
	if h.Arrival != nil && !s.arrived {
		s.arrived = true
		s.Channel, s.Source, s.Medium, s.Campaign = h.Arrival.Channel, h.Arrival.Source, h.Arrival.Medium, h.Arrival.Campaign
	}
}

// continues says whether a hit goes on with a session. Back from a payment gateway, a
// visitor is still on the visit that sent them there.
func continues(s *Session, h *Hit) bool {
	if h.Gateway && within(h.Time, s.End, gatewayReturn) {
		return true
	}
	return h.Time-s.End <= sessionGap && within(h.Time, s.Start, sessionLength)
}

// buildsSession says whether a hit can be a part of a session: what a browser or an app
// sent, or a page that a server saw a browser ask for.
func buildsSession(h *Hit) bool {
	if h.Visitor == "" || standsApart(h.Event.Name) {
		return false
	}
	return h.Source == event.BrowserKey || h.Event.Surface == event.SurfaceApp ||
		h.Event.Name == event.NamePageView && h.FromClient
}

// InVisit says whether a hit can be a part of a visit: what else somebody did, or had done to
// them, is at most credited to one.
func (h *Hit) InVisit() bool { return buildsSession(h) }

// standsApart says that events of a name neither start nor continue a session: they come
// when a page loads badly, from other places, or long after the visit.
func standsApart(name string) bool {
	switch name {
	case event.NameWebVitals, event.NameException, event.NameSlowPage, event.NamePurchase,
		event.NameRefund, event.NameOrderCancelled, event.NameReferralConverted, event.NameMention:
		return true
	}
	for _, prefix := range []string{"payment_", "survey_", "message_", "ad_"} {
		if strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}

// measureSessions sums up what each session has: its parts and what is credited to it.
func (f *fold) measureSessions() {
	type clock struct {
		last int64
		runs bool
	}
	clocks := make([]clock, len(f.facts.Sessions))
	for i, h := range f.hits {
		n := f.session[i]
		if n == None {
			continue
		}
		s, c := &f.facts.Sessions[n], &clocks[n]
		switch h.Event.Name {
		case event.NamePageView:
			s.PageViews++
			s.arrive(h)
		case event.NameGenerateLead, event.NameSignUp:
			s.Lead = true
		case event.NameViewItem:
			s.ViewItem = true
		case event.NameAddToCart:
			s.AddToCart = true
		case event.NameBeginCheckout:
			s.Engaged = true
		}
		if msec, ok := h.Event.Params.Int("engagement_time_msec"); ok && msec > 0 {
			limit := engagementCap
			if c.runs {
				limit += h.Time - c.last
			}
			s.EngagedMS += min(msec, limit)
		}
		c.last, c.runs = h.Time, true
	}
	for _, o := range f.orders {
		if o.session != None && !o.cancelled {
			f.facts.Sessions[o.session].Orders++
		}
	}
	for n := range f.facts.Sessions {
		s := &f.facts.Sessions[n]
		s.Engaged = s.Engaged || s.EngagedMS >= engagedAfter || s.PageViews >= 2 || s.Lead || s.AddToCart || s.Orders > 0
	}
}
