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

// Run rebuilds and tells of it.
func (c *rebuildCmd) Run(e *env) error {
	return c.with(e, func(all *collector.Collector) error {
		told := time.Now()
		err := all.Rebuild(e, func(done, total int64) {
			if time.Since(told) >= progressEvery {
				told = time.Now()
				fmt.Fprintf(e.err, "%d of %d events\n", done, total)
			}
		})
		if err != nil {
			return err
		}
		if c.JSON {
			return e.printJSON(map[string]bool{"rebuilt": true})
		}
		return e.printf("rebuilt\n")
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
