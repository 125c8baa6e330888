package collector

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/store"
)

// Annotation says what happened in the shop, or was changed, on a day.
type Annotation = store.Annotation

// SaveAnnotation keeps an annotation of the site for a date written 2026-10-01, and returns it
// with its number; one that has a number takes the place of what it was. Its error is an
// *EntryError where something of it is not right, ErrNotFound where there is none of its number.
func (c *Collector) SaveAnnotation(ctx context.Context, site Site, a Annotation, date string) (Annotation, error) {
	return c.notebook.SaveAnnotation(ctx, site, a, date)
}

// Annotations lists the annotations of a site by date.
func (c *Collector) Annotations(ctx context.Context, site Site) ([]Annotation, error) {
	return c.notebook.Annotations(ctx, site)
}

// RemoveAnnotation forgets an annotation. Its error is ErrNotFound where there is none of the
// number.
func (c *Collector) RemoveAnnotation(ctx context.Context, site Site, id int64) error {
	return c.notebook.RemoveAnnotation(ctx, site, id)
}
