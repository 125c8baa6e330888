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
// bursts of 64 events, with idle time after them in which what is behind it catches up.
func BenchmarkTrack(b *testing.B) {
	const turns, burst = 400, 64
	peers := []peer{segment(b), span(b), safar(b)}
	took := inTurns(turns, peers, func(p peer) time.Duration {
		began := time.Now()
		for range burst {
			p.track()
		}
		spent := time.Since(began)
		time.Sleep(time.Millisecond)
		return spent / burst
	})
	for i, p := range peers {
		allocs := testing.AllocsPerRun(1000, p.track)
		b.Run(p.name, func(b *testing.B) {
			b.ReportMetric(0, "ns/op") // of reporting
			b.ReportMetric(float64(took[i]), "p50-ns")
			b.ReportMetric(allocs, "allocs")
			if p.name == "safar" {
				b.ReportMetric(trackGoal, "p50-ns-goal")
			}
		})
	}
}

// BenchmarkSend is the processor time of the whole process for an event, until it was sent.
func BenchmarkSend(b *testing.B) {
	const turns, events = 40, 1000
	peers := []peer{segment(b), span(b), safar(b)}
	took := inTurns(turns, peers, func(p peer) time.Duration {
		runtime.GC()
		before := cpu(b)
		for range events {
			p.track()
		}
		p.flush()
		return (cpu(b) - before) / events
	})
	for i, p := range peers {
		b.Run(p.name, func(b *testing.B) {
			b.ReportMetric(0, "ns/op") // of reporting
			b.ReportMetric(float64(took[i]), "cpu-ns")
			if p.name == "safar" {
				b.ReportMetric(sendGoal, "cpu-ns-goal")
			}
		})
	}
}

// inTurns measures each so many times, one after the other within every turn, and returns their
// medians.
func inTurns[T any](turns int, all []T, measure func(T) time.Duration) []time.Duration {
	took := make([][]time.Duration, len(all))
	for turn := range turns {
		for i := range all {
			i = (i + turn) % len(all) // none always comes after the same one
			took[i] = append(took[i], measure(all[i]))
		}
	}
	medians := make([]time.Duration, len(all))
	for i := range took {
		slices.Sort(took[i])
		medians[i] = took[i][turns/2]
	}
	return medians
}
