package oracle

import (
	"cmp"
	"slices"
	"strings"

	"github.com/safar-cx/safar/sdk/event"
)

// session is one visit of one visitor.
type session struct {
	visitor   string
	hashed    bool
	parts     []*hit // what built it
	events    []*hit // what it has: its parts and what is credited to it
	purchases []*purchase
	channel   string
	device    string
}

func (s *session) first() *hit { return s.parts[0] }
func (s *session) last() *hit  { return s.parts[len(s.parts)-1] }

// builds tells whether an event may be part of a session.
func builds(h *hit) bool {
	prefix, _, found := strings.Cut(h.Name, "_")
	if found && slices.Contains([]string{"payment", "survey", "message", "ad"}, prefix) ||
		slices.Contains([]string{"web_vitals", "exception", "slow_page", "purchase", "refund",
			"order_cancelled", "referral_converted", "mention"}, h.Name) {
		return false
	}
	return h.visitor != "" && (h.kind == event.BrowserKey || h.Surface == event.SurfaceApp ||
		h.Name == "page_view" && h.browser)
}

// continues tells whether an event goes on with a session (Reading 14).
func (s *session) continues(h *hit) bool {
	gap := h.at - s.last().at
	return h.gateway && gap < day || gap <= halfHour && h.at < s.first().at+day
}

// buildSessions cuts every visitor's events into visits.
func (w *world) buildSessions() {
	for _, h := range w.hits {
		if !builds(h) {
			continue
		}
		s := findLast(w.sessions, func(s *session) bool { return s.visitor == h.visitor })
		if s == nil || !s.continues(h) {
			if h.Name == "user_engagement" {
				continue
			}
			s = &session{visitor: h.visitor, hashed: h.hashed}
			w.sessions = append(w.sessions, s)
		}
		s.parts = append(s.parts, h)
		h.session = s
	}
}

// creditAll credits the events that are no part of a session, then the orders.
func (w *world) creditAll() {
	for _, h := range w.hits {
		if h.session == nil {
			h.session = w.credit(h)
		}
		if h.session != nil {
			h.session.events = append(h.session.events, h)
		}
	}
	for _, o := range w.purchases {
		checkout := findLast(w.hits, func(h *hit) bool {
			return h.Name == "begin_checkout" && h.cart != nil && h.cart == o.cart &&
				h.session != nil && h.before(o.at) && o.at.within(h, day)
		})
		if checkout != nil {
			o.session = checkout.session
		} else {
			o.session = w.sessionAt(o.at, cmp.Or(o.visitor, w.visitorOf(o.at, o.cart, o.customer)))
		}
		if o.session != nil && !o.cancelled {
			o.session.purchases = append(o.session.purchases, o)
		}
	}
	for _, s := range w.sessions {
		s.channel = "direct"
		if h := find(s.events, func(h *hit) bool { return h.Name == "page_view" && h.acquired }); h != nil {
			s.channel = h.channel // Reading 16
		}
		known := func(h *hit) bool { return h.browser && w.site.Device(h.agent) != "" }
		if h := find(s.parts, known); h != nil {
			s.device = w.site.Device(h.agent) // Reading 17
		}
	}
}

// credit finds the session of an event that is no part of one (Reading 15).
func (w *world) credit(h *hit) *session {
	visitor := w.visitorOf(h, h.cart, h.CustomerID)
	if h.Name != "ad_click" && h.Name != "message_clicked" {
		return w.sessionAt(h, visitor)
	}
	return find(w.sessions, func(s *session) bool {
		return visitor == s.visitor && h.at <= s.first().at && s.first().at < h.at+5*minute
	})
}

// visitorOf is an event's visitor, else that of its transaction, else of its cart's opening,
// else of its customer's latest session begun before it.
func (w *world) visitorOf(h *hit, c *cart, customer string) string {
	events := []*hit{h}
	if h.purchase != nil {
		events = append(events, h.purchase.events...)
	}
	if c != nil {
		events = append(events, c.opening)
	}
	if from := find(events, func(h *hit) bool { return h.visitor != "" }); from != nil {
		return from.visitor
	}
	s := findLast(w.sessions, func(s *session) bool {
		return customer != "" && s.first().before(h) && s.first().person == person{customer, true}
	})
	if s == nil {
		return ""
	}
	return s.visitor
}

// sessionAt is a visitor's latest session begun at or before an event, unless it ended 24 h
// or more before it.
func (w *world) sessionAt(h *hit, visitor string) *session {
	s := findLast(w.sessions, func(s *session) bool { return s.visitor == visitor && !h.before(s.first()) })
	if s == nil || h.at-s.last().at >= day {
		return nil
	}
	return s
}

// engagedMS is the time that the visitor paid attention, in milliseconds (Reading 18).
func (s *session) engagedMS() (sum int64) {
	for i, h := range s.events {
		most := 30 * second
		if i > 0 {
			most += h.at - s.events[i-1].at
		}
		ms, _ := h.Params.Int("engagement_time_msec")
		sum += min(ms, most)
	}
	return sum
}

func (s *session) engaged() bool {
	views := 0
	for _, h := range s.events {
		views += int(one(h.Name == "page_view"))
	}
	return s.engagedMS() >= 10*second || views >= 2 || len(s.purchases) > 0 ||
		named(s.events, "generate_lead", "sign_up", "add_to_cart", "begin_checkout")
}
