package journey

import "github.com/safar-cx/safar/sdk/event"

// writeTallies counts the events whose number is asked for.
func (f *fold) writeTallies() {
	type cell struct {
		name    string
		time    int64
		session int
	}
	known := map[cell]int{}
	for i, h := range f.hits {
		switch h.Event.Name {
		case event.NamePageView, event.NameShare, event.NameReferralShared, event.NameReviewSubmitted:
		case event.NameMention, event.NameAdImpression, event.NameAdClick:
		default:
			continue
		}
		c := cell{h.Event.Name, h.Time - h.Time%quarterHour, f.session[i]}
		n, ok := known[c]
		if !ok {
			n = len(f.facts.Tallies)
			known[c] = n
			f.facts.Tallies = append(f.facts.Tallies, Tally{Name: c.name, Time: c.time, Session: c.session})
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
