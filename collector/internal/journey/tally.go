package journey

import "github.com/safar-cx/safar/sdk/event"

// writeTallies counts the events whose number is asked for.
func (f *fold) writeTallies() {
	known := map[Tally]int{}
	for i, h := range f.hits {
		if f.sealed(i) {
			continue
		}
		switch h.Event.Name {
		case event.NamePageView, event.NameShare, event.NameReferralShared, event.NameReviewSubmitted:
		case event.NameMention, event.NameAdImpression, event.NameAdClick:
		case event.NameViewPromotion, event.NameSelectPromotion:
		case event.NameImpression, event.NameClick: // anything may be clicked: those at touchpoints are of promotions
			if h.Event.Touchpoint == "" {
				continue
			}
		default:
			continue
		}
		t := Tally{
			Name: h.Event.Name, Time: h.Time - h.Time%quarterHour, Session: f.session[i],
			Surface: string(h.Event.Surface), Touchpoint: h.Event.Touchpoint,
		}
		n, ok := known[t]
		if !ok {
			n = len(f.facts.Tallies)
			known[t] = n
			f.facts.Tallies = append(f.facts.Tallies, t)
		}
		f.facts.Tallies[n].Count += times(h)
	}
}

// times is how often happened what a hit reports: ads and mentions may come as a number.
func times(h *Hit) int64 {
	count := int64(1)
	switch h.Event.Name {
	case event.NameAdImpression, event.NameAdClick, event.NameMention:
		if n, ok := h.Event.Params.Int("count"); ok {
			count = n
		}
	}
	return count
}
