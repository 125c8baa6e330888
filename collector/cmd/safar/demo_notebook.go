package main

import (
	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/collector/internal/demo"
)

// writeDown keeps what the example shop's merchant says, before the first event comes. What an
// earlier run has written down is left as it is now.
func writeDown(e *env, all *collector.Collector, n demo.Notebook) error {
	s, err := all.Site(e, "demo")
	if err != nil {
		return err
	}
	if there, err := all.Annotations(e, s); err != nil || len(there) > 0 {
		return err
	}
	for _, g := range n.Goals {
		if _, err := all.SetGoal(e, s, g.Metric, g.Value); err != nil {
			return err
		}
	}
	for _, t := range n.Touchpoints {
		said := collector.Touchpoint{Name: t.Name, Label: t.Label, Stage: t.Stage}
		said.Goal = collector.TouchpointGoal{Of: collector.TouchpointAim(t.Of), Value: t.Value}
		if _, err := all.SetTouchpoint(e, s, said); err != nil {
			return err
		}
	}
	for _, p := range n.Personas {
		known, err := persona(e, all, s, p.Name)
		if err != nil {
			return err
		}
		known.Name, known.Note, known.Filters = p.Name, p.Note, p.Filters
		if _, err := all.SavePersona(e, s, known); err != nil {
			return err
		}
	}
	for _, a := range n.Annotations {
		if _, err := all.SaveAnnotation(e, s, collector.Annotation{Text: a.Text, Stage: a.Stage}, a.Date); err != nil {
			return err
		}
	}
	return nil
}
