package tagtest

import (
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// clock lets a test skip time: skip(ms) puts the page's clock forward.
const clock = `(() => {
	const now = performance.now.bind(performance);
	let skipped = 0;
	performance.now = () => now() + skipped;
	window.skip = (ms) => { skipped += ms };
})()`

// hide lets a page believe that its tab is in the background, or in front again.
func (v *visit) hide(hidden bool) {
	state := "visible"
	if hidden {
		state = "hidden"
	}
	v.Eval(`(Object.defineProperty(document, "visibilityState", {value: "`+state+`", configurable: true}),
		Object.defineProperty(document, "hidden", {value: document.visibilityState === "hidden", configurable: true}),
		document.dispatchEvent(new Event("visibilitychange")))`, nil)
}

// engaged is the milliseconds of an event of attention.
func engaged(t testing.TB, e event.Event) int64 {
	t.Helper()
	ms, ok := e.Params.Int("engagement_time_msec")
	if !ok {
		t.Fatalf("no time in %v", e.Params)
	}
	return ms
}

// Between low and low + slack lies a time that a test made, on a machine that may be busy.
const slack = 20_000

func (v *visit) attention(n int, low int64, url string) {
	v.stub.t.Helper()
	e := named(v.stub.waitFor("user_engagement", n), "user_engagement")[n-1]
	if ms := engaged(v.stub.t, e); ms < low || ms >= low+slack {
		v.stub.t.Errorf("attention of %d ms, want %d", ms, low)
	}
	if e.Page.URL != v.url+url {
		v.stub.t.Errorf("attention to %s, want %s", e.Page.URL, url)
	}
}

func TestAttention(t *testing.T) {
	t.Parallel()
	v := shop{}.visit(t)
	v.onNewDocument(clock)
	v.Open(v.url + "/a")
	v.ready()
	// An hour after the last input, 30 seconds of it count.
	v.Eval(`skip(3600e3)`, nil)
	v.Eval(`history.pushState({}, "", "/b")`, nil)
	v.attention(1, 30_000, "/a")

	// Input goes on with it; an hour in between does not count.
	v.Press("x")
	v.Eval(`skip(20e3)`, nil)
	v.Press("x")
	v.Eval(`skip(25e3)`, nil)
	v.Press("x")
	v.Eval(`skip(3600e3)`, nil)
	v.Press("x")
	v.hide(true)
	v.attention(2, 20_000+25_000+30_000, "/b")

	// What is hidden gets none.
	v.Eval(`skip(20e3)`, nil)
	v.hide(false)
	v.Eval(`skip(5e3)`, nil)
	v.hide(true)
	v.attention(3, 5_000, "/b")
}

func TestPageWithoutFocusGetsNoAttention(t *testing.T) {
	t.Parallel()
	v := shop{}.visit(t)
	v.onNewDocument(clock + `; document.hasFocus = () => window.focused !== false`)
	v.Open(v.url + "/a")
	v.ready()
	v.Eval(`(window.focused = false, window.dispatchEvent(new Event("blur")))`, nil)
	v.Eval(`skip(25e3)`, nil)
	v.Eval(`(window.focused = true, window.dispatchEvent(new Event("focus")))`, nil)
	v.Eval(`skip(10e3)`, nil)
	v.hide(true)
	v.attention(1, 10_000, "/a")
}
