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
		return metric.NoSession
	}
	s := &v.Sessions[session]
	kind := "returning"
	switch {
	case s.Hashed:
		kind = ""
	case s.First:
		kind = "new"
	}
	value := map[metric.Dimension]string{
		metric.ByChannel: s.Channel, metric.ByDevice: s.Device, metric.BySource: s.Source, metric.ByMedium: s.Medium,
		metric.ByCampaign: s.Campaign, metric.ByBrowser: s.Browser, metric.ByOS: s.OS, metric.ByCountry: s.Country,
		metric.ByLandingPage: s.Landing, metric.BySurface: s.Surface, metric.ByVisitorType: kind,
		metric.ByPastOrders: []string{"0", "1", "2", "3+"}[min(s.PastOrders, 3)],
	}[d]
	return cmp.Or(value, metric.NotSet)
}

// values are what a fact has of a dimension: its own, else that of its session. Each stands
// there once.
func (v *view) values(r row, d metric.Dimension) []string {
	if many, ok := r.many[d]; ok {
		return many
	}
	if own, ok := r.own[d]; ok {
		return []string{cmp.Or(own, metric.NotSet)}
	}
	return []string{v.property(r.session, d)}
}

func (v *view) selected(r row, filters []metric.Filter) bool {
	for _, f := range filters {
		taken := slices.ContainsFunc(v.values(r, f.Dimension), func(value string) bool { return slices.Contains(f.Values, value) })
		if taken == f.Not {
			return false
		}
	}
	return true
}

// order compares by time, then key kind, then event id.
func order(aTime, bTime int64, aKind, bKind uint8, aID, bID string) int {
	return cmp.Or(cmp.Compare(aTime, bTime), cmp.Compare(aKind, bKind), cmp.Compare(aID, bID))
}
