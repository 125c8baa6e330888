package api

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/store"
)

// visible lists the sites of which a caller may see anything.
func (a *API) visible(ctx context.Context, may account.Access) ([]store.Site, error) {
	sites, err := a.sites.Sites(ctx)
	if err != nil {
		return nil, fmt.Errorf("list sites: %w", err)
	}
	own := make([]store.Site, 0, len(sites))
	for i := range sites {
		if may.May(account.Sums, sites[i].ID) {
			own = append(own, sites[i])
		}
	}
	return own, nil
}

// siteOf is the site that a call is about: the one named, or the only one that the caller may
// see. Whether there are others is told to nobody.
func (a *API) siteOf(ctx context.Context, may account.Access, name string) (store.Site, error) {
	sites, err := a.visible(ctx, may)
	if err != nil {
		return store.Site{}, err
	}
	if i := slices.IndexFunc(sites, func(s store.Site) bool { return s.Name == name }); i >= 0 {
		return sites[i], nil
	}
	if name == "" && len(sites) == 1 {
		return sites[0], nil
	}
	names := make([]string, len(sites))
	for i := range sites {
		names[i] = sites[i].Name
	}
	hint := "Known: " + strings.Join(names, ", ") + "."
	switch {
	case name == "" && len(sites) > 1:
		return store.Site{}, badParameter("site", "there are several sites, one must be named", hint)
	case may.MayEverywhere(account.Sums):
		return store.Site{}, badParameter("site", "there is no such site", hint)
	case len(sites) == 0:
		hint = "An owner can let you see one: People and access."
	}
	return store.Site{}, &problem{codeForbidden, "There is no such site, or you may not see it.", hint}
}
