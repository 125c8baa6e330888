package notebook

import (
	"context"
	"fmt"
	"slices"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

// Annotations lists the annotations of a site by date.
func (n *Notebook) Annotations(ctx context.Context, site store.Site) ([]store.Annotation, error) {
	return n.store.Annotations(ctx, site.ID)
}

// Annotation is the one of a number, or store.ErrNotFound where the site has none.
func (n *Notebook) Annotation(ctx context.Context, site store.Site, id int64) (store.Annotation, error) {
	all, err := n.store.Annotations(ctx, site.ID)
	if err != nil {
		return store.Annotation{}, err
	}
	i := slices.IndexFunc(all, func(a store.Annotation) bool { return a.ID == id })
	if i < 0 {
		return store.Annotation{}, fmt.Errorf("annotation %d: %w", id, store.ErrNotFound)
	}
	return all[i], nil
}

// SaveAnnotation writes an annotation of a site down and returns it with its number; date is
// written 2026-10-01 and stands in the place of the annotation's. One that has a number
// takes the place of what it was: store.ErrNotFound where the site has none of this number.
// Its other errors are *EntryError and those of the store.
func (n *Notebook) SaveAnnotation(ctx context.Context, site store.Site, a store.Annotation, date string) (store.Annotation, error) {
	a.Site = site.ID
	var err error
	if a.Date, err = metric.ParseDate(date); err != nil {
		return a, &EntryError{InvalidField, "date", fmt.Sprintf("%q is no date", date), "write a Gregorian date such as 2026-10-01"}
	}
	if a.Text, err = requiredText("text", a.Text, MostNote, true); err != nil {
		return a, err
	}
	if err := checkStage(a.Stage); err != nil {
		return a, err
	}
	saved, err := n.store.SaveAnnotation(ctx, a, MostAnnotations)
	return saved, kept(err, "annotation", MostAnnotations)
}

// RemoveAnnotation forgets an annotation of a site. Its error is store.ErrNotFound where it
// has none of this number.
func (n *Notebook) RemoveAnnotation(ctx context.Context, site store.Site, id int64) error {
	if err := n.store.RemoveAnnotation(ctx, site.ID, id); err != nil {
		return fmt.Errorf("annotation %d: %w", id, err)
	}
	return nil
}
