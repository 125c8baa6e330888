package sdkecho_test

import (
	"io"
	"net/http"
	"slices"
	"testing"

	"github.com/labstack/echo/v4"
	"golang.org/x/net/websocket"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
	"github.com/safar-cx/safar/sdk/internal/conformance"
	"github.com/safar-cx/safar/sdk/sdkecho"
)

func withEcho(middleware func(*sdk.Client) echo.MiddlewareFunc) conformance.Adapter {
	return conformance.Adapter{
		Route: "/checkout/:step", ReturnsErrors: true, EndsWithHints: true,
		Mount: func(client *sdk.Client, handle conformance.Handler) http.Handler {
			e := echo.New()
			e.Logger.SetOutput(io.Discard)
			e.Use(middleware(client))
			e.Match([]string{http.MethodGet, http.MethodHead}, "/checkout/:step", func(c echo.Context) error {
				return handle(c.Response(), c.Request())
			})
			return e
		},
	}
}

// TestWhateverHandlersDo holds the middleware to the table of adapters, alone and within that
// of net/http.
func TestWhateverHandlersDo(t *testing.T) {
	alone := withEcho(sdkecho.Middleware)
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

// TestANaiveMiddlewareIsCaught is the control: the status that echo shows when the handler has
// returned.
func TestANaiveMiddlewareIsCaught(t *testing.T) {
	caught := conformance.Names(conformance.Faults(t.Context(), withEcho(func(client *sdk.Client) echo.MiddlewareFunc {
		return func(next echo.HandlerFunc) echo.HandlerFunc {
			return func(c echo.Context) error {
				err := next(c)
				client.Track(c.Request().Context(), conformance.Answered, sdk.Int("status", int64(c.Response().Status)), sdk.String("route", c.Path()))
				return err
			}
		}
	})))
	want := []string{
		"a returned error", "a panic", "a panic after a status", "a panic in the middle of the body", "an aborted answer",
		"a connection taken over", "an upgraded connection", "a shopper who left", "a flood of unknown pages",
	}
	if !slices.Equal(caught, want) {
		t.Errorf("caught in\n%q, want\n%q", caught, want)
	}
}

// TestWebSockets speaks over one, with a library that takes the connection over.
func TestWebSockets(t *testing.T) {
	recorder, server := shop(t, nil, func(c echo.Context) error {
		websocket.Handler(func(conn *websocket.Conn) { _, _ = io.Copy(conn, conn) }).ServeHTTP(c.Response(), c.Request())
		return nil
	})
	conn, err := websocket.Dial("ws"+server[len("http"):]+"/checkout/chat", "", server)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := conn.Write([]byte("hello")); err != nil {
		t.Fatal(err)
	}
	heard := make([]byte, 5)
	if _, err := io.ReadFull(conn, heard); err != nil || string(heard) != "hello" {
		t.Errorf("%q, %v", heard, err)
	}
	conn.Close()
	ask(t, server+"/last")
	events, err := recorder.Wait(t.Context(), 1)
	if err != nil || len(events) != 1 || events[0].Name == event.NameServerError {
		t.Errorf("%+v, %v", events, err)
	}
}
