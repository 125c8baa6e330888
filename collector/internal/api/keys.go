package api

import (
	"context"
	"fmt"
	"net/http"
	"slices"

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
		writeRoute(http.MethodPut, one, "Changes whose pages may use a key, and how much it may bring. What is left out stays.", keyChangeForm{}, keyJSON{}, a.changeKey, numberParam()).with(codeNotFound),
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

	EventsPerDay int64 `json:"events_per_day" doc:"How many of its events are accepted on a day of the site; 0 for as many as come."`
}

type keyForm struct {
	Kind string `json:"kind" doc:"browser or server."`
	keyChangeForm
}

type keyChangeForm struct {
	Origins      []string `json:"origins,omitempty" doc:"For a browser key, scheme and host each."`
	EventsPerDay *int64   `json:"events_per_day,omitempty" doc:"From 1,000 on, or 0 for as many as come. Left out for a new key: 10,000,000 for browsers, 0 for servers."`
}

// on is what a form makes of a spec.
func (f keyChangeForm) on(spec account.KeySpec) account.KeySpec {
	if f.Origins != nil {
		spec.Origins = f.Origins
	}
	if f.EventsPerDay != nil {
		spec.EventsPerDay = *f.EventsPerDay
	}
	return spec
}

func renderKey(k *store.Key) keyJSON {
	kind := kindBrowser
	if k.Kind == event.ServerKey {
		kind = kindServer
	}
	return keyJSON{k.ID, kind, k.Label, append([]string{}, k.Origins...), k.EventsPerDay}
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
	for i := range list {
		out.Keys[i] = renderKey(&list[i])
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
	kind := event.BrowserKey
	switch in.Kind {
	case kindBrowser:
	case kindServer:
		kind = event.ServerKey
	default:
		return reply{}, &account.SpecError{Field: "kind", Message: "it is unknown", Hint: "browser or server"}
	}
	secret, key, err := a.issuer.Key(ctx, site.ID, kind, in.on(account.UsualKey(kind)))
	if err != nil {
		return reply{}, err
	}
	a.audit.Note(ctx, audit.Deed{Action: audit.KeyAdded, Site: site.Name, Object: key.Label, Detail: in.Kind})
	return created(newTokenJSON{key.ID, secret}), nil
}

// keyOf is the key that a request is about.
func (a *API) keyOf(ctx context.Context, c *call) (store.Site, store.Key, error) {
	site, id, err := numbered(c)
	if err != nil {
		return site, store.Key{}, err
	}
	list, err := a.keysOf(ctx, site)
	if err != nil {
		return site, store.Key{}, err
	}
	i := slices.IndexFunc(list, func(k store.Key) bool { return k.ID == id })
	if i < 0 {
		return site, store.Key{}, noEntry("There is no key of this number.")
	}
	return site, list[i], nil
}

func (a *API) changeKey(ctx context.Context, c *call) (reply, error) {
	site, key, err := a.keyOf(ctx, c)
	if err != nil {
		return reply{}, err
	}
	var in keyChangeForm
	if err := readJSON(c, &in); err != nil {
		return reply{}, err
	}
	spec := in.on(account.KeySpec{Origins: key.Origins, EventsPerDay: key.EventsPerDay})
	if err := spec.Apply(&key); err != nil {
		return reply{}, err
	}
	if err := a.passes.ChangeKey(ctx, key.ID, key.Origins, key.EventsPerDay); err != nil {
		return reply{}, missing(err, "There is no key of this number.")
	}
	a.keys.Forget()
	a.audit.Note(ctx, audit.Deed{Action: audit.KeyChanged, Site: site.Name, Object: key.Label, Detail: account.KeyWord(key)})
	return ok(renderKey(&key)), nil
}

func (a *API) revokeKey(ctx context.Context, c *call) (reply, error) {
	site, key, err := a.keyOf(ctx, c)
	if err != nil {
		return reply{}, err
	}
	if err := a.passes.RevokeKey(ctx, key.ID); err != nil {
		return reply{}, err
	}
	a.keys.Forget()
	a.audit.Note(ctx, audit.Deed{Action: audit.KeyRevoked, Site: site.Name, Object: key.Label})
	return done(), nil
}
