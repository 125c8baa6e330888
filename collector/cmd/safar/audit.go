package main

import (
	"cmp"
	"fmt"
	"time"

	"github.com/safar-cx/safar/collector"
)

type auditCmd struct {
	dataFlag
	Limit  int   `default:"50" placeholder:"N" help:"How many entries, the latest first, at most 500 (default ${default})."`
	Before int64 `placeholder:"NUMBER" help:"Show those before the entry of this number."`
	JSON   bool  `help:"Print JSON."`
}

// auditEntryJSON is an entry for scripts, as the API tells it.
type auditEntryJSON struct {
	ID     int64     `json:"id"`
	At     time.Time `json:"at"`
	Actor  string    `json:"actor"` // "safar" for commands, "" for somebody unknown
	Action string    `json:"action"`
	Site   string    `json:"site"`
	Object string    `json:"object"`
	Detail string    `json:"detail"`
	Times  int64     `json:"times"`
	Last   time.Time `json:"last"`
}

func auditEntryOf(e collector.AuditEntry) auditEntryJSON {
	return auditEntryJSON{e.ID, e.At, e.Actor, e.Action, e.Site, e.Object, e.Detail, e.Times, e.Last}
}

// Run lists who did what, the latest first.
func (c *auditCmd) Run(e *env) error {
	if c.Limit < 1 {
		return usage("--limit must be 1 or more", "")
	}
	return c.with(e, func(all *collector.Collector) error {
		list, err := all.AuditLog(e, c.Before, c.Limit)
		if err != nil {
			return err
		}
		return printList(e, list, c.JSON, auditEntryOf, e.printAuditEntry)
	})
}

func (e *env) printAuditEntry(a collector.AuditEntry) error {
	line := fmt.Sprintf("%d  %s  %s  %s", a.ID, a.At.UTC().Format("2006-01-02 15:04:05Z"), cmp.Or(a.Actor, "-"), a.Action)
	for _, part := range []struct{ name, value string }{{"", a.Object}, {"", a.Detail}, {"site ", a.Site}} {
		if part.value != "" {
			line += "  " + part.name + oneLine(part.value)
		}
	}
	if a.Times > 1 {
		line += fmt.Sprintf("  %d times until %s", a.Times, a.Last.UTC().Format("15:04:05Z"))
	}
	return e.printf("%s\n", line)
}
