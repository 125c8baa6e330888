package account

import (
	"fmt"

	"github.com/safar-cx/safar/sdk/event"
)

// MostStaff bounds each of the lists of a shop's own people: every event is held against them.
const MostStaff = 100

// checkStaff checks the lists of the shop's own people.
func (s SiteSpec) checkStaff() error {
	if len(s.StaffNetworks) > MostStaff || len(s.StaffVisitors) > MostStaff {
		return &SpecError{"staff", fmt.Sprintf("there are more than %d", MostStaff), "name networks instead of addresses"}
	}
	for i, network := range s.StaffNetworks {
		if !network.IsValid() || network.Bits() == 0 {
			return &SpecError{"staff_networks", fmt.Sprintf("%s is nobody's own network", network), "such as 192.0.2.0/24, or 192.0.2.7/32 for a single address"}
		}
		s.StaffNetworks[i] = network.Masked()
	}
	for _, visitor := range s.StaffVisitors {
		if visitor == "" || len(visitor) > event.MaxVisitorID {
			return &SpecError{"staff_visitors", fmt.Sprintf("%q is no id of a visitor", visitor), fmt.Sprintf("1 to %d characters", event.MaxVisitorID)}
		}
	}
	return nil
}
