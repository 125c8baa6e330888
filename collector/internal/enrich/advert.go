package enrich

import (
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/sdk/event"
)

// advertised tells how those who follow an advertisement will be said to have come: by the
// address of its page as of any other page, and where that says nothing, by the event's
// parameters source, medium and campaign, since advertising networks report counts without a
// page. Where neither says anything they come direct.
func (s *Sources) advertised(page address, params event.Params) *journey.Arrival {
	if a, _ := s.arrive(page, address{}, Site{}); a != nil {
		return a
	}
	own := func(name string) string { return label(printable(params.Text(name))) }
	a := journey.Arrival{Source: own("source"), Medium: own("medium"), Campaign: own("campaign")}
	a.Channel = s.Channel(a.Source, a.Medium, a.Campaign)
	return &a
}
