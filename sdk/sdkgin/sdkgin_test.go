package sdkgin_test

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"testing"
	"time"

	"github.com/gin-gonic/gin"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
	"github.com/safar-cx/safar/sdk/sdkgin"
	"github.com/safar-cx/safar/sdk/sdktest"
)

// newEngine is an engine that says nothing.
func newEngine() *gin.Engine {
	gin.SetMode(gin.TestMode)
	return gin.New()
}

var errConflict = errors.New("conflict")

// TestStatusAndRouteAreTrue answers in the ways that only gin knows.
func TestStatusAndRouteAreTrue(t *testing.T) {
	answersErrors := func(c *gin.Context) {
		c.Next()
		if len(c.Errors) > 0 {
			c.JSON(http.StatusBadGateway, gin.H{"error": c.Errors[0].Error()})
		}
	}
	tests := map[string]struct {
		around  gin.HandlerFunc
		handler gin.HandlerFunc
		status  int
		told    string
	}{
		"a status kept back":           {handler: func(c *gin.Context) { c.Status(503) }, status: 503, told: "503"},
		"an aborted request":           {handler: func(c *gin.Context) { c.AbortWithStatus(500) }, status: 500, told: "500"},
		"an error with a status":       {handler: func(c *gin.Context) { _ = c.AbortWithError(500, errConflict) }, status: 500, told: "500"},
		"an error that nobody answers": {handler: func(c *gin.Context) { _ = c.Error(errConflict) }, status: 200},
		"an error answered around":     {around: answersErrors, handler: func(c *gin.Context) { _ = c.Error(errConflict) }, status: 502, told: "502"},
		"an error given a status around": {around: func(c *gin.Context) {
			c.Next()
			c.Status(http.StatusGatewayTimeout)
		}, handler: func(c *gin.Context) { _ = c.Error(errConflict) }, status: 504, told: "504"},
		"an error after the answer": {around: answersErrors, handler: func(c *gin.Context) {
			c.String(501, "no")
			_ = c.Error(errConflict)
		}, status: 501, told: "501"},
		"a panic that is recovered around": {around: gin.CustomRecoveryWithWriter(io.Discard, func(c *gin.Context, _ any) { c.AbortWithStatus(500) }),
			handler: func(*gin.Context) { panic("broken") }, status: 500, told: "500"},
		"a redirect to sign in": {handler: func(c *gin.Context) { c.Redirect(http.StatusFound, "/login") }, status: 302, told: "302"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			recorder, client := shop(t, nil)
			engine := newEngine()
			if test.around != nil {
				engine.Use(test.around)
			}
			engine.Use(sdkgin.Middleware(client))
			engine.GET("/checkout/:step", test.handler)
			if status := ask(t, engine, "/checkout/7"); status != test.status {
				t.Fatalf("status %d, want %d", status, test.status)
			}
			events := told(t, recorder, client)
			if test.told == "" {
				if len(events) > 0 {
					t.Errorf("%+v", events)
				}
				return
			}
			if len(events) != 1 || events[0].Params.Text("status") != test.told || events[0].Params.Text("route") != "/checkout/:step" {
				t.Errorf("%+v", events)
			}
		})
	}
}

// TestPages reports pages that gin renders.
func TestPages(t *testing.T) {
	recorder, client := shop(t, func(c *sdk.Config) { c.PageViews = sdk.EveryPage })
	engine := newEngine()
	engine.Use(sdkgin.Middleware(client))
	engine.GET("/p/:id", func(c *gin.Context) { c.Data(200, "text/html; charset=utf-8", []byte("<p>Tea")) })
	engine.GET("/plain/:id", func(c *gin.Context) { c.String(200, "tea") })
	ask(t, engine, "/plain/12")
	ask(t, engine, "/p/12")
	if events := told(t, recorder, client); len(events) != 1 || events[0].Name != event.NamePageView || events[0].Page.URL != "http://example.com/p/12" {
		t.Errorf("%+v", events)
	}
}

// TestWithoutACollector serves with clients that do nothing.
func TestWithoutACollector(t *testing.T) {
	for _, client := range []*sdk.Client{nil, sdk.Discard()} {
		engine := newEngine()
		engine.Use(sdkgin.Middleware(client))
		engine.GET("/", func(c *gin.Context) { c.String(418, "tea") })
		if status := ask(t, engine, "/"); status != 418 {
			t.Errorf("status %d", status)
		}
	}
}

func shop(t *testing.T, change func(*sdk.Config)) (*sdktest.Recorder, *sdk.Client) {
	t.Helper()
	recorder := sdktest.New()
	config := recorder.Config()
	config.BatchEvery = time.Millisecond
	if change != nil {
		change(&config)
	}
	client, err := sdk.New(config)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(client.Close(context.Background()), recorder.Close()); err != nil {
			t.Error(err)
		}
	})
	return recorder, client
}

func ask(t *testing.T, h http.Handler, path string) int {
	t.Helper()
	w, r := httptest.NewRecorder(), httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("User-Agent", "Mozilla/5.0 Firefox/140.0")
	h.ServeHTTP(w, r)
	return w.Code
}

// told is what was told so far.
func told(t *testing.T, recorder *sdktest.Recorder, client *sdk.Client) []event.Event {
	t.Helper()
	if err := client.Flush(t.Context()); err != nil {
		t.Fatal(err)
	}
	return recorder.Events()
}
