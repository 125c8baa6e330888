package sdk_test

import (
	"compress/gzip"
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
	"github.com/safar-cx/safar/sdk/sdktest"
)

// In each benchmark the first case is what the others are held against, see make bench.

// BenchmarkTrack tracks an event with six attributes while there is room for it, and when the
// buffer is full and it is dropped.
func BenchmarkTrack(b *testing.B) {
	step := func(c *sdk.Client, ctx context.Context) {
		c.Track(ctx, "step", sdk.String("a", "some text"), sdk.Int("b", 1), sdk.Float("c", 1.5), sdk.Bool("d", true), sdk.Dur("e", time.Second), sdk.Amount("f", eur(1290)))
	}
	b.Run("room", func(b *testing.B) {
		// A batch is larger than what is tracked between two flushes, so nothing is sent while
		// the clock runs.
		const flushEvery = 1000
		c := benched(b, sdk.Config{Endpoint: answering(b), BatchBytes: 1 << 20, BatchEvery: time.Hour})
		ctx, n := b.Context(), 0
		b.ReportAllocs()
		for b.Loop() {
			step(c, ctx)
			if n++; n%flushEvery == 0 {
				b.StopTimer()
				if err := c.Flush(ctx); err != nil {
					b.Fatal(err)
				}
				b.StartTimer()
			}
		}
		if s := c.Stats(); s.Lost() > 0 {
			b.Errorf("there was no room: %+v", s)
		}
	})
	b.Run("full", func(b *testing.B) {
		c := benched(b, sdk.Config{Endpoint: mute(b), Timeout: time.Hour})
		ctx := b.Context()
		for c.Stats().Lost() == 0 {
			step(c, ctx)
		}
		before := c.Stats().Lost()
		b.ReportAllocs()
		for b.Loop() {
			step(c, ctx)
		}
		if dropped := c.Stats().Lost() - before; dropped < uint64(b.N) {
			b.Errorf("%d events of %d were dropped", dropped, b.N)
		}
	})
}

// BenchmarkMiddleware asks a router for an answer without a body and without events.
func BenchmarkMiddleware(b *testing.B) {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /p/{id}", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNoContent) })
	recorder := sdktest.New()
	defer recorder.Close()
	wrapped := recorder.Client().Middleware(mux)
	for _, c := range []struct {
		name    string
		handler http.Handler
	}{{"bare", mux}, {"wrapped", wrapped}} {
		b.Run(c.name, func(b *testing.B) {
			r, w := httptest.NewRequest(http.MethodGet, "/p/12", nil), &quiet{}
			b.ReportAllocs()
			for b.Loop() {
				c.handler.ServeHTTP(w, r)
			}
		})
	}
}

// BenchmarkOutage tracks 300,000 events and tells what they leave behind in heap and
// goroutines: those of a client whose collector has taken all that the buffer held, and of
// one whose collector takes connections and never answers.
func BenchmarkOutage(b *testing.B) {
	for _, of := range []struct {
		name string
		at   string
	}{{"answers", answering(b)}, {"hangs", mute(b)}} {
		b.Run(of.name, func(b *testing.B) {
			var heap int64
			var goroutines int
			for b.Loop() {
				heapBefore, goroutinesBefore := memory(), senders()
				c := benched(b, sdk.Config{Endpoint: of.at, Timeout: time.Hour})
				for i := range 300_000 {
					c.Track(b.Context(), "step", sdk.Int("n", int64(i)), sdk.String("page", "/product/12"))
				}
				if of.name == "answers" {
					if err := c.Flush(b.Context()); err != nil {
						b.Fatal(err)
					}
				} else if s := c.Stats(); s.Sent > 0 || s.Lost() == 0 {
					b.Fatalf("the collector answers: %+v", s)
				}
				heap = max(heap, memory()-heapBefore)
				goroutines = max(goroutines, senders()-goroutinesBefore)
				end(b, c)
			}
			b.ReportMetric(float64(heap), "heap-B")
			b.ReportMetric(float64(goroutines), "goroutines")
		})
	}
}

// benched is a client with the key of tests, closed when the benchmark ends.
func benched(b *testing.B, config sdk.Config) *sdk.Client {
	b.Helper()
	config.Key = sdktest.Key
	c, err := sdk.New(config)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { end(b, c) })
	return c
}

// end closes a client with whatever it still holds, and waits for its goroutines to go.
func end(b *testing.B, c *sdk.Client) {
	b.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
	defer cancel()
	_ = c.Close(ctx) // an outage loses events
	for late := time.Now().Add(5 * time.Second); own() > 0; runtime.Gosched() {
		if time.Now().After(late) {
			b.Fatal("a closed client goes on")
		}
	}
}

// senders counts the goroutines that clients have: their own, and those of their connections.
func senders() (n int) {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	for stack := range strings.SplitSeq(string(stacks), "\n\n") {
		if strings.Contains(stack, "safar/sdk.(") || strings.Contains(stack, "net/http.(*persistConn)") {
			n++
		}
	}
	return n
}

// answering is a collector that takes all and keeps nothing, so that what is measured is the
// client.
func answering(b *testing.B) (url string) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		plain, err := gzip.NewReader(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		text, err := io.ReadAll(plain)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		batch, err := event.DecodeBatch(text)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		_, _, body := all(batch)
		_, _ = io.WriteString(w, body)
	}))
	b.Cleanup(server.Close)
	return server.URL
}

// mute is a collector that takes connections and never answers.
func mute(b *testing.B) (url string) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { listener.Close() })
	return "http://" + listener.Addr().String()
}
