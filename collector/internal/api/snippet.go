package api

import (
	"context"
	"fmt"
	"slices"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/js"
	"github.com/safar-cx/safar/sdk/event"
)

// KeyList lists the keys of a site, revoked ones too.
type KeyList interface {
	Keys(ctx context.Context, site int64) ([]store.Key, error)
}

// snippetRoutes tell what a shop needs to put the tag into its pages.
func (a *API) snippetRoutes() []Route {
	return []Route{listRoute(account.Details, "/api/v1/tag", "Tells what a shop's pages need to load the tag: its files and the site's browser keys.", snippetJSON{}, a.snippet)}
}

type snippetJSON struct {
	Version string        `json:"version"`
	Tag     tagFileJSON   `json:"tag" doc:"The tag as it is now, for pages that check its integrity."`
	Survey  tagFileJSON   `json:"survey" doc:"The prompt of surveys, which the tag loads by itself."`
	Keys    []pageKeyJSON `json:"keys" doc:"Browser keys that were not revoked, in the order of their making."`
	Domains []string      `json:"domains" doc:"Of the site; their pages may use a key without origins. Without any every page may."`
}

type tagFileJSON struct {
	Name      string `json:"name" doc:"Below the address of the collector, for ever the same content."`
	Integrity string `json:"integrity" doc:"For the integrity attribute: sha384-..."`
}

type pageKeyJSON struct {
	Key     string   `json:"key"`
	Origins []string `json:"origins" doc:"Whose pages may use it; none stands for the site's domains."`
}

func (a *API) snippet(ctx context.Context, c *call) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	keys, err := a.keyList.Keys(ctx, site.ID)
	if err != nil {
		return reply{}, fmt.Errorf("list keys: %w", err)
	}
	file := func(f js.File) tagFileJSON { return tagFileJSON{f.Name, f.Integrity} }
	out := snippetJSON{
		Version: js.Version, Tag: file(js.Tag()), Survey: file(surveyFile()),
		Keys: []pageKeyJSON{}, Domains: append([]string{}, site.Domains...),
	}
	for _, k := range keys {
		if k.Kind == event.BrowserKey && !k.Revoked {
			out.Keys = append(out.Keys, pageKeyJSON{k.Label, append([]string{}, k.Origins...)})
		}
	}
	return ok(out), nil
}

// surveyFile is the prompt of surveys.
func surveyFile() js.File {
	later := js.Later()
	return later[slices.IndexFunc(later, func(f js.File) bool { return f.Part == "survey" })]
}
