package metric

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// View is what somebody looks at: the units that filters take, and the dimension by which a report
// of them is split, "" for none.
type View struct {
	Filters []Filter
	GroupBy Dimension
}

// maxWide is by how many dimensions' values together sums are kept at most.
const maxWide = 2

// Wide tells whether the view is one of those that are kept for all values of its filters'
// dimensions: each filter a plain choice of one value, and few of them.
func (v View) Wide() bool {
	for i, f := range v.Filters {
		same := func(g Filter) bool { return g.Dimension == f.Dimension }
		if f.Not || len(f.Values) != 1 || slices.ContainsFunc(v.Filters[:i], same) {
			return false
		}
	}
	return len(v.Filters) > 0 && len(v.Filters) <= maxWide
}

// AskStanding asks what the pages that everybody opens ask about a range, and tells nobody: a
// Source that keeps what it has summed up has the range's days afterwards; with Ahead and Filters,
// those of all their values. With GroupBy that is the report alone: no page but its own splits by a
// dimension of one's choice.
func AskStanding(ctx context.Context, src Facts, req Request) error {
	req.Metrics, req.Interval, req.Compare = nil, "", Nothing
	report := func() error { _, err := Build(ctx, src, req); return err }
	if req.GroupBy != "" {
		return askAll(map[string]func() error{"report by " + string(req.GroupBy): report})
	}
	return askAll(map[string]func() error{
		"report":      report,
		"touchpoints": func() error { _, err := BuildTouchpoints(ctx, src, req); return err },
		"feedback":    func() error { _, err := BuildFeedback(ctx, src, req); return err },
		"friction":    func() error { _, err := BuildFriction(ctx, src, req); return err },
		"funnel":      func() error { _, err := BuildFunnel(ctx, src, req, FunnelOptions{}); return err },
		"channels":    func() error { _, err := BuildChannels(ctx, src, req, ChannelOptions{}); return err },
		"products":    func() error { _, err := BuildProducts(ctx, src, req, ""); return err },
	})
}

func askAll(questions map[string]func() error) error {
	for name, ask := range questions {
		var refused *RequestError // not everything can be filtered by what some things can
		if err := ask(); err != nil && !errors.As(err, &refused) {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}
