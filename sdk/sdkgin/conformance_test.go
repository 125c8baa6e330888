package sdkgin_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/gin-gonic/gin"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/internal/conformance"
	"github.com/safar-cx/safar/sdk/sdkgin"
)

func withGin(middleware func(*sdk.Client) gin.HandlerFunc) conformance.Adapter {
	return conformance.Adapter{
		Route: "/checkout/:step", KeepsStatus: true,
		Mount: func(client *sdk.Client, handle conformance.Handler) http.Handler {
			engine := newEngine()
			engine.Use(middleware(client))
			engine.Match([]string{http.MethodGet, http.MethodHead}, "/checkout/:step", func(c *gin.Context) {
				if err := handle(c.Writer, c.Request); err != nil {
					panic(err)
				}
			})
			return engine
		},
	}
}

// TestWhateverHandlersDo holds the middleware to the table of adapters, alone and within that
// of net/http.
func TestWhateverHandlersDo(t *testing.T) {
	alone := withGin(sdkgin.Middleware)
	within := alone
	within.Mount = func(client *sdk.Client, handle conformance.Handler) http.Handler {
		return client.Middleware(alone.Mount(client, handle))
	}
	for name, adapter := range map[string]conformance.Adapter{"alone": alone, "within net/http's": within} {
		for _, fault := range conformance.Faults(t.Context(), adapter) {
			t.Errorf("%s: %s: %s", name, fault.Case, fault.What)
		}
	}
}

// TestANaiveMiddlewareIsCaught is the control: the status that gin shows when the handlers have
// returned.
func TestANaiveMiddlewareIsCaught(t *testing.T) {
	caught := conformance.Names(conformance.Faults(t.Context(), withGin(func(client *sdk.Client) gin.HandlerFunc {
		return func(c *gin.Context) {
			c.Next()
			client.Track(c.Request.Context(), conformance.Answered, sdk.Int("status", int64(c.Writer.Status())), sdk.String("route", c.FullPath()))
		}
	})))
	want := []string{
		"a panic", "a panic after a status", "a panic in the middle of the body", "an aborted answer",
		"a connection taken over", "an upgraded connection", "a shopper who left",
	}
	if !slices.Equal(caught, want) {
		t.Errorf("caught in\n%q, want\n%q", caught, want)
	}
}
