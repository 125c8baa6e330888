package oracle

import (
	"cmp"
	"slices"
	"strings"

	"github.com/safar-cx/safar/sdk/event"
)

// session is one visit of one visitor.
type session struct {
	visitor       string
	parts, events []*hit // what built it; that and what is credited to it
	purchases     []*purchase
	unit          *unit
	properties    map[string]string // by dimension
}

func (s *session) first() *hit { return s.parts[0] }
func (s *session) last() *hit  { return s.parts[len(s.parts)-1] }

// builds tells whether an event may be part of a session.
func builds(h *hit) bool {
	prefix, _, _ := strings.Cut(h.Name, "_")
	outside := slices.Contains([]string{"payment", "survey", "message", "ad"}, prefix) && prefix != h.Name
	return h.visitor != "" && !outside && !named("web_vitals", "exception", "slow_page", "purchase", "refund",
		"order_cancelled", "referral_converted", "mention")(h) &&
		(!fromServer(h) || h.Surface == event.SurfaceApp || h.Name == "page_view" && h.Client != nil)
}

// buildSessions cuts every visitor's events into visits (Reading 14).
func (w *world) buildSessions() {
	for _, h := range where(w.hits, builds) {
		s := findLast(w.sessions, func(s *session) bool { return s.visitor == h.visitor })
		continues := s != nil && (h.gateway && h.at < s.last().at+day ||
			h.at <= s.last().at+halfHour && h.at < s.first().at+day)
		if !continues && h.Name == "user_engagement" {
			continue
		}
		if !continues {
			s = &session{visitor: h.visitor}
			w.sessions = append(w.sessions, s)
		}
		s.parts = append(s.parts, h)
		h.session = s
	}
}

// credit gives the sessions the events that are no part of one, then the orders (Reading 15).
func (w *world) credit() {
	for _, h := range w.hits {
		if h.session = cmp.Or(h.session, w.creditOf(h)); h.session != nil {
			h.session.events = append(h.session.events, h)
		}
	}
	for _, o := range w.purchases {
		checkout := findLast(w.hits, func(h *hit) bool {
			return h.Name == "begin_checkout" && h.cart != nil && h.cart == o.cart &&
				h.session != nil && h.before(&o.hit) && o.within(h, day)
		})
		o.session = cmp.Or(checkout, &hit{session: w.creditOf(&o.hit)}).session
		if o.session != nil && !o.cancelled {
			o.session.purchases = append(o.session.purchases, o)
		}
	}
}

// creditOf is the session to which an event or order is credited that is no part of one. Who
// has no visitor takes that of the transaction, else of the cart's opening, else of the
// customer's latest session begun before (Readings 15, 37 and 38).
func (w *world) creditOf(h *hit) *session {
	visitor := h.visitor
	if visitor == "" && h.purchase != nil {
		visitor = h.purchase.visitor
	}
	if visitor == "" && h.cart != nil {
		visitor = h.cart.opening().visitor
	}
	if visitor == "" && h.customer != "" {
		theirs := func(s *session) bool { return s.first().before(h) && s.first().person == h.customer }
		visitor = cmp.Or(findLast(w.sessions, theirs), &session{}).visitor
	}
	all := where(w.sessions, func(s *session) bool { return s.visitor == visitor })
	if h.Name == "ad_click" || h.Name == "message_clicked" {
		return find(all, func(s *session) bool { return h.at <= s.first().at && s.first().at < h.at+5*minute })
	}
	return findLast(all, func(s *session) bool { return !h.before(s.first()) && h.at < s.last().at+day })
}

// engagedMS is the time that the visitor paid attention, in milliseconds (Reading 18).
func (s *session) engagedMS() (sum int64) {
	for i, h := range s.events {
		ms, _ := h.Params.Int("engagement_time_msec")
		sum += min(ms, h.at-s.events[max(i-1, 0)].at+30*second)
	}
	return sum
}

// byBeginning puts visits in the order of their beginning, then of their visitors (Readings 55 and 58).
func byBeginning(all []*session) []*session {
	return slices.SortedStableFunc(slices.Values(all), func(a, b *session) int {
		return cmp.Or(cmp.Compare(a.first().at, b.first().at), cmp.Compare(a.visitor, b.visitor))
	})
}
