package memory

import (
	"cmp"
	"slices"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
)

// property is a session's value of a dimension, with words for none.
func (v *view) property(session int, d metric.Dimension) string {
	if session == journey.None {
		return "(none)"
	}
	s := &v.Sessions[session]
	value := map[metric.Dimension]string{
		metric.ByChannel: s.Channel, metric.ByDevice: s.Device, metric.BySource: s.Source, metric.ByMedium: s.Medium,
		metric.ByCampaign: s.Campaign, metric.ByBrowser: s.Browser, metric.ByOS: s.OS, metric.ByCountry: s.Country,
		metric.ByLandingPage: s.Landing,
	}[d]
	return cmp.Or(value, "(not set)")
}

// group is the value of a dimension that a fact has itself, else that of its session.
func (v *view) group(r row, d metric.Dimension) string {
	if own, ok := r.own[d]; ok {
		return own
	}
	return v.property(r.session, d)
}

func (v *view) selected(r row, filters []metric.Filter) bool {
	for _, f := range filters {
		if slices.Contains(f.Values, v.property(r.session, f.Dimension)) == f.Not {
			return false
		}
	}
	return true
}

// order compares by time, then key kind, then event id.
func order(aTime, bTime int64, aKind, bKind uint8, aID, bID string) int {
	return cmp.Or(cmp.Compare(aTime, bTime), cmp.Compare(aKind, bKind), cmp.Compare(aID, bID))
}
