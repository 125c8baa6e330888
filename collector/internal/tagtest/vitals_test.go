package tagtest

import (
	_ "embed"
	"encoding/json"
	"math"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// webVitals is the reference, see its README.md.
//
//go:embed testdata/web-vitals/web-vitals.iife.js
var webVitals string

// vital has a page measured by the reference, move, and be slow to answer.
const vital = `
	window.measured = {};
	for (const name of ["LCP", "INP", "CLS"]) webVitals["on" + name]((metric) => measured[name] = metric.value);
	// Long enough to be on record, as the last of all; what the page showed first is before it.
	const busy = (ms) => { for (const end = performance.now() + ms; performance.now() < end;); };
	let last = Infinity;
	addEventListener("keydown", ({key, timeStamp}) => key === "F2" && (last = timeStamp, busy(60)));
	new PerformanceObserver((list) => list.getEntries().forEach(({name, startTime}) => name === "keydown" && startTime >= last && (window.recorded = true)))
		.observe({type: "event", durationThreshold: 48});
	new PerformanceObserver(() => window.painted = true).observe({type: "largest-contentful-paint", buffered: true});
	const move = (height) => {
		document.body.prepend(Object.assign(document.createElement("canvas"), {height}));
		return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
	};
	addEventListener("DOMContentLoaded", () => {
		document.querySelector("#slow").addEventListener("click", () => busy(150));
		document.querySelector("#quick").addEventListener("click", () => {});
	});
`

// The page's speed by our own few lines is what the reference says.
func TestVitalsAreThoseOfTheReference(t *testing.T) {
	t.Parallel()
	body := `<p><button id="slow">slow</button> <button id="quick">quick</button></p><canvas width="600" height="300"></canvas><h1>` +
		"A heading that is larger than everything else on this page, so that it is what people wait for</h1>"
	for name, do := range map[string]func(v *visit){
		"still": func(*visit) {},
		"moved": func(v *visit) { v.Eval(`move(40).then(() => move(70))`, nil) },
		"moved in two windows": func(v *visit) {
			v.Eval(`move(90).then(() => new Promise((done) => setTimeout(done, 1100))).then(() => move(30))`, nil)
		},
		"slow": func(v *visit) { v.Click("#slow"); v.Click("#quick"); v.Click("#quick") },
		"both": func(v *visit) { v.Eval(`move(60)`, nil); v.Click("#slow"); v.write("#quick", "x") },
	} {
		t.Run(name, func(t *testing.T) {
			v := shop{before: webVitals + vital, body: body}.visit(t)
			v.Size(800, 600)
			v.Open(v.url + "/checkout")
			v.late()
			v.Wait(`window.painted`)
			do(v)
			v.key("F2", "") // after an input nothing larger is waited for
			v.Wait(`window.recorded`)
			v.hide(true)
			v.hide(false)
			v.hide(true)
			v.Eval(`safar("track", "share")`, nil)
			all := named(v.stub.waitFor("share", 1), event.NameWebVitals)
			if len(all) != 1 {
				t.Fatalf("told %d times", len(all))
			}
			var want map[string]float64
			v.Eval(`measured`, &want)
			got := map[string]float64{}
			for key, text := range all[0].Params {
				value, err := text.(json.Number).Float64()
				if err != nil {
					t.Fatal(err)
				}
				got[key] = value
			}
			t.Logf("reference %v, tag %v", want, got)
			for key, unit := range map[string]float64{"LCP": 1, "INP": 1, "CLS": 0.0001} {
				mine, has := got[map[string]string{"LCP": "lcp", "INP": "inp", "CLS": "cls"}[key]]
				theirs, had := want[key]
				if has != had || math.Abs(mine-theirs) > unit/2+1e-9 {
					t.Errorf("%s is %v (%v), by the reference %v (%v)", key, mine, has, theirs, had)
				}
			}
			if want["LCP"] == 0 || name != "still" && name != "slow" && want["CLS"] == 0 || (name == "slow" || name == "both") && want["INP"] < 150 {
				t.Errorf("the page did not do what it was to be measured at: %v", want)
			}
		})
	}
}

// Speed is an event of the purchase: on other pages it would be taken for one. That of a page
// is not told of the next, which was not loaded.
func TestVitalsAreOfThePurchase(t *testing.T) {
	t.Parallel()
	v := shop{}.open(t, "/p/12").late()
	v.hide(true)
	v.hide(false)
	v.Eval(`(history.pushState({}, "", "/cart"), safar("track", "view_cart"))`, nil)
	v.hide(true)
	v.Eval(`safar("track", "share")`, nil)
	if got := named(v.stub.waitFor("share", 1), event.NameWebVitals); len(got) > 0 {
		t.Errorf("%v", got)
	}
}
