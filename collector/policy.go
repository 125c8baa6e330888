package collector

import (
	"context"
	"fmt"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/store"
)

// Policy is what holds for every user.
type Policy = store.Policy

// ErrNoFactor says that a user has no second factor.
var ErrNoFactor = account.ErrNoFactor

// Policy returns what holds for every user.
func (c *Collector) Policy(ctx context.Context) (Policy, error) { return c.db.Policy(ctx) }

// SetPolicy changes what holds for every user: here at once, in other processes that have the
// folder open within seconds.
func (c *Collector) SetPolicy(ctx context.Context, p Policy) error {
	if err := c.db.SetPolicy(ctx, p); err != nil {
		return fmt.Errorf("change the policy: %w", err)
	}
	c.sessions.Forget()
	c.audit.Note(ctx, audit.Deed{Action: audit.PolicyChanged, Detail: account.PolicyWord(p)})
	return nil
}

// ResetSecondFactor takes away the second factor of a user who has lost it, and signs him out
// everywhere. Its errors are *SpecError, ErrNotFound and ErrNoFactor.
func (c *Collector) ResetSecondFactor(ctx context.Context, email string) error {
	return c.profile.ResetSecondFactor(ctx, email)
}
