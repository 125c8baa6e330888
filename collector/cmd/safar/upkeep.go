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
