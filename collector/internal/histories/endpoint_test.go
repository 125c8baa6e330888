package histories

import (
	"net/url"
	"strconv"
	"strings"

	"github.com/safar-cx/safar/collector/internal/oracle"
)

// endpoint is a report that is no list of metrics.
type endpoint struct {
	path   string
	values url.Values
	// kinds are those of the oracle's findings that it tells.
	kinds []string
}

// endpoints are all that a question may go to, in turn.
func endpoints(q oracle.Question) []endpoint {
	all := []endpoint{
		{"friction", nil, []string{"hindered", "leading", "refused", "refused_people", "stumbled", "stumbled_left"}},
		{"touchpoints", nil, []string{"contacts", "clicked", "sessions_at", "met", "earned"}},
		{"feedback", nil, []string{"troubled", "replies"}},
		{"products", nil, []string{"viewed", "viewers", "added", "adders", "removed", "bought", "earnings", "left_behind"}},
		{"cohorts", cohortValues(q), []string{"cohort", "cohort_customers", "cohort_orders", "cohort_net", "cohort_cumulative"}},
	}
	for _, unit := range []string{"session", "cart", "person"} {
		for _, mode := range []string{"reached", "closed"} {
			kind := wayKind(unit, mode)
			kinds := []string{kind, kind + "_median", kind + "_p90"}
			all = append(all, endpoint{"funnel", url.Values{"unit": {unit}, "mode": {mode}}, kinds})
		}
	}
	for _, by := range []string{"channel", "source", "medium", "campaign"} {
		var kinds []string
		for _, kind := range []string{"arrived_", "visitors_", "first_", "last_", "ads_", "cost_"} {
			kinds = append(kinds, kind+by)
		}
		all = append(all, endpoint{"channels", url.Values{"by": {by}, "window": {strconv.Itoa(q.Window)}}, kinds})
	}
	return all
}

// wayKind is the kind of the figures of a funnel.
func wayKind(unit, mode string) string { return strings.TrimPrefix(unit+"_"+mode, "session_") }

func cohortValues(q oracle.Question) url.Values {
	day := strings.ToLower(q.WeekStart.String()[:3])
	values := url.Values{"period": {"month"}, "calendar": {"gregorian"}, "week_start": {day}}
	if q.Weekly {
		values.Set("period", "week")
	}
	if q.Persian {
		values.Set("calendar", "persian")
	}
	return values
}

func (e endpoint) String() string { return e.path + "?" + e.values.Encode() }

// ask puts a question to an endpoint of a shop.
func (e endpoint) ask(s *shop, q oracle.Question) []byte {
	values := url.Values{}
	for key, v := range e.values {
		values[key] = v
	}
	if e.path != "cohorts" { // those are compared with nothing
		values.Set("compare", "none")
	}
	return s.ask(e.path, q, values)
}
