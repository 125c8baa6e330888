package notebook

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

// Personas lists the personas of a site by name.
func (n *Notebook) Personas(ctx context.Context, site store.Site) ([]store.Persona, error) {
	return n.store.Personas(ctx, site.ID)
}

// SavePersona writes a persona of a site down and returns it with its number. One that has a
// number takes the place of what it was: store.ErrNotFound where the site has none of this
// number. Its other errors are *EntryError and those of the store.
func (n *Notebook) SavePersona(ctx context.Context, site store.Site, p store.Persona) (store.Persona, error) {
	p.Site = site.ID
	var err error
	if p.Name, err = requiredText("name", p.Name, MostName, false); err != nil {
		return p, err
	}
	if p.Note, err = textOf("note", p.Note, MostNote, true); err != nil {
		return p, err
	}
	if p.Filters, err = filtersOf(p.Filters); err != nil {
		return p, err
	}
	saved, err := n.store.SavePersona(ctx, p, MostPersonas)
	return saved, kept(err, "persona", MostPersonas)
}

// RemovePersona forgets a persona of a site. Its error is store.ErrNotFound where it has none
// of this number.
func (n *Notebook) RemovePersona(ctx context.Context, site store.Site, id int64) error {
	if err := n.store.RemovePersona(ctx, site.ID, id); err != nil {
		return fmt.Errorf("persona %d: %w", id, err)
	}
	return nil
}

// filtersOf checks that filters are such as reports take. A persona of none would be everybody.
func filtersOf(texts []string) ([]string, error) {
	switch {
	case len(texts) == 0:
		return nil, &EntryError{InvalidField, "filters", "there is none", "a persona needs at least one, such as device:mobile"}
	case len(texts) > MostFilters:
		return nil, &EntryError{TooMany, "filters", fmt.Sprintf("there are %d", len(texts)), fmt.Sprintf("at most %d", MostFilters)}
	}
	known := metric.Dimensions()
	filters := make([]string, len(texts))
	for i, text := range texts {
		text, err := requiredText("filters", text, MostFilter, false)
		if err != nil {
			return nil, err
		}
		f, ok := metric.ParseFilter(text)
		if !ok {
			return nil, &EntryError{InvalidField, "filters", fmt.Sprintf("%q is no dimension with a value", text),
				"write device:mobile, channel:email|sms for either, or channel:!direct for all others"}
		}
		if !slices.Contains(known, f.Dimension) {
			return nil, &EntryError{metric.InvalidDimension, "filters", fmt.Sprintf("there is no dimension %q", string(f.Dimension)), "one of " + joined(known)}
		}
		filters[i] = text
	}
	return filters, nil
}

func joined(dimensions []metric.Dimension) string {
	var all []string
	for _, d := range dimensions {
		all = append(all, string(d))
	}
	return strings.Join(all, ", ")
}
