package api

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
)

// newRouter hands requests to the API. Everything that knows the framework stands in this
// file.
func newRouter(a *API, trusted []netip.Prefix) *echo.Echo {
	e := echo.New()
	e.IPExtractor = clientAddress(trusted)
	e.HTTPErrorHandler = func(err error, c echo.Context) { a.misrouted(err, c) }
	for _, route := range a.Routes() {
		e.Add(route.Method, pattern(route.Path), func(c echo.Context) error {
			begun := time.Now()
			defer func() { a.served(route.Method, route.Path, c.Response().Status, begun) }()
			r := c.Request()
			for _, name := range c.ParamNames() {
				r.SetPathValue(name, segment(r, c.Param(name)))
			}
			a.serve(&route, c.RealIP(), c.Response(), r)
			return nil
		})
	}
	return e
}

// pattern writes a path as the framework does: /personas/:id for /personas/{id}.
func pattern(path string) string { return strings.NewReplacer("{", ":", "}", "").Replace(path) }

// segment is what a part of a path says. The framework looks at the path as it was sent
// where its usual escaping would be another one, and only then is a part still escaped.
func segment(r *http.Request, part string) string {
	if r.URL.RawPath == "" {
		return part
	}
	text, err := url.PathUnescape(part)
	if err != nil {
		return part // which can't be: the whole path could be read
	}
	return text
}

// misrouted answers what no route serves.
func (a *API) misrouted(err error, c echo.Context) {
	begun := time.Now()
	defer func() { a.served(misroutedName, misroutedName, c.Response().Status, begun) }()
	p := &problem{codeNotFound, "There is nothing at this address.", "/api/v1/openapi.json lists what there is."}
	var status *echo.HTTPError
	if errors.As(err, &status) && status.Code == http.StatusMethodNotAllowed {
		p = &problem{codeMethodNotAllowed, "This address does not take this method.", "/api/v1/openapi.json lists what there is."}
	}
	secure(c.Response().Header())
	if err := replyTo(p).write(c.Response()); err != nil {
		a.log.Debug("answer not delivered", "error", err)
	}
}

// clientAddress finds the address of a request's sender: that of the socket, or what
// trusted proxies say of it. Nobody else is believed: the address decides about limits,
// robots and who is the same visitor.
func clientAddress(trusted []netip.Prefix) echo.IPExtractor {
	if len(trusted) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range trusted {
		p = p.Masked()
		options = append(options, echo.TrustIPRange(&net.IPNet{
			IP:   p.Addr().AsSlice(),
			Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen()),
		}))
	}
	return echo.ExtractIPFromXFFHeader(options...)
}
