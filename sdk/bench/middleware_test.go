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

// wrapped is a router with a middleware around it, and without.
type wrapped struct {
	name          string
	bare, handler http.Handler
	flush         func()
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
		wrapped{"otelhttp", bare, otelhttp.NewHandler(bare, "shop", otelhttp.WithTracerProvider(p), otelhttp.WithMeterProvider(metric.NewMeterProvider())), func() {}},
		wrapped{"safar", bare, c.Middleware(tracked), flush},
	)
}

// BenchmarkEcho is the same of echo v4.
func BenchmarkEcho(b *testing.B) {
	shop := func(answer echo.HandlerFunc, use ...echo.MiddlewareFunc) http.Handler {
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
	bare := shop(silent)
	compare(b,
		wrapped{"otelecho", bare, shop(silent, otelecho.Middleware("shop", otelecho.WithTracerProvider(p), otelecho.WithMeterProvider(metric.NewMeterProvider()))), func() {}},
		wrapped{"safar", bare, shop(tracked, sdkecho.Middleware(c)), flush},
	)
}

// compare measures each, in turns with a bare router, and reports what is added: while a
// request is served, and with what follows until the event was sent. The peers' exporter drops
// spans as they are, so the first is the one to compare.
func compare(b *testing.B, all ...wrapped) {
	for _, w := range all {
		b.Run(w.name, func(b *testing.B) {
			r := httptest.NewRequest(http.MethodGet, "/product/12", nil)
			r.Header.Set("User-Agent", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
			r.Header.Set("Sec-Fetch-Mode", "navigate")
			out := &discarding{header: http.Header{}}
			const turn = 400 // events of a request fit in one batch
			var spent, bare, sent time.Duration
			var allocs, bareAllocs uint64
			n := 0
			for n < b.N {
				took, made := serve(b, w.bare, out, r, turn)
				bare, bareAllocs = bare+took, bareAllocs+made
				took, made = serve(b, w.handler, out, r, turn)
				spent, allocs = spent+took, allocs+made
				before := cpu(b)
				w.flush()
				sent += cpu(b) - before
				n += turn
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(spent-bare)/float64(n), "added-cpu-ns")
			b.ReportMetric(float64(spent-bare+sent)/float64(n), "and-sent-cpu-ns")
			b.ReportMetric(float64(allocs-bareAllocs)/float64(n), "added-allocs")
			if w.name == "safar" {
				b.ReportMetric(requestGoal, "added-cpu-ns-goal")
			}
		})
	}
}

// serve answers requests, and says what that took of the processor and of the heap.
func serve(b *testing.B, h http.Handler, w http.ResponseWriter, r *http.Request, n int) (time.Duration, uint64) {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	began := cpu(b)
	for range n {
		h.ServeHTTP(w, r)
	}
	took := cpu(b) - began
	runtime.ReadMemStats(&after)
	return took, after.Mallocs - before.Mallocs
}

// discarding is a writer that costs nothing.
type discarding struct{ header http.Header }

func (d *discarding) Header() http.Header         { return d.header }
func (d *discarding) Write(b []byte) (int, error) { return len(b), nil }
func (d *discarding) WriteHeader(int)             {}
