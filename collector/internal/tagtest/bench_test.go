package tagtest

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/tracing"
	"github.com/chromedp/chromedp"
)

// span is something that the browser's main thread did.
type span struct {
	Name string
	TDur float64 // microseconds of the thread's own time
	Args struct {
		Data struct{ URL, ScriptName string }
	}
}

// What a page may be held up by, in milliseconds on a processor four times slower than this
// one: the first run of a file that the browser has compiled before, and any piece of work.
// Beyond 50 browsers call a task long.
const (
	runGoal  = 5
	taskGoal = 50
)

// BenchmarkTag measures what the tag costs a page on a processor four times slower than this
// one: running the tag and what it loads, warm, and the longest that any piece of it held up
// the page. Milliseconds of the page's own thread; the least over page loads, since the others
// measure what else the machine is at.
func BenchmarkTag(b *testing.B) {
	v := shop{before: busy, body: showcase}.visit(b)
	call := func(f func(ctx context.Context) error) {
		v.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error { return f(ctx) }))
	}
	call(func(ctx context.Context) error {
		_, err := chromedp.Call(ctx, emulation.SetCPUThrottlingRate, emulation.SetCPUThrottlingRateParams{Rate: 4})
		return err
	})
	var mu sync.Mutex
	var spans []span
	ended := make(chan struct{}, 1)
	err := chromedp.Listen(v.Context(), func(ev any) {
		switch ev := ev.(type) {
		case *tracing.EventDataCollected:
			mu.Lock()
			defer mu.Unlock()
			for _, raw := range ev.Value {
				var s span
				if json.Unmarshal(raw, &s) == nil && (s.Name == "EvaluateScript" || s.Name == "FunctionCall") {
					spans = append(spans, s)
				}
			}
		case *tracing.EventTracingComplete:
			ended <- struct{}{}
		}
	})
	if err != nil {
		b.Fatal(err)
	}
	v.stub.kept = true
	visit := func() {
		v.Open(v.url + "/")
		v.late()
		v.Click("#link")
		v.Eval(`safar("survey", {kind: "nps"})`, nil)
		v.Wait(prompt)
		v.has("bridge")
	}
	for range 4 { // the browser keeps what it compiled when a script comes again and again
		visit()
	}

	figures := map[string][]float64{}
	for b.Loop() {
		mu.Lock()
		spans = nil
		mu.Unlock()
		call(func(ctx context.Context) error {
			_, err := chromedp.Call(ctx, tracing.Start, tracing.StartParams{TraceConfig: &tracing.TraceConfig{
				IncludedCategories: []string{"devtools.timeline", "v8"},
			}})
			return err
		})
		visit()
		call(func(ctx context.Context) error {
			_, err := chromedp.Call(ctx, tracing.End, cdp.Empty{})
			return err
		})
		<-ended
		mu.Lock()
		longest := 0.0
		sums := map[string]float64{}
		for _, s := range spans {
			name, ours := strings.CutPrefix(s.Args.Data.URL+s.Args.Data.ScriptName, v.stub.url+"/")
			if !ours || name == "" {
				continue
			}
			longest = max(longest, s.TDur/1000)
			if s.Name == "EvaluateScript" {
				sums[name[:1]] += s.TDur / 1000
			}
		}
		mu.Unlock()
		for name, sum := range sums {
			figures["ms-"+name+".js"] = append(figures["ms-"+name+".js"], sum)
		}
		figures["ms-longest"] = append(figures["ms-longest"], longest)
	}
	b.ReportMetric(0, "ns/op") // of the test's own
	for name, list := range figures {
		most := runGoal
		if name == "ms-longest" {
			most = taskGoal
		}
		b.ReportMetric(slices.Min(list), name)
		b.ReportMetric(float64(most), name+"-goal")
	}
}
