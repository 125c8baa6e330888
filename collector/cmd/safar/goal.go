package main

import (
	"github.com/safar-cx/safar/collector"
)

type goalCmd struct {
	Set    goalSetCmd    `cmd:"" help:"Say what a metric is to come to."`
	List   goalListCmd   `cmd:"" help:"List the goals of a site."`
	Remove goalRemoveCmd `cmd:"" help:"Forget the goal of a metric."`
}

// goalJSON is a goal for scripts.
type goalJSON struct {
	Metric string `json:"metric"`
	Value  string `json:"value"`
}

type goalSetCmd struct {
	dataFlag
	Site   string `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	Metric string `arg:"" help:"Id of the metric, such as conversion_rate."`
	Value  string `arg:"" help:"What it is to come to: 0.03 or 3% for a ratio, an amount in the site's currency for money. Put -- before one below zero."`
}

// Run keeps the goal in the place of an earlier one.
func (c *goalSetCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		s, err := site(e, all, c.Site)
		if err != nil {
			return err
		}
		goal, err := all.SetGoal(e, s, c.Metric, c.Value)
		if err != nil {
			return err
		}
		return e.printf("%s  %s\n", goal.Metric, goal.Value)
	})
}

type goalListCmd struct {
	dataFlag
	Site string `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	JSON bool   `help:"Print JSON."`
}

// Run lists the goals by metric.
func (c *goalListCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		s, err := site(e, all, c.Site)
		if err != nil {
			return err
		}
		goals, err := all.Goals(e, s)
		if err != nil {
			return err
		}
		list := make([]goalJSON, 0, len(goals))
		for _, g := range goals {
			list = append(list, goalJSON{g.Metric, g.Value})
			if !c.JSON {
				err = firstOf(err, e.printf("%s  %s\n", g.Metric, g.Value))
			}
		}
		if c.JSON {
			return e.printJSON(list)
		}
		return err
	})
}

type goalRemoveCmd struct {
	dataFlag
	Site   string `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	Metric string `arg:"" help:"Id of the metric."`
}

// Run forgets a goal.
func (c *goalRemoveCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		s, err := site(e, all, c.Site)
		if err != nil {
			return err
		}
		if err := all.RemoveGoal(e, s, c.Metric); err != nil {
			return failed(err, "safar goal list shows what there is")
		}
		return nil
	})
}
