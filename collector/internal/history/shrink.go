package history

import (
	"maps"
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// Shrink looks for a smaller history that still fails: it leaves out steps, in big pieces
// first, then facts of steps and settings of the site, until nothing more can go. Steps stay
// valid. fails must hold for h and give the same answer to the same history.
func Shrink(h History, fails func(History) bool) History {
	for smaller := true; smaller; {
		smaller = false
		for piece := max(1, len(h.Steps)/2); piece > 0; piece /= 2 {
			for i := 0; i < len(h.Steps); {
				less := h
				less.Steps = slices.Delete(slices.Clone(h.Steps), i, min(i+piece, len(h.Steps)))
				if fails(less) {
					h, smaller = less, true
				} else {
					i += piece
				}
			}
		}
		for _, change := range simpler() {
			for i := range h.Steps {
				s := h.Steps[i].clone()
				if !change(&s) || s.Event.Validate(s.Kind) != nil {
					continue
				}
				less := h
				less.Steps = slices.Clone(h.Steps)
				less.Steps[i] = s
				if fails(less) {
					h, smaller = less, true
				}
			}
		}
		for i := range h.Steps {
			for _, key := range slices.Sorted(maps.Keys(h.Steps[i].Event.Params)) {
				s := h.Steps[i].clone()
				delete(s.Event.Params, key)
				less := h
				less.Steps = slices.Clone(h.Steps)
				less.Steps[i] = s
				if s.Event.Validate(s.Kind) == nil && fails(less) {
					h, smaller = less, true
				}
			}
		}
		for _, site := range plainer(h.Site) {
			less := History{Site: site, Steps: h.Steps}
			if site != h.Site && fails(less) {
				h, smaller = less, true
				break
			}
		}
	}
	return h
}

// simpler are the ways to take a fact from a step; each tells whether there was one.
func simpler() []func(*Step) bool {
	drop := func(field func(*Step) *string) func(*Step) bool {
		return func(s *Step) bool {
			f := field(s)
			had := *f != ""
			*f = ""
			return had
		}
	}
	return []func(*Step) bool{
		drop(func(s *Step) *string { return &s.Event.Touchpoint }),
		drop(func(s *Step) *string { return &s.Event.CartID }),
		drop(func(s *Step) *string { return &s.Event.CustomerID }),
		drop(func(s *Step) *string { return (*string)(&s.Event.Surface) }),
		drop(func(s *Step) *string { return &s.Event.Page.Referrer }),
		drop(func(s *Step) *string { return &s.Event.Page.URL }),
		func(s *Step) bool {
			had := s.Event.Client != nil
			s.Event.Client = nil
			return had
		},
		func(s *Step) bool {
			usual := s.usualConsent()
			had := s.Event.Consent != usual
			s.Event.Consent = usual
			return had
		},
		func(s *Step) bool {
			had := s.Kind == event.BrowserKey && (s.IP != defaultIP || s.UserAgent != agent("desktop"))
			if had {
				s.IP, s.UserAgent = defaultIP, agent("desktop")
			}
			return had
		},
	}
}

// plainer are the settings with one of them put back to its default.
func plainer(s Site) []Site {
	all := []Site{s, s, s, s, s}
	all[0].ServerOrders = false
	all[1].TrustBrowsers = false
	all[2].CartWindow = 0
	all[3].Timezone = "UTC"
	all[4].Stages = ""
	return all
}
