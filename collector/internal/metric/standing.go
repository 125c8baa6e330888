package metric

import (
	"context"
	"errors"
	"fmt"
)

// AskStanding asks what the pages that everybody opens ask about a range, and tells nobody: a
// Source that keeps what it has summed up has the range's days afterwards; with Ahead and Filters, those of all their values.
func AskStanding(ctx context.Context, src Facts, req Request) error {
	req.Metrics, req.Interval, req.GroupBy, req.Compare = nil, "", "", Nothing
	for name, ask := range map[string]func() error{
		"report":      func() error { _, err := Build(ctx, src, req); return err },
		"touchpoints": func() error { _, err := BuildTouchpoints(ctx, src, req); return err },
		"feedback":    func() error { _, err := BuildFeedback(ctx, src, req); return err },
		"friction":    func() error { _, err := BuildFriction(ctx, src, req); return err },
		"funnel":      func() error { _, err := BuildFunnel(ctx, src, req, FunnelOptions{}); return err },
		"channels":    func() error { _, err := BuildChannels(ctx, src, req, ChannelOptions{}); return err },
		"products":    func() error { _, err := BuildProducts(ctx, src, req, ""); return err },
	} {
		var refused *RequestError // not everything can be filtered by what some things can
		if err := ask(); err != nil && !errors.As(err, &refused) {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}
