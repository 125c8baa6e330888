package collector

import "context"

// Rebuild forgets everything that was made from the events and makes it again; nothing that
// can be asked changes by it. progress hears of the events done, and may be nil.
func (c *Collector) Rebuild(ctx context.Context, progress func(done, total int64)) error {
	return c.db.Rebuild(ctx, progress)
}

// Check looks for damage and returns what it found in sentences; none means that all is
// well. It reads the whole file.
func (c *Collector) Check(ctx context.Context) (problems []string, err error) {
	return c.db.Check(ctx)
}

// Settle returns when everything accepted before the call is part of the answers.
func (c *Collector) Settle(ctx context.Context) error { return c.db.Settle(ctx) }
