package enrich

import (
	"net/netip"
	"slices"
	"strings"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/sdk/event"
)

// StaffMark begins the visitor id of who said, with ?safar-staff=on in a page's address, that
// they belong to the shop. The shop's server finds it in the same cookie.
const StaffMark = "staff-"

// Staff are those of a site's visitors who are its own people.
type Staff struct {
	// Networks are where they come from. An address is held against them on receipt and is not
	// kept.
	Networks []netip.Prefix
	// Visitors are ids as events carry them.
	Visitors []string
}

// of tells whether a hit, whose visitor is settled, is of the staff. Orders that a shop's server
// reports are not: the money was real, whoever sat at the desk. One that was not says that it
// belongs to a trial.
func (s *Staff) of(hit *journey.Hit, who Peer) bool {
	if hit.Source == event.ServerKey && ofMoney(hit.Event.Name) {
		return false
	}
	if id := hit.Event.VisitorID; id != "" && (strings.HasPrefix(id, StaffMark) || slices.Contains(s.Visitors, id)) {
		return true
	}
	addr := who.IP.Unmap().WithZone("")
	return addr.IsValid() && slices.ContainsFunc(s.Networks, func(n netip.Prefix) bool { return n.Contains(addr) })
}

// ofMoney tells whether an event of a server says that money changed hands, which no sign of a
// robot or of staff outweighs.
func ofMoney(name string) bool {
	switch name {
	case event.NamePurchase, event.NameRefund, event.NameOrderCancelled:
		return true
	}
	return false
}

// apart is why the hit of an event is in no figure, "" for one that is in them.
func (n *Enricher) apart(e *event.Event, hit *journey.Hit, who Peer, agent Agent, site *Site) string {
	switch {
	case e.Environment == event.EnvironmentTest:
		return journey.ApartTest
	case site.Staff.of(hit, who):
		return journey.ApartStaff
	}
	return Bot(e, hit.Source, who.UserAgent, agent)
}
