// Package sdkecho connects echo v4 to package sdk.
//
//	e := echo.New()
//	e.Use(sdkecho.Middleware(client))
//
// echo decides the status of an error that a handler returns only after all middlewares have
// returned: before that the answer looks like a 200. Asking for it early, by calling
// echo.Context.Error, would take the decision away from the middlewares around. So this one
// waits until the answer's header is written and reads the status there.
package sdkecho

import (
	"net/http"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/safar-cx/safar/sdk"
)

// Middleware does for echo what sdk.Client.Middleware does for net/http. The route is echo's
// own pattern, such as "/product/:id".
func Middleware(client *sdk.Client) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			exchange, r := client.Begin(c.Request())
			c.SetRequest(r)
			returned := false
			defer func() {
				if !returned {
					exchange.End(panicked(c))
				}
			}()
			err := next(c)
			returned = true
			if err == nil || c.Response().Committed {
				exchange.End(answered(c))
				return err
			}
			c.Response().Before(func() { exchange.End(answered(c)) })
			return err
		}
	}
}

func answered(c echo.Context) sdk.Outcome {
	return sdk.Outcome{
		Route: c.Path(), Status: c.Response().Status,
		Streamed: strings.HasPrefix(c.Response().Header().Get(echo.HeaderContentType), "text/event-stream"),
	}
}

func panicked(c echo.Context) sdk.Outcome {
	o := sdk.Outcome{Route: c.Path(), Status: http.StatusInternalServerError, Panicked: true}
	if c.Response().Committed {
		o.Status = c.Response().Status
	}
	return o
}
