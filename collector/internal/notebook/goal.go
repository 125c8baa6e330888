package notebook

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

// Goals lists the goals of a site by metric.
func (n *Notebook) Goals(ctx context.Context, site store.Site) ([]store.Goal, error) {
	return n.store.Goals(ctx, site.ID)
}

// SetGoal writes down what a metric of a site is to come to, as metric.ParseGoal reads it, in
// the place of an earlier goal. Its errors are *EntryError and those of the store.
func (n *Notebook) SetGoal(ctx context.Context, site store.Site, id, value string) (store.Goal, error) {
	d := metric.Find(id)
	if d == nil {
		return store.Goal{}, &EntryError{metric.UnknownMetric, "metric", fmt.Sprintf("there is no metric %q", id), "one of " + metrics()}
	}
	value, err := metric.ParseGoal(d, value, digits(site))
	if err != nil {
		return store.Goal{}, badGoal(err)
	}
	goal := store.Goal{Site: site.ID, Metric: id, Value: value}
	if err := n.store.SetGoal(ctx, goal); err != nil {
		return store.Goal{}, fmt.Errorf("keep goal: %w", err)
	}
	return goal, nil
}

// RemoveGoal forgets the goal of a metric. Its error is store.ErrNotFound where there is none.
func (n *Notebook) RemoveGoal(ctx context.Context, site store.Site, id string) error {
	if err := n.store.RemoveGoal(ctx, site.ID, id); err != nil {
		return fmt.Errorf("goal of %s: %w", id, err)
	}
	return nil
}

// digits are those of the site's currency.
func digits(site store.Site) int { return site.Settings.MinorDigits(site.Settings.Currency) }

// badGoal words an error of metric.ParseGoal, which says what would be right.
func badGoal(err error) error {
	var wrong *metric.GoalError
	if errors.As(err, &wrong) {
		return &EntryError{InvalidField, wrong.Field, wrong.Message, wrong.Takes}
	}
	return err
}

// metrics are the ids of the catalogue.
func metrics() string {
	var ids []string
	for _, d := range metric.All() {
		ids = append(ids, d.ID)
	}
	return strings.Join(ids, ", ")
}
