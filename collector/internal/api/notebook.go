package api

import (
	"errors"
	"net/http"
	"slices"
	"strconv"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/notebook"
	"github.com/safar-cx/safar/collector/internal/store"
)

// notebookRoutes are what merchants write down, and read again.
func (a *API) notebookRoutes() []Route {
	return slices.Concat(a.personaRoutes(), a.annotationRoutes(), a.goalRoutes(), a.settingRoutes(), a.surveyRoutes(), a.surveyLinkRoutes())
}

// listRoute is a route that lists entries of a site.
func listRoute(permission account.Permission, path, summary string, response any, handle handler, params ...Param) Route {
	return Route{
		Method: http.MethodGet, Path: path, Permission: permission, Summary: summary, Response: response, handle: handle,
		Params: append([]Param{siteParam()}, params...), Codes: []string{metric.BadRequest, codeForbidden, "unavailable"},
	}
}

// writeRoute is a route that keeps an entry of a site; POST makes a new one.
func writeRoute(method, path, summary string, request, response any, handle handler, params ...Param) Route {
	return Route{
		Method: method, Path: path, Permission: account.Write, Summary: summary,
		Request: request, Response: response, Created: method == http.MethodPost, handle: handle,
		Params: append([]Param{siteParam()}, params...),
		Codes: []string{metric.BadRequest, string(ingest.BadJSON), string(ingest.TooLarge), string(ingest.UnsupportedMediaType),
			notebook.InvalidField, notebook.TooLong, "unavailable"},
	}
}

// removeRoute is a route that forgets an entry of a site.
func removeRoute(path, summary string, handle handler, params ...Param) Route {
	return Route{
		Method: http.MethodDelete, Path: path, Permission: account.Write, Summary: summary, handle: handle,
		Params: append([]Param{siteParam()}, params...),
		Codes:  []string{metric.BadRequest, codeNotFound, "unavailable"},
	}
}

// with adds further codes to a route's.
func (r Route) with(codes ...string) Route {
	r.Codes = append(r.Codes, codes...)
	return r
}

// numberParam is the number of an entry in the path.
func numberParam() Param {
	return Param{Name: "id", In: "path", Description: "Number of the entry, as the list tells it."}
}

// created is the answer that something new is there.
func created(body any) reply { return reply{status: http.StatusCreated, body: body} }

// done is the answer that has nothing to tell.
func done() reply { return reply{status: http.StatusNoContent} }

// ofSite is the site whose entries a call is about, which no other parameter of the query
// decides.
func ofSite(c *call) (store.Site, error) {
	return c.Site, newQuery(c, []Param{siteParam()}).failed()
}

// numbered is ofSite with the number of an entry. What is no number has no entry.
func numbered(c *call) (store.Site, int64, error) {
	site, err := ofSite(c)
	if err != nil {
		return site, 0, err
	}
	id, err := entryNumber(c)
	return site, id, err
}

func entryNumber(c *call) (int64, error) {
	id, err := strconv.ParseInt(c.PathValue("id"), 10, 64)
	if err != nil || id < 1 {
		return 0, noEntry("There is nothing of this number.")
	}
	return id, nil
}

// missing words store.ErrNotFound and leaves other errors as they are.
func missing(err error, message string) error {
	if errors.Is(err, store.ErrNotFound) {
		return noEntry(message)
	}
	return err
}

func noEntry(message string) *problem {
	return &problem{codeNotFound, message, "It may have been removed, or be another site's; the list tells what there is."}
}
