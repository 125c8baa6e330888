package sdk_test

import (
	"net/http"
	"slices"
	"testing"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/internal/conformance"
)

// serveMux is net/http with a middleware around its router.
func serveMux(around func(*sdk.Client, http.Handler) http.Handler) conformance.Adapter {
	return conformance.Adapter{
		Route: "GET /checkout/{step}",
		Mount: func(client *sdk.Client, handle conformance.Handler) http.Handler {
			mux := http.NewServeMux()
			mux.HandleFunc("GET /checkout/{step}", func(w http.ResponseWriter, r *http.Request) {
				if err := handle(w, r); err != nil {
					panic(err)
				}
			})
			return around(client, mux)
		},
	}
}

// TestWhateverHandlersDo holds the middleware to the table of adapters.
func TestWhateverHandlersDo(t *testing.T) {
	for _, fault := range conformance.Faults(t.Context(), serveMux((*sdk.Client).Middleware)) {
		t.Errorf("%s: %s", fault.Case, fault.What)
	}
}

// TestANaiveMiddlewareIsCaught is the control: the recorder of statuses that everybody writes
// fails by the same table, exactly where it is wrong.
func TestANaiveMiddlewareIsCaught(t *testing.T) {
	naive := func(route func(*http.Request) string) []string {
		return conformance.Names(conformance.Faults(t.Context(), serveMux(func(client *sdk.Client, next http.Handler) http.Handler {
			return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				naive := &naiveWriter{w, http.StatusOK}
				next.ServeHTTP(naive, r)
				client.Track(r.Context(), conformance.Answered, sdk.Int("status", int64(naive.status)), sdk.String("route", route(r)))
			})
		})))
	}
	caught := naive(func(r *http.Request) string { return r.Pattern })
	want := []string{
		"a status twice", "a status after the body", "a panic", "a panic after a status", "a panic in the middle of the body",
		"an aborted answer", "flushed in parts", "flushed by a controller", "a connection taken over", "an upgraded connection", "a shopper who left",
	}
	if !slices.Equal(caught, want) {
		t.Errorf("caught in\n%q, want\n%q", caught, want)
	}
	if caught := naive(func(r *http.Request) string { return r.URL.Path }); !slices.Contains(caught, "a flood of unknown pages") || !slices.Contains(caught, "a body alone") {
		t.Errorf("paths in place of routes are caught in %q only", caught)
	}
}

type naiveWriter struct {
	http.ResponseWriter
	status int
}

func (w *naiveWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}
