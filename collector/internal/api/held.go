package api

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"strings"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// Customers are asked for what is held of one, and told to let go. Customers are named by their id
// as it is stored.
type Customers interface {
	Holdings(ctx context.Context, site int64, customer string) (store.Holdings, error)
	// BeginErasing begins to let go of a customer, which goes on by itself.
	BeginErasing(ctx context.Context, site int64, customer string) error
	// Erasing waits for the end of that, but not longer than patience, and tells how far it is.
	Erasing(ctx context.Context, patience time.Duration) (store.Erasing, error)
	// Older counts what is held of before an instant, in Unix milliseconds.
	Older(ctx context.Context, site, before int64) (store.Older, error)
}

// erasingPatience is how long a question about the work of erasing waits for its end: most
// customers are gone by then, and nobody has to ask again at once.
const erasingPatience = time.Second

// heldRoutes are for who answers a person that asks what is held, or to be forgotten. The id is
// in the body: addresses end up in the logs of proxies.
func (a *API) heldRoutes() []Route {
	own := func(path, summary string, response any, handle handler) Route {
		r := writeRoute(http.MethodPost, path, summary, customerForm{}, response, handle)
		r.Permission, r.Created = account.Own, false
		return r
	}
	file := own("/api/v1/held/file", "Everything that is held of a customer as JSON, for that person to read. The audit log tells of it.", nil, a.heldFile)
	file.Media = "application/json"
	return []Route{
		own("/api/v1/held", "Counts what is held of a customer: what would go if the customer were erased.", heldJSON{}, a.held),
		file,
		own("/api/v1/erasures", "Begins to erase a customer and tells what goes. It goes on by itself; the audit log tells of it, and not of whom.", heldJSON{}, a.erase),
		{
			Method: http.MethodGet, Path: "/api/v1/erasures", Permission: account.Own, Params: []Param{siteParam()},
			Summary: "Tells how far erasing has come, of all sites together, after waiting a second for its end.", Response: erasingJSON{}, handle: a.erasing,
			Codes: []string{metric.BadRequest, "unavailable"},
		},
	}
}

type customerForm struct {
	Customer string `json:"customer" doc:"The customer's id, as the shop sends it."`
}

type heldJSON struct {
	Events   int        `json:"events"`
	Refused  int        `json:"refused" doc:"Events that were refused and named the customer."`
	Browsers int        `json:"browsers"`
	Answers  int        `json:"answers" doc:"To surveys."`
	Orders   int        `json:"orders"`
	Value    []heldSum  `json:"value" doc:"What the orders came to, refunds taken off."`
	First    *time.Time `json:"first" doc:"Time of the first event; null where there is none."`
	Last     *time.Time `json:"last" doc:"Time of the last event; null where there is none."`
	Erased   *time.Time `json:"erased" doc:"When the customer was erased before; null for never."`
}

type heldSum struct {
	Currency string `json:"currency"`
	Value    string `json:"value" doc:"Decimal."`
}

type erasingJSON struct {
	Step     int      `json:"step" doc:"The one that is being done, from 1; 0 when nothing is left to do."`
	Steps    int      `json:"steps" doc:"How many there are."`
	Part     float64  `json:"part" doc:"How much of the step is over, from 0 to 1."`
	SetAside []string `json:"set_aside" doc:"Files beside the store which a restore has left there, and which still hold those who were erased: for you to delete."`
}

func renderHeld(site store.Site, held store.Holdings) heldJSON {
	out := heldJSON{
		Events: len(held.Events), Refused: len(held.Refused), Browsers: held.Visitors, Answers: held.Answers, Orders: held.Orders,
		Value: make([]heldSum, len(held.Value)),
	}
	for i, sum := range held.Value {
		out.Value[i] = heldSum{sum.Currency, event.FormatAmount(sum.Minor, site.Settings.MinorDigits(sum.Currency))}
	}
	if n := len(held.Events); n > 0 {
		first, last := time.UnixMilli(held.Events[0].Time).UTC(), time.UnixMilli(held.Events[n-1].Time).UTC()
		out.First, out.Last = &first, &last
	}
	if !held.Erased.IsZero() {
		erased := held.Erased.UTC()
		out.Erased = &erased
	}
	return out
}

// holdings are what is held of the customer in the body, who is named as stored.
func (a *API) holdings(ctx context.Context, c *call) (site store.Site, customer string, held store.Holdings, err error) {
	if site, err = ofSite(c); err != nil {
		return site, "", held, err
	}
	var in customerForm
	if err = readJSON(c, &in); err != nil {
		return site, "", held, err
	}
	id := strings.TrimSpace(in.Customer)
	if id == "" || len(id) > event.MaxReference {
		return site, "", held, &account.SpecError{
			Field: "customer", Message: "it is no id of a customer", Hint: fmt.Sprintf("1 to %d bytes, as the shop sends it", event.MaxReference),
		}
	}
	if customer, err = a.intake.CustomerID(ctx, id); err != nil {
		return site, "", held, err
	}
	held, err = a.customerData.Holdings(ctx, site.ID, customer)
	return site, customer, held, err
}

func (a *API) held(ctx context.Context, c *call) (reply, error) {
	site, _, held, err := a.holdings(ctx, c)
	return ok(renderHeld(site, held)), err
}

func (a *API) heldFile(ctx context.Context, c *call) (reply, error) {
	site, customer, held, err := a.holdings(ctx, c)
	if err != nil {
		return reply{}, err
	}
	file, err := ingest.AccessFile(site, customer, held, a.now())
	if err != nil {
		return reply{}, err
	}
	a.audit.Note(ctx, audit.TookOut(site.Name))
	return reply{status: http.StatusOK, body: raw(file), header: http.Header{
		"Content-Type":        {"application/json; charset=utf-8"},
		"Content-Disposition": {fmt.Sprintf("attachment; filename=%q", "safar-"+site.Name+"-customer.json")},
	}}, nil
}

func (a *API) erase(ctx context.Context, c *call) (reply, error) {
	site, customer, held, err := a.holdings(ctx, c)
	if err != nil {
		return reply{}, err
	}
	if err := a.customerData.BeginErasing(ctx, site.ID, customer); err != nil {
		return reply{}, err
	}
	a.audit.Note(ctx, audit.Erased(site.Name, held))
	return ok(renderHeld(site, held)), nil
}

func (a *API) erasing(ctx context.Context, c *call) (reply, error) {
	if _, err := ofSite(c); err != nil {
		return reply{}, err
	}
	state, err := a.customerData.Erasing(ctx, erasingPatience)
	if err != nil {
		return reply{}, err
	}
	files, err := a.setAside()
	if err != nil {
		return reply{}, fmt.Errorf("look for older databases: %w", err)
	}
	out := erasingJSON{Step: state.Step, Steps: store.ErasingSteps, Part: state.Part, SetAside: make([]string, len(files))}
	for i, file := range files {
		out.SetAside[i] = filepath.Base(file)
	}
	return ok(out), nil
}
