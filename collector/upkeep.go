package collector

import (
	"context"
	"time"
)

// Rebuild forgets everything that was made from the events and makes it again; nothing that
// can be asked changes by it. progress hears of the events done, in the end of all of them
// once, and may be nil.
func (c *Collector) Rebuild(ctx context.Context, progress func(done, total int64)) error {
	if err := c.db.Rebuild(ctx, progress); err != nil || progress == nil {
		return err
	}
	n, err := c.events(ctx)
	if err != nil {
		return err
	}
	progress(n, n)
	return nil
}

// events counts the events of all sites.
func (c *Collector) events(ctx context.Context) (n int64, err error) {
	sites, err := c.db.Sites(ctx)
	if err != nil {
		return 0, err
	}
	first, last := time.UnixMilli(0), time.Date(9999, 12, 31, 0, 0, 0, 0, time.UTC)
	for _, site := range sites {
		quality, err := c.db.Quality(ctx, site.ID, first, last)
		if err != nil {
			return 0, err
		}
		n += quality.Accepted
	}
	return n, nil
}

// Check looks for damage and returns what it found in sentences; none means that all is
// well. It reads the whole file.
func (c *Collector) Check(ctx context.Context) (problems []string, err error) {
	return c.db.Check(ctx)
}

// Settle returns when everything accepted before the call is part of the answers.
func (c *Collector) Settle(ctx context.Context) error { return c.db.Settle(ctx) }
