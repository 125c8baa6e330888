package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/safar-cx/safar/collector/internal/account"
	"github.com/safar-cx/safar/sdk/event"
)

// preflightAge is how many seconds a browser may remember the answer to a preflight;
// browsers cut it to two hours or less.
const preflightAge = "7200"

// allowOrigin refuses pages that may not use the key, and lets the others read the answer.
// Credentials are never allowed: taking events looks at no cookie.
func allowOrigin(c *call) error {
	c.out.Add("Vary", "Origin")
	origin := c.Request.Header.Get("Origin")
	if !account.OriginAllowed(c.Key, c.Site, origin) {
		return &problem{codeForbiddenOrigin, "Pages of this origin may not use the key.", "Add the origin to the key, or the domain to the site."}
	}
	if origin != "" {
		c.out.Set("Access-Control-Allow-Origin", origin)
		c.out.Set("Access-Control-Expose-Headers", "Retry-After") // the tag waits as it is told
	}
	return nil
}

// preflight answers what a browser asks before it sends JSON. A key in a header is not part
// of that question: then every origin may go on to the request, which is checked itself.
func (a *API) preflight(ctx context.Context, c *call) (reply, error) {
	if key := c.URL.Query().Get("key"); key != "" {
		var err error
		c.Key, c.Site, err = a.keys.Find(ctx, event.BrowserKey, key)
		if errors.Is(err, account.ErrUnknown) {
			return reply{}, unknownKey()
		}
		if err != nil {
			return reply{}, err
		}
	}
	if err := allowOrigin(c); err != nil {
		return reply{}, err
	}
	return reply{status: http.StatusNoContent, header: http.Header{
		"Access-Control-Allow-Methods": {"POST"},
		"Access-Control-Allow-Headers": {"Content-Type, Content-Encoding, X-Safar-Key"},
		"Access-Control-Max-Age":       {preflightAge},
	}}, nil
}
