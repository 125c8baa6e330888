package sdk_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
	"github.com/safar-cx/safar/sdk/sdktest"
)

// A whole shop: the client, the middleware, and a call in a handler.
func Example() {
	recorder := sdktest.New() // stands in for a collector
	defer recorder.Close()
	client := recorder.Client() // in a shop: sdk.New(sdk.Config{Endpoint: ..., Key: ...})

	mux := http.NewServeMux()
	mux.HandleFunc("POST /cart", func(w http.ResponseWriter, r *http.Request) {
		sdk.Identify(r.Context(), "C-1009")
		client.AddToCart(r.Context(), sdk.Basket{CartID: "b-77", Items: []sdk.Item{
			{ID: "12", Name: "Tea glass", Price: sdk.Money{Minor: 6_450_000, Currency: "IRR"}, Quantity: 2},
		}})
		w.WriteHeader(http.StatusNoContent)
	})
	shop := client.Middleware(mux)

	r := httptest.NewRequest(http.MethodPost, "/cart", nil)
	r.AddCookie(&http.Cookie{Name: sdk.VisitorCookie, Value: "v-81f2"}) // set by the tag, with consent
	shop.ServeHTTP(httptest.NewRecorder(), r)

	for _, e := range recorder.Events() {
		fmt.Println(e.Name, e.VisitorID, e.CustomerID, e.Params.Text("value"), e.Params.Text("currency"))
	}
	// Output: add_to_cart v-81f2 C-1009 12900000 IRR
}

// A till has no request of the customer's: the scope is made by hand.
func ExampleWithScope() {
	recorder := sdktest.New()
	defer recorder.Close()
	client := recorder.Client()

	ctx := sdk.WithScope(context.Background(), sdk.Scope{CustomerID: "C-1009", Surface: event.SurfaceStore})
	client.Purchase(ctx, sdk.Order{
		TransactionID: "till-4-881",
		Value:         sdk.Money{Minor: 1290, Currency: "EUR"},
		Time:          time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC),
	})

	for _, e := range recorder.Events() {
		fmt.Println(e.Name, e.Surface, e.CustomerID, e.Params.Text("value"))
	}
	// Output: purchase store C-1009 12.90
}

// Rules see friction in answers, so that handlers need no line for it.
func ExampleRule() {
	recorder := sdktest.New()
	defer recorder.Close()
	config := recorder.Config()
	config.Rules = []sdk.Rule{{Route: "POST /cart/coupon", Status: http.StatusUnprocessableEntity, Event: event.NameCouponDenied}}
	client, err := sdk.New(config)
	if err != nil {
		fmt.Println(err)
		return
	}

	mux := http.NewServeMux()
	mux.HandleFunc("POST /cart/coupon", func(w http.ResponseWriter, _ *http.Request) {
		http.Error(w, "This code has expired.", http.StatusUnprocessableEntity)
	})
	client.Middleware(mux).ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(http.MethodPost, "/cart/coupon", nil))

	if err := client.Close(context.Background()); err != nil {
		fmt.Println(err)
	}
	for _, e := range recorder.Events() {
		fmt.Println(e.Name, e.Params.Text("route"), event.Reason(&e))
	}
	// Output: coupon_denied POST /cart/coupon coupon_denied
}

func ExampleClient_Stats() {
	recorder := sdktest.New()
	defer recorder.Close()
	client := recorder.Client()
	client.Share(context.Background(), "telegram")
	if err := client.Flush(context.Background()); err != nil {
		fmt.Println(err)
	}
	stats := client.Stats()
	fmt.Println(stats.Accepted, "accepted,", stats.Sent, "sent,", stats.Queued, "queued,", stats.Lost(), "lost")
	// Output: 1 accepted, 1 sent, 0 queued, 0 lost
}

func ExampleParseMoney() {
	price, err := sdk.ParseMoney("12.90", "EUR")
	fmt.Println(price.Minor, price, err)
	_, err = sdk.ParseMoney("645000", "TOMAN")
	fmt.Println(err)
	// Output:
	// 1290 12.90 EUR <nil>
	// sdk: "TOMAN" is no ISO 4217 currency in use; rials are IRR, ten to a toman
}

// What Segment's Track and PostHog's Capture say with ids in each call, of a request and of a
// job. See docs/moving.md for all of it.
func Example_moving() {
	recorder := sdktest.New()
	defer recorder.Close()
	client := recorder.Client()

	// Track{UserId: "C-1009", Event: "Product Added", Properties: ...}
	shop := client.Middleware(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		sdk.Identify(r.Context(), "C-1009")
		client.AddToCart(r.Context(), sdk.Basket{CartID: "b-77", Items: []sdk.Item{
			{ID: "12", Price: sdk.Money{Minor: 1290, Currency: "EUR"}, Quantity: 2},
		}})
	}))
	r := httptest.NewRequest(http.MethodPost, "/cart", nil)
	r.AddCookie(&http.Cookie{Name: sdk.VisitorCookie, Value: "v-81f2"}) // Track{AnonymousId: "v-81f2"}
	shop.ServeHTTP(httptest.NewRecorder(), r)

	// Track{UserId: "C-1009", Event: "Gift Wrapped", Timestamp: ..., MessageId: ...}
	ctx := sdk.WithScope(context.Background(), sdk.Scope{CustomerID: "C-1009"})
	client.Track(ctx, "gift_wrapped", sdk.String("paper", "red"), sdk.At(time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC)), sdk.ID("wrap-1"))

	for _, e := range recorder.Events() {
		fmt.Println(e.Name, e.CustomerID, e.Params.Text("value")+e.Params.Text("paper"))
	}
	// Output:
	// add_to_cart C-1009 25.80
	// gift_wrapped C-1009 red
}
