package collector

import (
	"context"
	"errors"
	"fmt"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

// Goal is what a merchant wants of a metric.
type Goal = store.Goal

// The errors of goals.
var (
	// ErrGoal says that a text is no goal for its metric.
	ErrGoal = metric.ErrGoal
	// ErrUnknownMetric says that the catalogue has no such metric.
	ErrUnknownMetric = errors.New("unknown metric")
)

// SetGoal sets what the merchant wants of a metric of the site, in the unit of its value: a
// ratio from 0 to 1 or as a percentage, money in major units. Its errors are
// ErrUnknownMetric and ErrGoal.
func (c *Collector) SetGoal(ctx context.Context, site Site, id, value string) (Goal, error) {
	d := metric.Find(id)
	if d == nil {
		return Goal{}, fmt.Errorf("%w %q", ErrUnknownMetric, id)
	}
	value, err := metric.ParseGoal(d, value, site.Settings.MinorDigits(site.Settings.Currency))
	if err != nil {
		return Goal{}, err
	}
	goal := Goal{Site: site.ID, Metric: id, Value: value}
	if err := c.db.SetGoal(ctx, goal); err != nil {
		return Goal{}, fmt.Errorf("set goal: %w", err)
	}
	return goal, nil
}

// Goals lists the goals of a site by metric.
func (c *Collector) Goals(ctx context.Context, site Site) ([]Goal, error) {
	return c.db.Goals(ctx, site.ID)
}

// RemoveGoal forgets the goal of a metric. Its error is ErrNotFound where there is none.
func (c *Collector) RemoveGoal(ctx context.Context, site Site, id string) error {
	if err := c.db.RemoveGoal(ctx, site.ID, id); err != nil {
		return fmt.Errorf("goal of %s: %w", id, err)
	}
	return nil
}
