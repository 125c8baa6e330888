package collector

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/notebook"
	"github.com/safar-cx/safar/collector/internal/store"
)

// EntryError says why something cannot be written down, to the person who wrote it: a goal, a
// persona, an annotation, what is said of a touchpoint.
type EntryError = notebook.EntryError

// Goal is what a merchant wants of a metric.
type Goal = store.Goal

// SetGoal sets what the merchant wants of a metric of the site, in the unit of its value: a
// ratio from 0 to 1 or as a percentage, money in major units. Its error is an *EntryError
// where there is no such metric or goal.
func (c *Collector) SetGoal(ctx context.Context, site Site, id, value string) (Goal, error) {
	return c.notebook.SetGoal(ctx, site, id, value)
}

// Goals lists the goals of a site by metric.
func (c *Collector) Goals(ctx context.Context, site Site) ([]Goal, error) {
	return c.notebook.Goals(ctx, site)
}

// RemoveGoal forgets the goal of a metric. Its error is ErrNotFound where there is none.
func (c *Collector) RemoveGoal(ctx context.Context, site Site, id string) error {
	return c.notebook.RemoveGoal(ctx, site, id)
}
