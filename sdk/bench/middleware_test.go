package bench

import (
	"net/http"
	"net/http/httptest"
	"runtime"
	"testing"
	"time"

	"github.com/labstack/echo/v4"
	"go.opentelemetry.io/contrib/instrumentation/github.com/labstack/echo/otelecho"
	"go.opentelemetry.io/contrib/instrumentation/net/http/otelhttp"
	"go.opentelemetry.io/otel/sdk/metric"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/sdkecho"
)

// requestGoal is the most that ours may be of otelhttp's and otelecho's.
const requestGoal = 0.12

// shop is a router, with a middleware around it or without.
type shop struct {
	name    string
	handler http.Handler
	flush   func()
}

// BenchmarkHTTP is what middleware for net/http adds to a request. Ours tracks an event in it,
// the peer makes a span and its metrics.
func BenchmarkHTTP(b *testing.B) {
	mux := func(answer http.HandlerFunc) http.Handler {
		m := http.NewServeMux()
		m.HandleFunc("GET /product/{id}", answer)
		return m
	}
	bare := mux(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	c, flush := client(b)
	p := provider(b)
	tracked := mux(func(w http.ResponseWriter, r *http.Request) {
		c.ViewItem(r.Context(), sdk.Item{ID: "12", Name: "Tea glass"})
		w.WriteHeader(http.StatusNoContent)
	})
	compare(b,
		shop{"bare", bare, func() {}},
		shop{"otelhttp", otelhttp.NewHandler(bare, "shop", otelhttp.WithTracerProvider(p), otelhttp.WithMeterProvider(metric.NewMeterProvider())), func() {}},
		shop{"safar", c.Middleware(tracked), flush},
	)
}

// BenchmarkEcho is the same of echo v4.
func BenchmarkEcho(b *testing.B) {
	with := func(answer echo.HandlerFunc, use ...echo.MiddlewareFunc) http.Handler {
		e := echo.New()
		e.Use(use...)
		e.GET("/product/:id", answer)
		return e
	}
	silent := func(c echo.Context) error { return c.NoContent(http.StatusNoContent) }
	c, flush := client(b)
	p := provider(b)
	tracked := func(x echo.Context) error {
		c.ViewItem(x.Request().Context(), sdk.Item{ID: "12", Name: "Tea glass"})
		return x.NoContent(http.StatusNoContent)
	}
	compare(b,
		shop{"bare", with(silent), func() {}},
		shop{"otelecho", with(silent, otelecho.Middleware("shop", otelecho.WithTracerProvider(p), otelecho.WithMeterProvider(metric.NewMeterProvider()))), func() {}},
		shop{"safar", with(tracked, sdkecho.Middleware(c)), flush},
	)
}

// compare reports what each shop but the first, which is bare, adds to a request: of the
// processor's time until it is answered, of that until the event was sent as well, and of
// allocations. The peers' exporter drops spans as they are, so the first is the one to compare.
func compare(b *testing.B, shops ...shop) {
	const turns, requests = 100, 400 // the events of so many requests fit in one batch
	r := httptest.NewRequest(http.MethodGet, "/product/12", nil)
	r.Header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
	r.Header.Set("Sec-Fetch-Mode", "navigate")
	out := &discarding{header: http.Header{}}
	serve := func(s shop, sent bool) time.Duration {
		runtime.GC()
		before := cpu(b)
		for range requests {
			s.handler.ServeHTTP(out, r)
		}
		spent := cpu(b) - before
		s.flush()
		if sent {
			spent = cpu(b) - before
		}
		return spent / requests
	}
	answered := inTurns(turns, shops, func(s shop) time.Duration { return serve(s, false) })
	sent := inTurns(turns, shops, func(s shop) time.Duration { return serve(s, true) })
	allocs := func(s shop) float64 {
		return testing.AllocsPerRun(requests, func() { s.handler.ServeHTTP(out, r) })
	}
	made := allocs(shops[0])
	for i, s := range shops[1:] {
		more := allocs(s) - made
		b.Run(s.name, func(b *testing.B) {
			b.ReportMetric(0, "ns/op") // of reporting
			b.ReportMetric(float64(answered[i+1]-answered[0]), "added-cpu-ns")
			b.ReportMetric(float64(sent[i+1]-sent[0]), "and-sent-cpu-ns")
			b.ReportMetric(more, "added-allocs")
			if s.name == "safar" {
				b.ReportMetric(requestGoal, "added-cpu-ns-goal")
			}
		})
	}
}

// discarding is a writer that costs nothing.
type discarding struct{ header http.Header }

func (d *discarding) Header() http.Header         { return d.header }
func (d *discarding) Write(b []byte) (int, error) { return len(b), nil }
func (d *discarding) WriteHeader(int)             {}
