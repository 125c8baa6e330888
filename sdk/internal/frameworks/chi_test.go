package frameworks_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/go-chi/chi/v5"
	"github.com/go-chi/chi/v5/middleware"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/internal/conformance"
	"github.com/safar-cx/safar/sdk/sdktest"
)

func withChi(use func(*chi.Mux, *sdk.Client)) conformance.Adapter {
	return conformance.Adapter{
		Route: "/checkout/{step}",
		Mount: func(client *sdk.Client, handle conformance.Handler) http.Handler {
			router := chi.NewRouter()
			use(router, client)
			answer := func(w http.ResponseWriter, r *http.Request) {
				if err := handle(w, r); err != nil {
					panic(err)
				}
			}
			router.Get("/checkout/{step}", answer)
			router.Head("/checkout/{step}", answer)
			return router
		},
	}
}

type key struct{}

// counted wraps the writer as loggers do.
func counted(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		next.ServeHTTP(middleware.NewWrapResponseWriter(w, r.ProtoMajor), r)
	})
}

// TestChi holds chi with the middleware of net/http to the table of adapters: alone, and among
// others that wrap the writer and make requests of their own.
func TestChi(t *testing.T) {
	alone := withChi(func(router *chi.Mux, client *sdk.Client) { router.Use(client.Middleware) })
	among := withChi(func(router *chi.Mux, client *sdk.Client) {
		router.Use(client.Middleware, middleware.WithValue(key{}, "a request of its own"), counted, middleware.StripSlashes, client.Middleware)
	})
	for name, adapter := range map[string]conformance.Adapter{"alone": alone, "among others": among} {
		for _, fault := range conformance.Faults(t.Context(), adapter) {
			t.Errorf("%s: %s: %s", name, fault.Case, fault.What)
		}
	}
}

// chi takes the middleware as it is.
func Example() {
	recorder := sdktest.New() // in a shop: sdk.New(sdk.Config{...})
	defer recorder.Close()
	client := recorder.Client()

	router := chi.NewRouter()
	router.Use(client.Middleware)
	router.Post("/cart/{id}", func(w http.ResponseWriter, r *http.Request) {
		client.AddToCart(r.Context(), sdk.Basket{CartID: chi.URLParam(r, "id"), Items: []sdk.Item{{ID: "12"}}})
		w.WriteHeader(http.StatusNoContent)
	})

	r := httptest.NewRequestWithContext(context.Background(), http.MethodPost, "/cart/b-77", nil)
	router.ServeHTTP(httptest.NewRecorder(), r)
	for _, event := range recorder.Events() {
		fmt.Println(event.Name, event.CartID, event.Consent)
	}
	// Output: add_to_cart b-77 anonymous
}
