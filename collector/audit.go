package collector

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/store"
)

// AuditEntry says who did what to whom: to users, keys, tokens, links and settings, and with
// the data of persons. See AuditLog.
type AuditEntry = store.AuditEntry

// ByProgram is the actor of what was done by commands where the data is.
const ByProgram = audit.Program

// AuditLog lists what was done, the latest first: limit entries with a number below before, or
// the latest of all for 0; at most 500 at a time. Entries are kept for 13 months.
func (c *Collector) AuditLog(ctx context.Context, before int64, limit int) ([]AuditEntry, error) {
	return c.audit.List(ctx, store.AuditQuery{Before: before, Limit: min(limit, audit.MostListed)})
}

// siteName is what the audit log calls a site, "" for every site and where it can't be read.
func (c *Collector) siteName(ctx context.Context, id int64) string {
	sites, err := c.db.Sites(ctx)
	if err != nil {
		return ""
	}
	for i := range sites {
		if sites[i].ID == id {
			return sites[i].Name
		}
	}
	return ""
}
