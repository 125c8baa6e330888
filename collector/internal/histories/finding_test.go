package histories

import (
	"encoding/json"

	"github.com/safar-cx/safar/collector/internal/oracle"
)

// findingPaths are the reports that are no lists of metrics. A question goes to one of them,
// in turn.
var findingPaths = []string{"funnel", "friction", "touchpoints", "feedback"}

// finding is what all of them answer, as far as it is compared.
type finding struct {
	Steps []struct {
		ID    string
		Count int64
	}
	Reasons []struct {
		Reason                        string
		Checkouts, Abandoned, Leading int64
	}
	Unknown     struct{ Leading int64 }
	Touchpoints []struct {
		Touchpoint                          string
		Events, Impressions, Clicks, Orders int64
	}
	Stages []struct {
		Stage              string
		Sessions, Troubled int64
	}
	Answers []struct {
		Kind         string
		Count, Texts int64
	}
}

// findings are an answer's figures in the oracle's words, and their kinds: none where the
// report refused a filter.
func findings(body []byte) (got oracle.Figures, kinds []string, err error) {
	var f finding
	if err := json.Unmarshal(body, &f); err != nil {
		return nil, nil, err
	}
	got = oracle.Figures{}
	put := func(id string, numerator, denominator int64) {
		if numerator != 0 || denominator != 0 {
			got[id] = oracle.Figure{Numerator: numerator, Denominator: denominator}
		}
	}
	for _, s := range f.Steps {
		kinds = []string{"reached"}
		put("reached."+s.ID, s.Count, f.Steps[0].Count)
	}
	if f.Reasons != nil {
		kinds = []string{"hindered", "leading"}
		put("leading.unknown", f.Unknown.Leading, 0)
	}
	for _, r := range f.Reasons {
		put("hindered."+r.Reason, r.Abandoned, r.Checkouts)
		put("leading."+r.Reason, r.Leading, 0)
	}
	if f.Touchpoints != nil {
		kinds = []string{"contacts", "clicked", "met"}
	}
	for _, t := range f.Touchpoints {
		put("contacts."+t.Touchpoint, t.Events, 0)
		put("clicked."+t.Touchpoint, t.Clicks, t.Impressions)
		put("met."+t.Touchpoint, t.Orders, 0)
	}
	for _, s := range f.Stages {
		kinds = []string{"troubled", "replies"}
		put("troubled."+s.Stage, s.Troubled, s.Sessions)
	}
	for _, a := range f.Answers {
		put("replies."+a.Kind, a.Texts, a.Count)
	}
	return got, kinds, nil
}
