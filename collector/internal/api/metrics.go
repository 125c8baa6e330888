package api

import (
	"context"
	"log/slog"
	"net/http"
	"net/netip"
	"time"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/collector/internal/ingest"
)

// Monitor counts what the API does, and tells all that is counted.
type Monitor interface {
	// Served counts a request by its route's method and pattern, never by what a sender wrote.
	Served(method, route string, status int, took time.Duration)
	// Took counts the events of a request.
	Took(ingest.Answer)
	// Shed counts a request with events that came when there was too much to do, by one of the
	// store's words for what there was too much of.
	Shed(reason string)
	// Limited counts a request that was refused because somebody came too often or brought too
	// much, by the limit.
	Limited(limit string)
	// Folded counts the values of a dimension that a report told together.
	Folded(values int64)
	// Text is everything that is counted and the media type that it is written in.
	Text(context.Context) (text []byte, media string, err error)
}

// misroutedName stands for method and route of what no route serves: both would be the
// sender's words.
const misroutedName = "other"

func (a *API) metricsRoutes() []Route {
	return []Route{{
		Method: http.MethodGet, Path: "/metrics", Permission: account.Local,
		Summary: "Counts for Prometheus, of the whole collector.", Media: "text/plain", handle: a.metrics,
	}}
}

func (a *API) metrics(ctx context.Context, _ *call) (reply, error) {
	text, media, err := a.monitor.Text(ctx)
	if err != nil {
		return reply{}, err
	}
	return reply{status: http.StatusOK, body: raw(text), header: http.Header{"Content-Type": {media}}}, nil
}

// admitLocal lets in connections from this machine and from the networks that the operator
// named. The address is the connection's own: what proxies say of it, anybody can say. A
// request that a proxy on this machine passed on is somebody else's.
func (a *API) admitLocal(c *call) error {
	var from netip.Addr
	if peer, err := netip.ParseAddrPort(c.RemoteAddr); err == nil {
		from = peer.Addr().Unmap().WithZone("")
	}
	for _, network := range a.metricsFrom {
		if network.Contains(from) {
			return nil
		}
	}
	if from.IsLoopback() && !passedOn(c.Request.Header) {
		return nil
	}
	return &problem{codeForbidden, "This is told on the collector's own machine only.",
		"Ask there without a proxy between, or name the network that may ask: safar serve --metrics-from."}
}

// passedOn tells that a proxy has passed a request on.
func passedOn(h http.Header) bool {
	for _, name := range []string{"Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-Ip", "Via"} {
		if h.Get(name) != "" {
			return true
		}
	}
	return false
}

// served counts a request that has been answered, and logs it at debug level: no address, no
// query, no id. Durations are the machine's clock's, whatever clock answers go by.
func (a *API) served(method, route string, status int, begun time.Time) {
	took := time.Since(begun)
	a.monitor.Served(method, route, status, took)
	a.log.LogAttrs(context.Background(), slog.LevelDebug, "request", slog.String("method", method), slog.String("route", route),
		slog.Int("status", status), slog.Float64("ms", float64(took.Microseconds())/1000))
}
