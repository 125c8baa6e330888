package main

import (
	"fmt"

	"github.com/safar-cx/safar/collector"
)

type checkCmd struct {
	dataFlag
	JSON bool `help:"Print JSON."`
}

// Help is what --help says beyond the flags.
func (c *checkCmd) Help() string {
	return `Reads everything and changes nothing; the server may be at work. It looks for damage in the file, compares what its parts say of each other, and the events that are stored with those that were counted when they came. It fails when there is a problem.`
}

// checkJSON is a check for scripts.
type checkJSON struct {
	Schema     int      `json:"schema"`
	Known      int      `json:"known_schema"`
	Events     int64    `json:"events"`
	Dirty      int64    `json:"dirty_households"`
	SetAside   int64    `json:"set_aside_households"`
	Rebuilding bool     `json:"rebuilding"`
	Damaged    bool     `json:"damaged"`
	Problems   []string `json:"problems"`
}

// Run fails when there is a problem.
func (c *checkCmd) Run(e *env) error {
	work := e.work()
	f, err := collector.Inspect(e, c.Data, work.at)
	work.end()
	if err != nil {
		return err
	}
	if err := c.tell(e, f); err != nil || len(f.Problems) == 0 {
		return err
	}
	hint := "keep a copy of the folder before mending anything"
	if f.Damaged {
		hint = "stop the server; then safar restore FILE --force puts the latest backup in its place, and safar salvage DIR saves what can still be read into another folder"
	}
	return failed(fmt.Errorf("%d problems found", len(f.Problems)), hint)
}

func (c *checkCmd) tell(e *env, f collector.Findings) error {
	if c.JSON {
		return e.printJSON(checkJSON{
			Schema: f.Schema, Known: f.Known, Events: f.Events, Dirty: f.Dirty, SetAside: f.SetAside,
			Rebuilding: f.Rebuilding, Damaged: f.Damaged, Problems: append([]string{}, f.Problems...),
		})
	}
	if !f.Damaged {
		text := fmt.Sprintf("%d events, schema %d", f.Events, f.Schema)
		if f.Schema < f.Known {
			text += fmt.Sprintf(" (the server will bring it to %d)", f.Known)
		}
		if f.Dirty > 0 {
			text += fmt.Sprintf("; %d households are still to be folded", f.Dirty)
		}
		if f.Rebuilding {
			text += "; a rebuild is under way"
		}
		if err := e.printf("%s\n", text); err != nil {
			return err
		}
	}
	for _, problem := range f.Problems {
		if err := e.printf("%s\n", problem); err != nil {
			return err
		}
	}
	if len(f.Problems) > 0 {
		return nil
	}
	return e.printf("no problems found\n")
}
