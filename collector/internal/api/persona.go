package api

import (
	"context"
	"net/http"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/notebook"
	"github.com/safar-cx/safar/collector/internal/store"
)

func (a *API) personaRoutes() []Route {
	const all, one = "/api/v1/personas", "/api/v1/personas/{id}"
	codes := []string{metric.InvalidDimension, notebook.TooMany, notebook.Exists}
	return []Route{
		listRoute(account.Sums, all, "Lists the personas of a site: filters with a name.", personasJSON{}, a.personas),
		writeRoute(http.MethodPost, all, "Adds a persona.", personaForm{}, personaJSON{}, a.addPersona).with(codes...),
		writeRoute(http.MethodPut, one, "Changes a persona.", personaForm{}, personaJSON{}, a.setPersona, numberParam()).with(codes...).with(codeNotFound),
		removeRoute(one, "Forgets a persona.", a.removePersona, numberParam()),
	}
}

type personasJSON struct {
	Personas []personaJSON `json:"personas" doc:"By name."`
}

// personaForm is what is written of a persona.
type personaForm struct {
	Name    string   `json:"name" doc:"1 to 80 characters; no two personas of a site have the same."`
	Note    string   `json:"note" doc:"At most 2,000 characters."`
	Filters []string `json:"filters" doc:"1 to 20, as the parameter filter of reports; all must hold."`
}

type personaJSON struct {
	ID int64 `json:"id"`
	personaForm
}

func renderPersona(p store.Persona) personaJSON {
	return personaJSON{p.ID, personaForm{p.Name, p.Note, p.Filters}}
}

func (a *API) personas(ctx context.Context, c *call) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	list, err := a.notebook.Personas(ctx, site)
	if err != nil {
		return reply{}, err
	}
	out := personasJSON{Personas: make([]personaJSON, len(list))}
	for i, p := range list {
		out.Personas[i] = renderPersona(p)
	}
	return ok(out), nil
}

func (a *API) addPersona(ctx context.Context, c *call) (reply, error) {
	site, err := ofSite(c)
	if err != nil {
		return reply{}, err
	}
	saved, err := a.savePersona(ctx, c, site, 0)
	return created(saved), err
}

func (a *API) setPersona(ctx context.Context, c *call) (reply, error) {
	site, id, err := numbered(c)
	if err != nil {
		return reply{}, err
	}
	saved, err := a.savePersona(ctx, c, site, id)
	return ok(saved), missing(err, "There is no persona of this number.")
}

func (a *API) savePersona(ctx context.Context, c *call, site store.Site, id int64) (personaJSON, error) {
	var in personaForm
	if err := readBody(c, &in, maxNote); err != nil {
		return personaJSON{}, err
	}
	saved, err := a.notebook.SavePersona(ctx, site, store.Persona{ID: id, Name: in.Name, Note: in.Note, Filters: in.Filters})
	return renderPersona(saved), err
}

func (a *API) removePersona(ctx context.Context, c *call) (reply, error) {
	site, id, err := numbered(c)
	if err != nil {
		return reply{}, err
	}
	return done(), missing(a.notebook.RemovePersona(ctx, site, id), "There is no persona of this number.")
}
