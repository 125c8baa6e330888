package bench

import (
	"runtime"
	"slices"
	"testing"
	"time"
)

// Most that ours may be of segment's.
const (
	trackGoal = 0.75
	sendGoal  = 0.3
)

// BenchmarkTrack is what the goroutine pays that reports an event, when the library keeps up:
// bursts of 64 events with idle time between them.
func BenchmarkTrack(b *testing.B) {
	const burst = 64
	for _, of := range []func(*testing.B) peer{segment, span, safar} {
		p := of(b)
		b.Run(p.name, func(b *testing.B) {
			b.ReportAllocs()
			var took []time.Duration
			for n := 0; n < b.N; n += burst {
				start := time.Now()
				for range burst {
					p.track()
				}
				took = append(took, time.Since(start)/burst)
				time.Sleep(200 * time.Microsecond)
			}
			slices.Sort(took)
			b.ReportMetric(0, "ns/op") // most of it is idle
			b.ReportMetric(float64(took[len(took)/2]), "p50-ns")
			if p.name == "safar" {
				b.ReportMetric(trackGoal, "p50-ns-goal")
			}
		})
	}
}

// BenchmarkSend is the processor time of the whole process for an event, until it was sent.
func BenchmarkSend(b *testing.B) {
	const batch = 1000
	for _, of := range []func(*testing.B) peer{segment, span, safar} {
		p := of(b)
		b.Run(p.name, func(b *testing.B) {
			runtime.GC()
			before, n := cpu(b), 0
			for n < b.N {
				for range batch {
					p.track()
				}
				n += batch
				p.flush()
			}
			b.ReportMetric(0, "ns/op") // waiting is not computing
			b.ReportMetric(float64(cpu(b)-before)/float64(n), "cpu-ns")
			if p.name == "safar" {
				b.ReportMetric(sendGoal, "cpu-ns-goal")
			}
		})
	}
}
