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
	"github.com/labstack/echo/v4"

	"github.com/safar-cx/safar/sdk"
)

// Middleware does for echo what sdk.Client.Middleware does for net/http. The route is echo's
// own pattern, such as "/product/:id".
func Middleware(client *sdk.Client) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			exchange, r := client.Begin(c.Request())
			answer := c.Response()
			c.SetRequest(r)
			answer.Writer = exchange.Writer(answer.Writer)
			returned := false
			defer func() {
				if !returned {
					exchange.End(sdk.Outcome{Route: c.Path(), Panicked: true})
				}
			}()
			err := next(c)
			returned = true
			if err == nil || answer.Committed {
				exchange.End(sdk.Outcome{Route: c.Path()})
				return err
			}
			answer.Before(func() {
				exchange.Answering(answer.Status, answer.Header(), nil)
				exchange.End(sdk.Outcome{Route: c.Path()})
			})
			return err
		}
	}
}
