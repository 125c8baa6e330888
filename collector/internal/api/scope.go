package api

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/safar-cx/safar/collector/internal/store"
)

// siteOf is the site that a reader asks about: the one named, or the only one that the
// token covers. Whether a site exists is told to nobody whose token does not cover it.
func (a *API) siteOf(ctx context.Context, token store.Token, name string) (store.Site, error) {
	sites, err := a.sites.Sites(ctx)
	if err != nil {
		return store.Site{}, fmt.Errorf("list sites: %w", err)
	}
	if token.Site != 0 {
		i := slices.IndexFunc(sites, func(s store.Site) bool { return s.ID == token.Site })
		if i < 0 || name != "" && sites[i].Name != name {
			return store.Site{}, &problem{codeForbidden, "The token does not cover this site.", "Leave site out, or use a token of the site."}
		}
		return sites[i], nil
	}
	if name == "" && len(sites) == 1 {
		return sites[0], nil
	}
	names := make([]string, len(sites))
	for i, s := range sites {
		if s.Name == name {
			return s, nil
		}
		names[i] = s.Name
	}
	message := "there is no such site"
	if name == "" {
		message = "there are several sites, one must be named"
	}
	return store.Site{}, badParameter("site", message, "Known: "+strings.Join(names, ", ")+".")
}
