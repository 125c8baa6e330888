package main

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
	"github.com/safar-cx/safar/sdk/sdktest"
)

// TestTheShopReports walks through the shop, and sees what the collector gets.
func TestTheShopReports(t *testing.T) {
	recorder := sdktest.New()
	defer recorder.Close()
	server := httptest.NewServer(recorder.Client().Middleware(shop(recorder.Client())))
	defer server.Close()
	ask := func(method, path, body string) int {
		r, err := http.NewRequestWithContext(t.Context(), method, server.URL+path, strings.NewReader(body))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		response, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		return response.StatusCode
	}
	if ask("GET", "/", "") != 200 || ask("POST", "/cart/coupon", url.Values{"code": {"NOWRUZ"}}.Encode()) != 422 || ask("POST", "/cart", "") != 200 {
		t.Error("the shop does not work")
	}
	var names []string
	for _, e := range recorder.Events() {
		names = append(names, e.Name)
		if e.Consent != event.ConsentAnonymous || e.Client == nil {
			t.Errorf("%+v", e)
		}
	}
	if got := strings.Join(names, " "); got != "view_item coupon_denied add_to_cart view_item" {
		t.Error(got)
	}
}

// TestRunEndsCleanlyWithoutACollector runs the program with nobody at the other end.
func TestRunEndsCleanlyWithoutACollector(t *testing.T) {
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	if err := run(ctx, "127.0.0.1:0", sdk.Config{Endpoint: "http://127.0.0.1:1", Key: "sk_x", Logger: slog.New(slog.DiscardHandler)}); err != nil {
		t.Error(err)
	}
	if err := run(ctx, "127.0.0.1:0", sdk.Config{}); err == nil || !strings.Contains(err.Error(), "Endpoint") {
		t.Errorf("without an endpoint: %v", err)
	}
}
