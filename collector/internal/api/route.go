package api

import (
	"context"
	"net/http"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/eventschema"
)

// Route is one entry of the registry: what the router, the gate and the description of the
// API are all made from.
type Route struct {
	Method     string
	Path       string // a part in braces, {id}, stands for any text; it is a path Param
	Permission account.Permission
	// Whole says that a route with a permission about sites is about all of them, and so the
	// permission must hold everywhere. Others are about the one that the parameter site names.
	Whole   bool
	Summary string
	Params  []Param
	// Request and Response are zero values of the JSON bodies; nil for none.
	Request  any
	Response any
	// Takes are the media types of a body that is no JSON; none for others.
	Takes []string
	// Created says that success is 201 and not 200.
	Created bool
	// Media is the media type of an answer that is a file and no JSON, or several with commas
	// between them; empty for others. With a Response it is a stream of these.
	Media string
	// Codes are the refusals a caller must expect, beyond those that every route of its
	// permission has.
	Codes []string

	handle handler
}

// Param is a parameter in the query or a header.
type Param struct {
	Name        string
	In          string // query, path or header
	Description string
	Enum        []string
	Format      string // of OpenAPI; may be empty
	Repeated    bool
}

// handler serves a request that the gate has let in.
type handler func(ctx context.Context, c *call) (reply, error)

// Routes lists every route, in the order of the description.
func (a *API) Routes() []Route {
	var routes []Route
	for _, some := range [][]Route{a.eventRoutes(), a.askedRoutes(), a.reportRoutes(), a.exportRoutes(), a.notebookRoutes(), a.journeyRoutes(), a.liveRoutes(), a.surveyPageRoutes(), a.reconcileRoutes(), a.accountRoutes(), a.profileRoutes(), a.accessRoutes(), a.auditRoutes(), a.heldRoutes(), a.keepingRoutes(), a.inventoryRoutes(), a.snippetRoutes(), a.tagRoutes(), a.pageRoutes(), a.healthRoutes(), a.metricsRoutes(), a.descriptionRoutes()} {
		routes = append(routes, some...)
	}
	return routes
}

func (a *API) healthRoutes() []Route {
	return []Route{{
		Method: http.MethodGet, Path: "/healthz", Permission: account.Public,
		Summary: "Tells that the process lives.", Response: healthJSON{}, handle: a.health,
	}, {
		Method: http.MethodGet, Path: "/readyz", Permission: account.Public,
		Summary:  "Tells that requests can be served: the store answers and the program is not stopping.",
		Response: healthJSON{}, Codes: []string{"unavailable"}, handle: a.ready,
	}}
}

func (a *API) descriptionRoutes() []Route {
	return []Route{{
		Method: http.MethodGet, Path: "/api/v1/openapi.json", Permission: account.Public,
		Summary: "Describes this API in OpenAPI 3.1.", Response: map[string]any{}, handle: document(func() any { return describe(a.Routes(), a.version) }),
	}, {
		Method: http.MethodGet, Path: eventSchemaPath, Permission: account.Public,
		Summary:  "Describes events in JSON Schema: each name of the vocabulary has its params under $defs.",
		Response: map[string]any{}, handle: document(func() any { return eventschema.New() }),
	}}
}
