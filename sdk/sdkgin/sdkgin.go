// Package sdkgin connects gin to package sdk. It is a module of its own, so that shops without
// gin do not get it.
//
//	engine := gin.New()
//	engine.Use(sdkgin.Middleware(client))
//
// Events are tracked with the request's context, c.Request.Context(): a gin.Context by itself
// knows nothing of the request's scope unless Engine.ContextWithFallback is set.
package sdkgin

import (
	"github.com/gin-gonic/gin"

	"github.com/safar-cx/safar/sdk"
)

// Middleware does for gin what sdk.Client.Middleware does for net/http. The route is gin's own
// pattern, such as "/product/:id".
//
// Use it before other middlewares, so that what they decide is seen. An error that a handler
// leaves in gin.Context.Errors for one around to answer is told once that one answers. Of a
// panic the status is taken to be 500, which is what gin.Recovery sends: a recoverer around
// that sends something else is seen by client.Middleware around the whole engine, which goes
// together with this.
func Middleware(client *sdk.Client) gin.HandlerFunc {
	return func(c *gin.Context) {
		exchange, r := client.Begin(c.Request)
		c.Request = r
		w := &writer{ResponseWriter: c.Writer, exchange: exchange, outcome: sdk.Outcome{Route: c.FullPath()}}
		c.Writer = w
		returned := false
		defer func() {
			if !returned {
				exchange.End(sdk.Outcome{Route: c.FullPath(), Panicked: true})
			}
		}()
		c.Next()
		returned = true
		if w.open = len(c.Errors) > 0 && !w.Written(); !w.open {
			w.end()
		}
	}
}
