package collector

import (
	"context"
	"path/filepath"

	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// Holdings are what is held of a customer.
type Holdings = store.Holdings

// HeldOf tells what is held of a customer of a site, by the id with which the shop names them. It is
// what EraseCustomer lets go of. Its error is ErrNotFound for a site that is not there.
func (c *Collector) HeldOf(ctx context.Context, site, customer string) (Holdings, error) {
	of, stored, err := c.customer(ctx, site, customer)
	if err != nil {
		return Holdings{}, err
	}
	return c.db.Holdings(ctx, of.ID, stored)
}

// EraseCustomer erases a customer of a site: everything that HeldOf tells of, all that follows from
// it, and the bytes in the files. It returns when that is done, or with the error of ctx, and then
// it goes on whenever the folder is open. What is sent of the customer later, but had happened
// before, is discarded; the customer may come again.
func (c *Collector) EraseCustomer(ctx context.Context, site, customer string) (Holdings, error) {
	of, stored, err := c.customer(ctx, site, customer)
	if err != nil {
		return Holdings{}, err
	}
	held, err := c.db.Holdings(ctx, of.ID, stored)
	if err != nil {
		return Holdings{}, err
	}
	err = c.db.Erase(ctx, of.ID, stored)
	c.audit.Note(ctx, audit.Erased(of.Name, held))
	return held, err
}

// AccessFile writes what is held of a customer of a site as JSON, for that person to read.
func (c *Collector) AccessFile(ctx context.Context, site, customer string) ([]byte, error) {
	of, stored, err := c.customer(ctx, site, customer)
	if err != nil {
		return nil, err
	}
	held, err := c.db.Holdings(ctx, of.ID, stored)
	if err != nil {
		return nil, err
	}
	file, err := ingest.AccessFile(of, stored, held, c.config.Now())
	if err == nil {
		c.audit.Note(ctx, audit.TookOut(of.Name))
	}
	return file, err
}

func (c *Collector) customer(ctx context.Context, site, customer string) (store.Site, string, error) {
	of, err := c.Site(ctx, site)
	if err != nil {
		return of, "", err
	}
	stored, err := c.intake.CustomerID(ctx, customer)
	return of, stored, err
}

// Amount is money in a currency, as a decimal.
type Amount struct{ Currency, Value string }

// Worth is what the orders among some holdings came to, refunds taken off.
func Worth(site Site, held Holdings) []Amount {
	var all []Amount
	for _, sum := range held.Value {
		all = append(all, Amount{sum.Currency, event.FormatAmount(sum.Minor, site.Settings.MinorDigits(sum.Currency))})
	}
	return all
}

// AwaitErasures returns when nothing of those who were erased is left: a folder into which an older
// backup was put begins to let go of them when it is opened.
func (c *Collector) AwaitErasures(ctx context.Context) error { return c.db.AwaitErasures(ctx) }

// SetAside lists the older databases that restoring a backup has left in the folder. Who is erased is
// still in them: they are for their owner to delete.
func (c *Collector) SetAside() ([]string, error) {
	return filepath.Glob(filepath.Join(c.config.Dir, "*.before-*"))
}
