package api

import (
	"context"
	"math"
	"net/http"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/audit"
	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/collector/internal/store"
)

// auditPage is how many entries are told unless another number is asked for.
const auditPage = 100

func (a *API) auditRoutes() []Route {
	return []Route{{
		Method: http.MethodGet, Path: "/api/v1/audit", Permission: account.Own, Whole: true,
		Summary: "Lists who came in, and who changed what, the latest first.", Response: auditJSON{}, handle: a.auditLog,
		Params: auditParams(), Codes: []string{metric.BadRequest, "unavailable"},
	}}
}

func auditParams() []Param {
	return []Param{
		{Name: "before", In: "query", Format: "int64", Description: "Number of an entry; those before it are listed. Left out, the latest are."},
		{Name: "limit", In: "query", Format: "int32", Description: "How many, from 1 to 500. Defaults to 100."},
		{Name: "action", In: "query", Enum: auditActions(), Description: "Those of one action. Left out, of all."},
		{Name: "who", In: "query", Description: "What an account or a label did, or had done to it. Left out, everybody's."},
	}
}

func auditActions() []string {
	var words []string
	for _, action := range audit.Actions() {
		words = append(words, string(action))
	}
	return words
}

type auditJSON struct {
	Entries []auditEntryJSON `json:"entries"`
	More    bool             `json:"more" doc:"There are earlier ones: ask again with before."`
}

type auditEntryJSON struct {
	ID     int64  `json:"id"`
	At     string `json:"at" doc:"When, in UTC."`
	Actor  string `json:"actor" doc:"Who: the e-mail address of a user, the label of a token or key, safar for a command where the data is; empty for somebody who had not shown who he is."`
	Action string `json:"action" doc:"What, in one word that stays."`
	Site   string `json:"site" doc:"Of which site; empty for none."`
	Object string `json:"object" doc:"To whom or what: an account or a label; may be empty."`
	Detail string `json:"detail" doc:"More about it in a word; may be empty."`
	Times  int64  `json:"times" doc:"How often; more than once for tries to sign in and for exports, which are counted by the hour."`
	Last   string `json:"last" doc:"When for the last time, in UTC."`
}

func (a *API) auditLog(ctx context.Context, c *call) (reply, error) {
	q := newQuery(c, auditParams())
	before, limit := q.number("before", 0, 1, math.MaxInt), q.number("limit", auditPage, 1, audit.MostListed)
	action, who := q.oneOf("action", auditActions()), q.text("who")
	if err := q.failed(); err != nil {
		return reply{}, err
	}
	list, err := a.audit.List(ctx, store.AuditQuery{Before: int64(before), Limit: limit + 1, Action: action, Who: who})
	if err != nil {
		return reply{}, err
	}
	out := auditJSON{Entries: make([]auditEntryJSON, 0, len(list)), More: len(list) > limit}
	for _, e := range list[:min(limit, len(list))] {
		out.Entries = append(out.Entries, renderAudit(e))
	}
	return ok(out), nil
}

func renderAudit(e store.AuditEntry) auditEntryJSON {
	return auditEntryJSON{e.ID, e.At.UTC().Format(time.RFC3339), e.Actor, e.Action, e.Site, e.Object, e.Detail, e.Times, e.Last.UTC().Format(time.RFC3339)}
}
