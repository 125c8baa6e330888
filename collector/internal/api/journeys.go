package api

import (
	"context"
	"net/http"
	"strconv"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

// People tells of single people as seen from an instant in Unix milliseconds.
type People interface {
	// People lists those whom a name belongs to (the id of a customer, a visitor or a
	// transaction), with "" those seen last. truncated: it did not look far enough for all.
	People(ctx context.Context, site, asOf int64, name string, limit int) (list []journey.Profile, truncated bool, err error)
	// Timeline tells what happened to a person; false when nothing did.
	Timeline(ctx context.Context, site int64, person journey.Person, asOf int64) (t journey.Timeline, found bool, err error)
}

// The kinds of people.
const (
	kindCustomer = "customer"
	kindVisitor  = "visitor"
	kindGuest    = "guest" // a visitor who is known by a day hash
)

func kinds() []string { return []string{kindCustomer, kindVisitor, kindGuest} }

func kindOf(p journey.Person, hashed bool) string {
	switch {
	case p.Customer:
		return kindCustomer
	case hashed:
		return kindGuest
	}
	return kindVisitor
}

// The bounds of a list of people.
const (
	usualPeople = 50
	mostPeople  = 200
)

func (a *API) journeyRoutes() []Route {
	return []Route{{
		Method: http.MethodGet, Path: "/api/v1/journeys", Permission: account.Details,
		Summary: "Lists people: those seen last, or those whom an id or a transaction belongs to.",
		Params:  peopleParams(), Response: peopleJSON{}, handle: a.listPeople,
		Codes: []string{metric.BadRequest, codeForbidden, "unavailable"},
	}, {
		Method: http.MethodGet, Path: "/api/v1/journeys/{person}", Permission: account.Details,
		Summary: "Tells what happened to one person, across surfaces.",
		Params:  journeyParams(), Response: journeyJSON{}, handle: a.journey,
		Codes: []string{metric.BadRequest, codeForbidden, codeNotFound, "unavailable"},
	}}
}

func peopleParams() []Param {
	return []Param{siteParam(),
		{Name: "q", In: "query", Description: "The exact id of a customer, a visitor or a transaction. Left out, those seen last are listed."},
		{Name: "limit", In: "query", Description: "How many at most, 1 to 200. Defaults to 50."},
		asOfParam(),
	}
}

func journeyParams() []Param {
	return []Param{
		{Name: "person", In: "path", Description: "Id of the customer or visitor, escaped as a segment of a path."},
		siteParam(),
		{Name: "kind", In: "query", Enum: kinds(), Description: "Whose id it is. Defaults to the customer's where there is one, else the visitor's."},
		asOfParam(),
	}
}

// standJSON is what answers about people begin with.
type standJSON struct {
	Site     string `json:"site"`
	Timezone string `json:"timezone"`
	Currency string `json:"currency" doc:"The site's own, ISO 4217."`
	AsOf     string `json:"as_of" doc:"The instant from which the past is seen."`
}

// stand is whose people are asked about, and from when.
type stand struct {
	site store.Site
	zone *time.Location
	asOf time.Time
}

func (a *API) standing(c *call, q *query) (stand, error) {
	site := c.Site
	zone, err := time.LoadLocation(site.Timezone)
	if err != nil {
		return stand{}, err
	}
	return stand{site, zone, q.asOf(zone, a.now())}, q.failed()
}

func (s stand) head() standJSON {
	return standJSON{s.site.Name, s.site.Timezone, s.site.Settings.Currency, instant(s.asOf, s.zone)}
}

func (s stand) time(ms int64) string { return instant(time.UnixMilli(ms), s.zone) }

type peopleJSON struct {
	standJSON
	People    []profileJSON `json:"people" doc:"The latest first."`
	Truncated bool          `json:"truncated" doc:"There is too much to look through: somebody may be missing."`
}

type profileJSON struct {
	Person   string   `json:"person" doc:"Id of the customer or visitor; of a guest, a hash that holds for a day."`
	Kind     string   `json:"kind" doc:"customer, visitor or guest."`
	Last     string   `json:"last" doc:"Time of the latest event."`
	Sessions int      `json:"sessions" doc:"Visits that the person began."`
	Orders   int      `json:"orders" doc:"Cancelled ones left out."`
	Surfaces []string `json:"surfaces" doc:"On which the person was seen, by name."`
}

func (a *API) listPeople(ctx context.Context, c *call) (reply, error) {
	q := newQuery(c, peopleParams())
	limit := q.number("limit", usualPeople, 1, mostPeople)
	s, err := a.standing(c, q)
	if err != nil {
		return reply{}, err
	}
	name, err := a.intake.CustomerID(ctx, q.text("q"))
	if err != nil {
		return reply{}, err
	}
	people, truncated, err := a.people.People(ctx, s.site.ID, s.asOf.UnixMilli(), name, limit)
	if err != nil {
		return reply{}, err
	}
	out := peopleJSON{standJSON: s.head(), People: make([]profileJSON, len(people)), Truncated: truncated}
	for i, p := range people {
		out.People[i] = profileJSON{p.Person.ID, kindOf(p.Person, p.Hashed), s.time(p.Last), p.Sessions, p.Orders, append([]string{}, p.Surfaces...)}
	}
	return ok(out), nil
}

func (a *API) journey(ctx context.Context, c *call) (reply, error) {
	q := newQuery(c, journeyParams())
	kind := q.oneOf("kind", kinds())
	s, err := a.standing(c, q)
	if err != nil {
		return reply{}, err
	}
	timeline, found, err := a.find(ctx, s, c.PathValue("person"), kind)
	if err != nil {
		return reply{}, err
	}
	if !found {
		return reply{}, &problem{codeNotFound, "Nothing is known of such a person.",
			"Ids are exact. /api/v1/journeys?q= tells whose a visitor's or a transaction's id is."}
	}
	return ok(s.render(&timeline)), nil
}

// find looks for a customer of that id first and then for a visitor, unless a kind is asked for.
func (a *API) find(ctx context.Context, s stand, id, kind string) (t journey.Timeline, found bool, err error) {
	if kind == "" || kind == kindCustomer {
		customer, err := a.intake.CustomerID(ctx, id)
		if err != nil {
			return t, false, err
		}
		t, found, err = a.people.Timeline(ctx, s.site.ID, journey.Person{ID: customer, Customer: true}, s.asOf.UnixMilli())
		if err != nil || found || kind != "" {
			return t, found, err
		}
	}
	return a.people.Timeline(ctx, s.site.ID, journey.Person{ID: id}, s.asOf.UnixMilli())
}

// number reads a whole number between two bounds.
func (q *query) number(name string, otherwise, least, most int) int {
	v := q.text(name)
	if v == "" {
		return otherwise
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < least || n > most {
		q.refuse(name, "it is no number that is possible here", "Send "+strconv.Itoa(least)+" to "+strconv.Itoa(most)+".")
		return otherwise
	}
	return n
}
