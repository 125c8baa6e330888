package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/store"
)

func (a *API) eventRoutes() []Route {
	key := Param{Name: "key", In: "query", Description: "A browser key, pk_..."}
	return []Route{{
		Method: http.MethodPost, Path: "/v1/events", Permission: account.Ingest,
		Summary: "Takes events. What is accepted is on disk when the answer arrives.",
		Params: []Param{key,
			{Name: "X-Safar-Key", In: "header", Description: "A browser key, instead of key."},
			{Name: "Content-Encoding", In: "header", Enum: []string{"gzip", "zstd"}, Description: "At most 1 MiB on the wire and 8 MiB inflated."},
			{Name: "Sec-GPC", In: "header", Description: "1 means that events of a browser are anonymous at most."},
		},
		Request: batchJSON{}, Response: answerJSON{}, handle: a.takeEvents,
		Codes: []string{"bad_json", "bad_request", codeForbiddenOrigin, "too_large", "unsupported_media_type", codeRateLimited, "unavailable"},
	}, {
		Method: http.MethodOptions, Path: "/v1/events", Permission: account.Public,
		Summary: "Tells a browser whether a page may send events.",
		Params:  []Param{key}, Codes: []string{codeUnauthorized, codeForbiddenOrigin}, handle: a.preflight,
	}}
}

// batchJSON describes the body of a request; the event package reads it.
type batchJSON struct {
	SentAt string `json:"sent_at,omitempty" doc:"The sender's clock; corrects times when it is more than 60 s off."`
	Sender *struct {
		Name    string `json:"name"`
		Version string `json:"version"`
	} `json:"sender,omitempty"`
	Dropped map[string]int64 `json:"dropped,omitempty" doc:"Events given up since the last request, by reason."`
	Events  []eventJSON      `json:"events" doc:"At most 1,000."`
}

// eventJSON is described by a schema of its own.
type eventJSON map[string]any

type answerJSON struct {
	Accepted   int            `json:"accepted"`
	Duplicates int            `json:"duplicates" doc:"Already there; the first copy stays."`
	Discarded  int            `json:"discarded" doc:"Sent without consent, or of somebody who was erased since."`
	Rejected   []rejectedJSON `json:"rejected"`
}

type rejectedJSON struct {
	Index   int    `json:"index" doc:"Of the event in the request."`
	ID      string `json:"id,omitempty"`
	Code    string `json:"code"`
	Field   string `json:"field,omitempty"`
	Message string `json:"message"`
}

// takeEvents takes events, and counts why it could not when there were too many.
func (a *API) takeEvents(ctx context.Context, c *call) (reply, error) {
	r, err := a.readEvents(ctx, c)
	var busy *store.BusyError
	if errors.As(err, &busy) {
		a.monitor.Shed(busy.Reason)
	}
	return r, err
}

// readEvents expects a call that the gate has let in: nothing is inflated for a stranger. Nor is
// anything read that would be refused afterwards.
func (a *API) readEvents(ctx context.Context, c *call) (reply, error) {
	if err := a.intake.Admit(c.Key, c.Site, a.now()); err != nil {
		return reply{}, err
	}
	contentEncoding := c.Request.Header.Get("Content-Encoding")
	if err := ingest.CheckMedia(c.Request.Header.Get("Content-Type"), contentEncoding); err != nil {
		return reply{}, err
	}
	body, err := a.bodies.Read(ctx, ingest.Arrival{Body: c.Body, Length: c.ContentLength, Coding: contentEncoding, Stop: c.stop})
	if err != nil {
		return reply{}, err
	}
	defer body.Release()
	answer, err := a.intake.Take(ctx, ingest.Request{
		Key: c.Key, Site: c.Site, Body: body.Bytes, Received: a.now(),
		IP: c.IP, UserAgent: c.UserAgent(), GPC: c.Request.Header.Get("Sec-GPC") == "1",
	})
	if err != nil {
		return reply{}, err
	}
	a.monitor.Took(answer)
	return ok(renderAnswer(answer)), nil
}

func renderAnswer(a ingest.Answer) answerJSON {
	out := answerJSON{Accepted: a.Accepted, Duplicates: a.Duplicates, Discarded: a.Discarded, Rejected: []rejectedJSON{}}
	for _, r := range a.Rejected {
		out.Rejected = append(out.Rejected, rejectedJSON{r.Index, r.ID, string(r.Code), r.Field, r.Message})
	}
	return out
}
