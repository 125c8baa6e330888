package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/ingest"
	"github.com/safar-cx/safar/collector/internal/live"
	"github.com/safar-cx/safar/collector/internal/metric"
)

const (
	// readmitEvery is how often a stream asks anew whether its reader may still read.
	readmitEvery = account.Lifetime
	// stalledAfter is how long a reader may take for one answer.
	stalledAfter = 10 * time.Second
)

func (a *API) liveRoutes() []Route {
	return []Route{{
		Method: http.MethodGet, Path: "/api/v1/live", Permission: account.Details,
		Summary: "Tells every three seconds what happens just now, as server-sent events named now.",
		Params:  []Param{siteParam()}, Response: liveJSON{}, Media: "text/event-stream", handle: a.live,
		Codes: []string{metric.BadRequest, codeForbidden, "unavailable"},
	}}
}

// liveJSON is the data of an event. It names nobody.
type liveJSON struct {
	Time            string           `json:"time"`
	Currency        string           `json:"currency" doc:"The site's own, ISO 4217."`
	Visitors5       int              `json:"visitors_5m" doc:"Distinct visitors of the last five minutes."`
	Visitors30      int              `json:"visitors_30m"`
	EventsPerMinute []int            `json:"events_per_minute" doc:"Of the last 30 minutes, oldest first; the last ends now."`
	Pages           []pageNowJSON    `json:"pages" doc:"Where the visitors of the last five minutes are: the ten with most."`
	Channels        []channelNowJSON `json:"channels" doc:"Visitors whose visits began in the last 30 minutes."`
	Stages          []stageNowJSON   `json:"stages" doc:"Visitors of the last five minutes, by the stage of their latest event."`
	CartsOpen       int64            `json:"carts_open" doc:"With something in them, neither ordered nor given up."`
	OrdersToday     int64            `json:"orders_today" doc:"Since the day began in the site's time zone."`
	RevenueToday    string           `json:"revenue_today" doc:"Of these, in the site's currency."`
	Latest          []happenedJSON   `json:"latest" doc:"The last 20 events, newest first."`
}

type pageNowJSON struct {
	Path     string `json:"path"`
	Visitors int    `json:"visitors"`
}

type channelNowJSON struct {
	Channel  string `json:"channel"`
	Visitors int64  `json:"visitors"`
}

type stageNowJSON struct {
	Stage    string `json:"stage"`
	Visitors int    `json:"visitors"`
}

type happenedJSON struct {
	Time    string `json:"time"`
	Name    string `json:"name"`
	Surface string `json:"surface"`
	Stage   string `json:"stage"`
	Path    string `json:"path"`
}

// live lets a reader listen until he leaves, may not read any more, or the program stops.
func (a *API) live(ctx context.Context, c *call) (reply, error) {
	q := newQuery(c, []Param{siteParam()})
	if err := q.failed(); err != nil {
		return reply{}, err
	}
	listener, err := a.hub.Listen(c.Site.ID)
	switch {
	case errors.Is(err, live.ErrFull):
		return reply{}, &problem{string(ingest.Unavailable), "As many look at the live view as may.", "Close one of the others, or come back later."}
	case err != nil:
		return reply{}, unavailable()
	}
	header := http.Header{"Content-Type": {"text/event-stream; charset=utf-8"}, "X-Accel-Buffering": {"no"}}
	return reply{status: http.StatusOK, header: header, body: feed(func(w http.ResponseWriter) error {
		defer listener.Leave()
		return a.broadcast(ctx, w, listener.C, func() error { return a.readmit(ctx, c) })
	})}, nil
}

// broadcast writes what comes until it ends, the reader is gone or may not read any more.
func (a *API) broadcast(ctx context.Context, w http.ResponseWriter, from <-chan []byte, readmit func() error) error {
	control := http.NewResponseController(w)
	admitted := a.now()
	for {
		select {
		case <-ctx.Done():
			return nil
		case answer, open := <-from:
			if !open {
				return nil
			}
			if now := a.now(); now.Sub(admitted) >= readmitEvery {
				if readmit() != nil {
					return nil
				}
				admitted = now
			}
			if answer == nil {
				answer = []byte(": nothing new\n\n") // keeps the line open
			}
			// A stream outlives the time that a server gives an answer. Where that can't be
			// moved the stream ends with it, and browsers come back by themselves.
			_ = control.SetWriteDeadline(time.Now().Add(stalledAfter))
			if _, err := w.Write(answer); err != nil {
				return err
			}
			if err := control.Flush(); err != nil {
				return err
			}
		}
	}
}

// readmit asks again whether the reader may read of the site. A page that is left open keeps
// nobody signed in.
func (a *API) readmit(ctx context.Context, c *call) error {
	return a.admit(ctx, &call{Request: c.Request, IP: c.IP, route: c.route, again: true})
}

// frame writes an event of a stream.
func frame(body any) ([]byte, error) {
	data, err := json.Marshal(body)
	if err != nil {
		return nil, fmt.Errorf("write as JSON: %w", err)
	}
	return fmt.Appendf(nil, "event: now\ndata: %s\n\n", data), nil
}
