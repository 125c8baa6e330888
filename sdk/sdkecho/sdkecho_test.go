package sdkecho_test

import (
	"context"
	"errors"
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
	"github.com/safar-cx/safar/sdk/sdkecho"
	"github.com/safar-cx/safar/sdk/sdktest"
)

var errCustom = errors.New("conflict")

// TestStatusAndRouteAreTrue answers in all the ways that echo knows, and checks that both the
// shopper's status and what is reported of it are right.
func TestStatusAndRouteAreTrue(t *testing.T) {
	tests := map[string]struct {
		set     func(e *echo.Echo)
		handler echo.HandlerFunc
		status  int // 0: the connection breaks
		told    string
	}{
		"ok":                      {handler: func(c echo.Context) error { return c.String(200, "ok") }, status: 200},
		"nothing written":         {handler: func(echo.Context) error { return nil }, status: 200},
		"a written failure":       {handler: func(c echo.Context) error { return c.NoContent(503) }, status: 503, told: "503"},
		"a returned HTTP error":   {handler: func(echo.Context) error { return echo.NewHTTPError(502) }, status: 502, told: "502"},
		"a returned client error": {handler: func(echo.Context) error { return echo.ErrNotFound }, status: 404},
		"a returned plain error":  {handler: func(echo.Context) error { return errCustom }, status: 500, told: "500"},
		"an error handled by the shop": {
			set: func(e *echo.Echo) {
				e.HTTPErrorHandler = func(err error, c echo.Context) {
					if errors.Is(err, errCustom) {
						_ = c.NoContent(507)
					}
				}
			},
			handler: func(echo.Context) error { return errCustom }, status: 507, told: "507",
		},
		"an error that a middleware around turns into an answer": {
			set: func(e *echo.Echo) {
				e.Use(func(next echo.HandlerFunc) echo.HandlerFunc {
					return func(c echo.Context) error {
						if err := next(c); err != nil {
							return c.NoContent(204)
						}
						return nil
					}
				})
			},
			handler: func(echo.Context) error { return errCustom }, status: 204,
		},
		"an error after the answer": {handler: func(c echo.Context) error {
			if err := c.NoContent(504); err != nil {
				return err
			}
			return errCustom
		}, status: 504, told: "504"},
		"a panic": {handler: func(echo.Context) error { panic("broken") }, told: "500"},
		"a panic that is recovered around": {
			set: func(e *echo.Echo) {
				e.Use(middleware.RecoverWithConfig(middleware.RecoverConfig{DisablePrintStack: true}))
			},
			handler: func(echo.Context) error { panic("broken") }, status: 500, told: "500",
		},
		"an aborted answer": {handler: func(echo.Context) error { panic(http.ErrAbortHandler) }, told: "500"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			recorder, server := shop(t, test.set, test.handler)
			if status := ask(t, server+"/checkout/7"); status != test.status {
				t.Fatalf("status %d, want %d", status, test.status)
			}
			ask(t, server+"/last")
			n := 1
			if test.told != "" {
				n = 2
			}
			ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
			defer cancel()
			events, err := recorder.Wait(ctx, n)
			if err != nil || events[n-1].Name != "last" {
				t.Fatalf("%+v, %v", events, err)
			}
			e := events[0]
			if n == 2 && (e.Name != event.NameServerError || e.Params.Text("status") != test.told || e.Params.Text("route") != "/checkout/:step") {
				t.Errorf("%s %v", e.Name, e.Params)
			}
		})
	}
}

// shop is an echo server with one route of the checkout and one to end with.
func shop(t *testing.T, set func(*echo.Echo), handler echo.HandlerFunc) (*sdktest.Recorder, string) {
	t.Helper()
	recorder := sdktest.New()
	config := recorder.Config()
	config.BatchEvery = time.Millisecond
	client, err := sdk.New(config)
	if err != nil {
		t.Fatal(err)
	}
	e := echo.New()
	e.Logger.SetOutput(io.Discard)
	if set != nil {
		set(e)
	}
	e.Use(sdkecho.Middleware(client))
	e.GET("/checkout/:step", handler)
	e.GET("/last", func(c echo.Context) error {
		client.Track(c.Request().Context(), "last")
		return nil
	})
	server := httptest.NewUnstartedServer(e)
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.Start()
	t.Cleanup(func() {
		server.Close()
		if err := errors.Join(client.Close(context.Background()), recorder.Close()); err != nil {
			t.Error(err)
		}
	})
	return recorder, server.URL
}

// ask returns the status of the answer, 0 when there is none.
func ask(t *testing.T, url string) int {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	response, err := http.DefaultTransport.RoundTrip(r)
	if err != nil {
		return 0
	}
	response.Body.Close()
	return response.StatusCode
}

// TestWithoutACollector serves with clients that do nothing.
func TestWithoutACollector(t *testing.T) {
	for _, client := range []*sdk.Client{nil, sdk.Discard()} {
		e := echo.New()
		e.Use(sdkecho.Middleware(client))
		e.GET("/", func(c echo.Context) error { return errCustom })
		w := httptest.NewRecorder()
		e.ServeHTTP(w, httptest.NewRequest(http.MethodGet, "/", nil))
		if w.Code != 500 {
			t.Errorf("status %d", w.Code)
		}
	}
}

// TestRequestsCostThreeAllocations is a guard on what a request with an event pays: the scope,
// the request with its context, and the function that echo makes of each middleware.
func TestRequestsCostThreeAllocations(t *testing.T) {
	recorder := sdktest.New()
	defer recorder.Close()
	config := recorder.Config()
	config.BatchBytes, config.BatchEvery = 1<<20, time.Hour // nothing is sent meanwhile
	client, err := sdk.New(config)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close(t.Context())
	allocs := func(handler echo.HandlerFunc, use ...echo.MiddlewareFunc) float64 {
		e := echo.New()
		e.Use(use...)
		e.GET("/p/:id", handler)
		r, w := httptest.NewRequest(http.MethodGet, "/p/12?utm_source=ig", nil), &quiet{header: http.Header{}}
		r.Header.Set("Cookie", "safar_visitor=v-81f2")
		return testing.AllocsPerRun(1000, func() { e.ServeHTTP(w, r) })
	}
	bare := allocs(func(c echo.Context) error { return c.NoContent(204) })
	wrapped := allocs(func(c echo.Context) error {
		client.AddToCart(c.Request().Context(), sdk.Basket{CartID: "b-77"})
		return c.NoContent(204)
	}, sdkecho.Middleware(client))
	if n := wrapped - bare; n > 3 {
		t.Errorf("%v allocations", n)
	}
}

// quiet is a writer that costs nothing.
type quiet struct{ header http.Header }

func (q *quiet) Header() http.Header       { return q.header }
func (*quiet) Write(b []byte) (int, error) { return len(b), nil }
func (*quiet) WriteHeader(int)             {}
