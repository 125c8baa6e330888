package api

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

// Goals lists what a merchant wants of metrics.
type Goals interface {
	Goals(ctx context.Context, site int64) ([]store.Goal, error)
}

// setGoals puts a site's goals beside the metrics of a report. They are for the whole: a
// group has none.
func (a *API) setGoals(ctx context.Context, site int64, metrics []metricJSON) error {
	goals, err := a.goals.Goals(ctx, site)
	if err != nil {
		return fmt.Errorf("read goals: %w", err)
	}
	for _, g := range goals {
		for i := range metrics {
			m := &metrics[i]
			switch {
			case m.ID != g.Metric:
			case m.Unit == string(metric.Money):
				m.Goal = g.Value
			default:
				m.Goal = json.Number(g.Value)
			}
		}
	}
	return nil
}
