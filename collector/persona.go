package collector

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/store"
)

// Persona is a group of customers to look at: filters of reports with a name and a note.
type Persona = store.Persona

// SavePersona keeps a persona of the site and returns it with its number; one that has a
// number takes the place of what it was. Its error is an *EntryError where something of it is
// not right or another one has its name, ErrNotFound where there is none of its number.
func (c *Collector) SavePersona(ctx context.Context, site Site, p Persona) (Persona, error) {
	return c.notebook.SavePersona(ctx, site, p)
}

// Personas lists the personas of a site by name.
func (c *Collector) Personas(ctx context.Context, site Site) ([]Persona, error) {
	return c.notebook.Personas(ctx, site)
}

// RemovePersona forgets a persona. Its error is ErrNotFound where there is none of the number.
func (c *Collector) RemovePersona(ctx context.Context, site Site, id int64) error {
	return c.notebook.RemovePersona(ctx, site, id)
}
