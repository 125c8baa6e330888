package main

import (
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector"
)

type rebuildCmd struct {
	dataFlag
	JSON bool `help:"Print JSON."`
}

// rebuiltJSON is a rebuild for scripts.
type rebuiltJSON struct {
	Rebuilt bool  `json:"rebuilt"`
	Events  int64 `json:"events"`
}

// Run rebuilds and tells of it.
func (c *rebuildCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		told, events := time.Now(), int64(0)
		err := all.Rebuild(e, func(done, total int64) {
			events = total
			if time.Since(told) >= progressEvery {
				told = time.Now()
				fmt.Fprintf(e.err, "%d of %d events\n", done, total)
			}
		})
		if err != nil {
			return err
		}
		if c.JSON {
			return e.printJSON(rebuiltJSON{true, events})
		}
		return e.printf("rebuilt from %d events\n", events)
	})
}

type checkCmd struct {
	dataFlag
	JSON bool `help:"Print JSON."`
}

// Run fails when there is a problem.
func (c *checkCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		problems, err := all.Check(e)
		if err != nil {
			return err
		}
		if c.JSON {
			err = e.printJSON(map[string][]string{"problems": append([]string{}, problems...)})
		} else {
			for _, problem := range problems {
				err = firstOf(err, e.printf("%s\n", problem))
			}
		}
		if len(problems) > 0 {
			return firstOf(err, failed(fmt.Errorf("%d problems found", len(problems)), "keep a copy of the folder before mending anything"))
		}
		if !c.JSON {
			err = e.printf("no problems found\n")
		}
		return err
	})
}
