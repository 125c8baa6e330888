package oracle

import (
	"cmp"

	"github.com/safar-cx/safar/sdk/event"
)

// origins are the dimensions that say where somebody came from.
var origins = []string{"channel", "source", "medium", "campaign"}

// channels tells what each origin brought: visits, orders by their first and last touch, and at what cost (Reading 58).
func (sc scope) channels(q Question) Figures {
	all := shares{}
	for _, s := range sc.sessions {
		for _, by := range origins {
			all.add("arrived_"+by+"."+s.properties[by], s.unit, 1, 0)
			all.once("visitors_"+by+"."+s.properties[by], s.unit, 1, 0, s.visitor)
		}
	}
	for _, o := range sc.standing() {
		touches := sc.touches(o, int64(cmp.Or(q.Window, 30))*day)
		for _, by := range origins {
			first, last := "(none)", "(none)"
			if len(touches) > 0 {
				first, last = touches[0].properties[by], touches[len(touches)-1].properties[by]
			}
			all.money("first_"+by+"."+first, o.unit, o.value, 1, o.currency)
			all.money("last_"+by+"."+last, o.unit, o.value, 1, o.currency)
		}
	}
	for _, h := range where(sc.hits, named("ad_impression", "ad_click")) {
		u := &unit{h, h.session, sc.advertised(h)}
		currency := cmp.Or(h.text("currency"), sc.site.Currency)
		digits, _ := event.MinorDigits(currency)
		cost, stated := h.Params.Amount("cost", digits)
		for _, by := range origins {
			key := u.values(by)[0]
			all.add("ads_"+by+"."+key, u, h.times()*one[h.Name == "ad_click"], h.times()*one[h.Name == "ad_impression"])
			if stated {
				all.money("cost_"+by+"."+key, u, cost, 0, currency)
			}
		}
	}
	return sc.add(all)
}

// touches are the visits that led to an order, the earliest first; direct ones only where there are no others.
func (w *world) touches(o *purchase, window int64) []*session {
	all := where(byBeginning(w.sessions), func(s *session) bool {
		begin := s.first().at
		return s == o.session || o.person != "" && s.first().person == o.person && begin <= o.at && o.at < begin+window
	})
	told := where(all, func(s *session) bool { return s.properties["channel"] != "direct" })
	if len(told) > 0 {
		return told
	}
	return all
}

// advertised is the origin that an advertisement names: in its page's address, else in params.
func (w *world) advertised(h *hit) map[string][]string {
	a, _ := w.site.Arrive(h.Page.URL, "")
	if a.Channel == "" {
		a = Arrival{Source: h.text("source"), Medium: h.text("medium"), Campaign: h.text("campaign")}
		a.Channel = w.site.Channel(a.Source, a.Medium, a.Campaign)
	}
	return map[string][]string{"surface": h.unit.own["surface"],
		"channel": set(a.Channel), "source": set(a.Source), "medium": set(a.Medium), "campaign": set(a.Campaign)}
}
