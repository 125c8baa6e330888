package journey

import "github.com/safar-cx/safar/sdk/event"

// Spend is what advertisements of one campaign came to in a quarter of an hour.
type Spend struct {
	// Channel, Source, Medium and Campaign are the advertisement's own; "" where it did not
	// tell.
	Channel, Source, Medium, Campaign string
	Surface                           string
	Currency                          string
	Time                              int64 // beginning of the quarter hour
	Session                           int   // that its events belong to
	Impressions, Clicks               int64
	Cost                              int64 // minor units of Currency
}

// writeSpends adds up what advertisements report.
func (f *fold) writeSpends() {
	known := map[Spend]int{}
	for i, h := range f.hits {
		if h.Event.Name != event.NameAdImpression && h.Event.Name != event.NameAdClick || f.sealed(i) {
			continue
		}
		s := Spend{
			Surface: string(h.Event.Surface), Currency: f.currency(h), Time: h.Time - h.Time%quarterHour, Session: f.session[i],
		}
		if a := h.Arrival; a != nil {
			s.Channel, s.Source, s.Medium, s.Campaign = a.Channel, a.Source, a.Medium, a.Campaign
		}
		n, ok := known[s]
		if !ok {
			n = len(f.facts.Spends)
			known[s] = n
			f.facts.Spends = append(f.facts.Spends, s)
		}
		sum := &f.facts.Spends[n]
		if h.Event.Name == event.NameAdClick {
			sum.Clicks += times(h)
		} else {
			sum.Impressions += times(h)
		}
		if cost, ok := f.amount(h, "cost", sum.Currency); ok {
			sum.Cost += cost
		}
	}
}
