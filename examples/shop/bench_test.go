package shop

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk/sdktest"
)

// BenchmarkRequest puts something into a new cart, over HTTP, in shops that differ in what
// becomes of the event. The first, which the others are held against (see make bench), has no
// collector. Then the collector takes events; takes requests and never answers; breaks
// connections; has hung for so long that the buffer is full. It runs in this process, so what
// it works in "answers" is taken from the shop and stands in the bytes and allocations too.
func BenchmarkRequest(b *testing.B) {
	for _, of := range []struct {
		name      string
		collector *sdktest.Mode
		full      bool
	}{
		{name: "none"},
		{name: "answers", collector: &sdktest.OK},
		{name: "hangs", collector: &sdktest.Hang},
		{name: "refuses", collector: &sdktest.Refuse},
		{name: "full", collector: &sdktest.Hang, full: true},
	} {
		b.Run(of.name, func(b *testing.B) {
			shop, url := benched(b, of.collector)
			if of.full {
				for shop.safar.Stats().Lost() == 0 {
					shop.safar.Track(b.Context(), "step")
				}
			}
			before := shop.safar.Stats()
			shopper := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
			defer shopper.CloseIdleConnections()
			var took []time.Duration
			b.ReportAllocs()
			for b.Loop() {
				began := time.Now()
				buy(b, shopper, url)
				took = append(took, time.Since(began))
			}
			slices.Sort(took)
			b.ReportMetric(float64(took[len(took)/2]), "p50-ns")
			b.ReportMetric(float64(took[len(took)*99/100]), "p99-ns")

			// Whether the collector was what the name says.
			after := shop.safar.Stats()
			made, lost := after.Accepted-before.Accepted, after.Lost()-before.Lost()
			switch {
			case of.collector == nil && made > 0,
				of.collector != nil && made < uint64(b.N),
				of.full && lost < uint64(b.N),
				!of.full && lost > 0,
				of.name != "answers" && after.Sent > 0,
				of.name == "answers" && after.LastError != nil:
				b.Errorf("%d requests: %+v", b.N, after)
			}
		})
	}
}

// buy puts a kilim into the cart of somebody who has none.
func buy(b *testing.B, shopper *http.Client, url string) {
	answer, err := shopper.Post(url+"/en/cart/add", "application/x-www-form-urlencoded", strings.NewReader("product=kilim&quantity=1"))
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	if _, err := io.Copy(io.Discard, answer.Body); err != nil {
		b.Fatal(err)
	}
	if to := answer.Header.Get("Location"); answer.StatusCode != http.StatusSeeOther || to != "/en/cart" {
		b.Fatalf("the shop answers %s and leads to %q", answer.Status, to)
	}
}

// benched is a shop behind a real server, with a collector that answers in a mode, or none.
func benched(b *testing.B, mode *sdktest.Mode) (*Shop, string) {
	b.Helper()
	config := Config{Dir: b.TempDir(), URL: "http://shop.test", GatewayURL: "http://bank.test", BrowserKey: browserKey, ServerKey: sdktest.Key}
	var recorder *sdktest.Recorder
	if mode != nil {
		recorder = sdktest.New()
		recorder.Answer(*mode)
		collector := httptest.NewServer(recorder)
		b.Cleanup(collector.Close)
		config.CollectorURL = collector.URL
	}
	s, err := New(config)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if recorder != nil {
			recorder.Answer(sdktest.OK) // let what hangs go
			defer recorder.Close()
		}
		_ = s.Close() // an outage loses events
	})
	front := httptest.NewServer(s.Handler())
	b.Cleanup(front.Close)
	return s, front.URL
}
