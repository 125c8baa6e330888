package bench

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk"
)

// outageGoal is the most that the slowest thousandth of calls may take, of what it takes while
// the collector answers.
const outageGoal = 3

// BenchmarkOutage tracks events at some 50,000 a second while the collector does what
// collectors do: what the slowest calls take, and what it leaves in heap and goroutines.
func BenchmarkOutage(b *testing.B) {
	const events, burst = 100_000, 50
	for _, of := range []struct{ name, url string }{
		{"answers", answering(b, 0)}, {"slow", answering(b, 300*time.Millisecond)}, {"unavailable", unavailable(b)},
		{"hangs", mute(b)}, {"resets", resetting(b)}, {"refuses", nobody(b)},
	} {
		b.Run(of.name, func(b *testing.B) {
			took := make([]time.Duration, 0, events)
			var heap int64
			var goroutines int
			for b.Loop() {
				took = took[:0]
				heapBefore, goroutinesBefore := memory(), senders()
				c, err := sdk.New(sdk.Config{Endpoint: of.url, Key: "sk_bench"})
				if err != nil {
					b.Fatal(err)
				}
				for range events / burst {
					for range burst {
						start := time.Now()
						step(b.Context(), c)
						took = append(took, time.Since(start))
					}
					goroutines = max(goroutines, sendersNow(len(took), goroutinesBefore))
					time.Sleep(time.Millisecond)
				}
				heap = max(heap, memory()-heapBefore)
				ctx, cancel := context.WithTimeout(context.Background(), time.Millisecond)
				_ = c.Close(ctx) // an outage loses events
				cancel()
			}
			slices.Sort(took)
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(took[len(took)*999/1000]), "p99.9-ns")
			if of.name != "answers" {
				b.ReportMetric(outageGoal, "p99.9-ns-goal")
			}
			b.ReportMetric(float64(heap), "heap-B")
			b.ReportMetric(float64(goroutines), "goroutines")
		})
	}
}

func memory() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// sendersNow looks now and then: it stops the world.
func sendersNow(n, before int) int {
	if n%10_000 != 0 {
		return 0
	}
	return senders() - before
}

// senders counts the goroutines that clients have: their own, and those of their connections.
func senders() (n int) {
	stacks := make([]byte, 1<<20)
	stacks = stacks[:runtime.Stack(stacks, true)]
	for stack := range strings.SplitSeq(string(stacks), "\n\n") {
		if strings.Contains(stack, "safar/sdk.(") && !strings.Contains(stack, "testing.") ||
			strings.Contains(stack, "net/http.(*persistConn)") || strings.Contains(stack, "net/http.(*Transport)") {
			n++
		}
	}
	return n
}

// answering is a collector that takes everything and keeps nothing.
func answering(b *testing.B, after time.Duration) (url string) {
	return serving(b, func(w http.ResponseWriter, r *http.Request) {
		zip, err := gzip.NewReader(r.Body)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		text, err := io.ReadAll(zip)
		if err != nil {
			http.Error(w, err.Error(), http.StatusBadRequest)
			return
		}
		time.Sleep(after)
		fmt.Fprintf(w, `{"accepted":%d}`, strings.Count(string(text), "\n")+1)
	})
}

func unavailable(b *testing.B) (url string) {
	return serving(b, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusServiceUnavailable) })
}

func serving(b *testing.B, h http.HandlerFunc) (url string) {
	server := httptest.NewServer(h)
	b.Cleanup(server.CloseClientConnections)
	b.Cleanup(server.Close)
	return server.URL
}

// mute is where connections are made and nobody says anything.
func mute(b *testing.B) (url string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { l.Close() })
	return "http://" + l.Addr().String()
}

// resetting is where connections are broken off.
func resetting(b *testing.B) (url string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			_ = conn.(*net.TCPConn).SetLinger(0)
			conn.Close()
		}
	}()
	return "http://" + l.Addr().String()
}

// nobody is an address at which nobody listens.
func nobody(b *testing.B) (url string) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	defer l.Close()
	return "http://" + l.Addr().String()
}
