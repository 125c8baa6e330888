package main

import (
	"errors"
	"fmt"
	"strings"

	"github.com/safar-cx/safar/collector"
)

type salvageCmd struct {
	To string `arg:"" type:"path" placeholder:"NEWDIR" help:"Folder to write, without data in it."`
	dataFlag
	JSON bool `help:"Print JSON."`
}

// Help is what --help says beyond the flags.
func (c *salvageCmd) Help() string {
	return `For a damaged folder of which there is no good backup. Stop the server first; the damaged folder is left as it is. Needs room for two copies of it. Events that can't be read any more are counted, as "unreadable" among what happened on the day of the salvage; what follows from the rest is made again.`
}

// salvagedJSON is a salvage for scripts.
type salvagedJSON struct {
	Data       string   `json:"data"`
	Events     int64    `json:"events"`
	Unreadable int64    `json:"unreadable"`
	Incomplete []string `json:"incomplete_tables"`
}

// Run fails when what was saved is no sound folder.
func (c *salvageCmd) Run(e *env) error {
	work := e.work()
	saved, err := collector.Salvage(e, c.Data, c.To, work.at)
	if err == nil {
		err = c.rebuild(e, work)
	}
	var found collector.Findings
	if err == nil {
		found, err = collector.Inspect(e, c.To, work.at)
	}
	work.end()
	switch {
	case errors.Is(err, collector.ErrOccupied):
		return failed(err, "salvage into a folder without data")
	case errors.Is(err, collector.ErrDamaged):
		return failed(err, "too much of it is gone; restore the latest backup with safar restore FILE --force")
	case err != nil:
		return err
	}
	if err := c.tell(e, saved, found); err != nil {
		return err
	}
	if len(found.Problems) > 0 {
		return failed(fmt.Errorf("what was saved has %d problems", len(found.Problems)), "a backup, if there is one, may be the better of the two")
	}
	return nil
}

// rebuild makes again what follows from the events.
func (c *salvageCmd) rebuild(e *env, work *work) error {
	return dataFlag{c.To}.with(e, func(all *collector.Collector) error {
		return all.Rebuild(e, func(done, total int64) {
			work.at("making what follows from the events", float64(done)/float64(max(1, total)))
		})
	})
}

func (c *salvageCmd) tell(e *env, saved collector.Salvaged, found collector.Findings) error {
	if c.JSON {
		return e.printJSON(salvagedJSON{c.To, saved.Events, saved.Lost, append([]string{}, saved.Holes...)})
	}
	text := fmt.Sprintf("%s: %d events saved, %d could not be read\n", c.To, saved.Events, saved.Lost)
	if len(saved.Holes) > 0 {
		text += fmt.Sprintf("not whole: %s\n", strings.Join(saved.Holes, ", "))
	}
	for _, problem := range found.Problems {
		text += problem + "\n"
	}
	return e.printf("%s", text)
}
