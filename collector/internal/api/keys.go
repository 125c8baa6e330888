package api

import (
	"context"
	"fmt"
	"net/http"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

func (a *API) keyRoutes() []Route {
	const all, one = "/api/v1/keys", "/api/v1/keys/{id}"
	return []Route{
		listRoute(account.Own, all, "Lists the keys that send events of a site.", keysJSON{}, a.listKeys),
		writeRoute(http.MethodPost, all, "Makes a key.", keyForm{}, newTokenJSON{}, a.addKey),
		removeRoute(one, "Revokes a key.", a.revokeKey, numberParam()),
	}
}

// The kinds of keys.
const (
	kindBrowser = "browser"
	kindServer  = "server"
)

type keysJSON struct {
	Keys []keyJSON `json:"keys" doc:"Those that work, in the order of their making."`
}

type keyJSON struct {
	ID      int64    `json:"id"`
	Kind    string   `json:"kind" doc:"browser or server."`
	Key     string   `json:"key" doc:"A browser key, or the beginning of a server key."`
	Origins []string `json:"origins" doc:"Whose pages may use a browser key; none stands for the site's domains."`
}

type keyForm struct {
	Kind    string   `json:"kind" doc:"browser or server."`
	Origins []string `json:"origins" doc:"For a browser key, scheme and host each."`
}

// keysOf lists the keys of a site that work.
func (a *API) keysOf(ctx context.Context, site store.Site) ([]store.Key, error) {
	all, err := a.keyList.Keys(ctx, site.ID)
	if err != nil {
		return nil, fmt.Errorf("list keys: %w", err)
	}
	var list []store.Key
	for _, k := range all {
		if !k.Revoked {
			list = append(list, k)
		}
	}
	return list, nil
}

func (a *API) listKeys(ctx context.Context, c *call) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	list, err := a.keysOf(ctx, site)
	if err != nil {
		return reply{}, err
	}
	out := keysJSON{Keys: make([]keyJSON, len(list))}
	for i, k := range list {
		kind := kindBrowser
		if k.Kind == event.ServerKey {
			kind = kindServer
		}
		out.Keys[i] = keyJSON{k.ID, kind, k.Label, append([]string{}, k.Origins...)}
	}
	return ok(out), nil
}

func (a *API) addKey(ctx context.Context, c *call) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	var in keyForm
	if err := readJSON(c, &in); err != nil {
		return reply{}, err
	}
	var secret string
	var key store.Key
	switch in.Kind {
	case kindBrowser:
		secret, key, err = a.issuer.BrowserKey(ctx, site.ID, in.Origins)
	case kindServer:
		secret, key, err = a.issuer.ServerKey(ctx, site.ID)
	default:
		err = &account.SpecError{Field: "kind", Message: "it is unknown", Hint: "browser or server"}
	}
	if err != nil {
		return reply{}, err
	}
	a.audit.Note(ctx, audit.Deed{Action: audit.KeyAdded, Site: site.Name, Object: key.Label, Detail: in.Kind})
	return created(newTokenJSON{key.ID, secret}), nil
}

func (a *API) revokeKey(ctx context.Context, c *call) (reply, error) {
	site, id, err := numbered(c)
	if err != nil {
		return reply{}, err
	}
	list, err := a.keysOf(ctx, site)
	if err != nil {
		return reply{}, err
	}
	for _, k := range list {
		if k.ID != id {
			continue
		}
		if err := a.passes.RevokeKey(ctx, id); err != nil {
			return reply{}, err
		}
		a.keys.Forget()
		a.audit.Note(ctx, audit.Deed{Action: audit.KeyRevoked, Site: site.Name, Object: k.Label})
		return done(), nil
	}
	return reply{}, noEntry("There is no key of this number.")
}
