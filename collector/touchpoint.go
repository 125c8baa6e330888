package collector

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

// Touchpoint is what a merchant says of a place where customers and shop meet: a label, a
// stage and a goal, each of them if he likes.
type Touchpoint = store.Touchpoint

// TouchpointGoal is what a touchpoint is to come to: clicks, ctr, sessions, orders or revenue.
type TouchpointGoal = metric.TouchpointGoal

// TouchpointAim is what a TouchpointGoal is of.
type TouchpointAim = metric.Aim

// SetTouchpoint keeps what the merchant says of a touchpoint of the site in the place of what
// he said before. Its stage holds for all events there, the past ones too: these are counted
// anew in the background. Its error is an *EntryError where something of it is not right.
func (c *Collector) SetTouchpoint(ctx context.Context, site Site, t Touchpoint) (Touchpoint, error) {
	return c.notebook.SetTouchpoint(ctx, site, t)
}

// Touchpoints lists what was said of touchpoints of a site, by name.
func (c *Collector) Touchpoints(ctx context.Context, site Site) ([]Touchpoint, error) {
	return c.notebook.Touchpoints(ctx, site)
}

// RemoveTouchpoint forgets what was said of a touchpoint; its events are kept. Its error is
// ErrNotFound where nothing was said.
func (c *Collector) RemoveTouchpoint(ctx context.Context, site Site, name string) error {
	return c.notebook.RemoveTouchpoint(ctx, site, name)
}
