package main

import (
	"cmp"
	"slices"
	"strings"

	"github.com/safar-cx/safar/collector"
)

type touchpointCmd struct {
	List   touchpointListCmd   `cmd:"" help:"List what was said of touchpoints."`
	Set    touchpointSetCmd    `cmd:"" help:"Say what a touchpoint is called, which stage it belongs to and what it is to come to."`
	Remove touchpointRemoveCmd `cmd:"" help:"Forget what was said of a touchpoint; its events are kept."`
}

// touchpointJSON is what was said of a touchpoint, for scripts.
type touchpointJSON struct {
	Touchpoint string   `json:"touchpoint"`
	Label      string   `json:"label"`
	Stage      string   `json:"stage"`
	Goal       *aimJSON `json:"goal"`
}

type aimJSON struct {
	Of    string `json:"of"`
	Value string `json:"value"`
}

func touchpointOf(t collector.Touchpoint) touchpointJSON {
	out := touchpointJSON{Touchpoint: t.Name, Label: t.Label, Stage: string(t.Stage)}
	if t.Goal.Of != "" {
		out.Goal = &aimJSON{string(t.Goal.Of), t.Goal.Value}
	}
	return out
}

func (e *env) printTouchpoint(t collector.Touchpoint) error {
	goal := "-"
	if t.Goal.Of != "" {
		goal = string(t.Goal.Of) + "=" + t.Goal.Value
	}
	return e.printf("%s  %s  stage %s  goal %s\n", t.Name, cmp.Or(t.Label, "-"), cmp.Or(string(t.Stage), "-"), goal)
}

type touchpointListCmd struct {
	dataFlag
	Site string `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	JSON bool   `help:"Print JSON."`
}

// Run lists what was said of touchpoints, by name.
func (c *touchpointListCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		s, err := site(e, all, c.Site)
		if err != nil {
			return err
		}
		said, err := all.Touchpoints(e, s)
		if err != nil {
			return err
		}
		return printList(e, said, c.JSON, touchpointOf, e.printTouchpoint)
	})
}

type touchpointSetCmd struct {
	dataFlag
	Site       string  `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	Touchpoint string  `arg:"" help:"The touchpoint, as events carry it."`
	Label      *string `placeholder:"TEXT" help:"What people read; --label= for none."`
	Stage      *string `placeholder:"STAGE" help:"Stage of all its events, the past ones too: awareness, evaluation, purchase, return or advocacy; --stage= for that of each event."`
	Goal       *string `placeholder:"OF=VALUE" help:"What it is to come to in the range that is looked at, such as clicks=100, ctr=5%, sessions=80, orders=12 or revenue=1000; --goal= for nothing."`
	JSON       bool    `help:"Print JSON."`
}

// Run changes what was given and nothing else.
func (c *touchpointSetCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		s, err := site(e, all, c.Site)
		if err != nil {
			return err
		}
		said, err := all.Touchpoints(e, s)
		if err != nil {
			return err
		}
		t := collector.Touchpoint{Name: c.Touchpoint}
		if i := slices.IndexFunc(said, func(t collector.Touchpoint) bool { return t.Name == strings.TrimSpace(c.Touchpoint) }); i >= 0 {
			t = said[i]
		}
		set(&t.Label, c.Label)
		set((*string)(&t.Stage), c.Stage)
		if c.Goal != nil {
			if t.Goal, err = goalOf(*c.Goal); err != nil {
				return err
			}
		}
		if t, err = all.SetTouchpoint(e, s, t); err != nil {
			return err
		}
		if c.JSON {
			return e.printJSON(touchpointOf(t))
		}
		return e.printTouchpoint(t)
	})
}

// goalOf reads OF=VALUE, or nothing.
func goalOf(text string) (collector.TouchpointGoal, error) {
	if text == "" {
		return collector.TouchpointGoal{}, nil
	}
	of, value, found := strings.Cut(text, "=")
	if !found {
		return collector.TouchpointGoal{}, usage("--goal: "+text+" does not say what it is of", "write it as --goal clicks=100")
	}
	return collector.TouchpointGoal{Of: collector.TouchpointAim(of), Value: value}, nil
}

type touchpointRemoveCmd struct {
	dataFlag
	Site       string `placeholder:"NAME" help:"Site; may be left out where there is only one."`
	Touchpoint string `arg:"" help:"The touchpoint, as events carry it."`
}

// Run forgets what was said of a touchpoint.
func (c *touchpointRemoveCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		s, err := site(e, all, c.Site)
		if err != nil {
			return err
		}
		if err := all.RemoveTouchpoint(e, s, c.Touchpoint); err != nil {
			return failed(err, "safar touchpoint list shows what there is")
		}
		return nil
	})
}

// printList prints entries, each as a line or all as JSON.
func printList[T, J any](e *env, list []T, asJSON bool, render func(T) J, line func(T) error) error {
	rendered := make([]J, 0, len(list))
	var err error
	for _, entry := range list {
		rendered = append(rendered, render(entry))
		if !asJSON {
			err = firstOf(err, line(entry))
		}
	}
	if asJSON {
		return e.printJSON(rendered)
	}
	return err
}
