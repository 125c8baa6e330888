package notebook

import (
	"context"
	"fmt"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

// Touchpoints lists what was said of a site's touchpoints, by name.
func (n *Notebook) Touchpoints(ctx context.Context, site store.Site) ([]store.Touchpoint, error) {
	return n.store.Touchpoints(ctx, site.ID)
}

// SetTouchpoint writes down what a touchpoint of a site is called, which stage it belongs to
// and what it is to come to, in the place of what was said before. Goal is read as
// metric.ParseTouchpointGoal reads it. Where the stage changes, answers follow within
// moments. It returns what was kept; its errors are *EntryError and those of the store.
func (n *Notebook) SetTouchpoint(ctx context.Context, site store.Site, t store.Touchpoint) (store.Touchpoint, error) {
	t.Site = site.ID
	var err error
	if t.Name, err = requiredText("touchpoint", t.Name, MostTouchpoint, false); err != nil {
		return t, err
	}
	if t.Label, err = textOf("label", t.Label, MostName, false); err != nil {
		return t, err
	}
	if err := checkStage(t.Stage); err != nil {
		return t, err
	}
	if t.Goal != (metric.TouchpointGoal{}) {
		if t.Goal, err = metric.ParseTouchpointGoal(t.Goal.Of, t.Goal.Value, digits(site)); err != nil {
			return t, badGoal(err)
		}
	}
	return t, kept(n.store.SetTouchpoint(ctx, t, MostTouchpoints), "touchpoint", MostTouchpoints)
}

// RemoveTouchpoint forgets what was said of a touchpoint; its events have their own stages
// again. Its error is store.ErrNotFound where nothing was said.
func (n *Notebook) RemoveTouchpoint(ctx context.Context, site store.Site, name string) error {
	if err := n.store.RemoveTouchpoint(ctx, site.ID, name); err != nil {
		return fmt.Errorf("touchpoint %q: %w", name, err)
	}
	return nil
}
