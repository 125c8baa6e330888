package tagtest

import (
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

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

func (v *visit) attention(n int, want int64, url string) {
	v.stub.t.Helper()
	e := named(v.stub.waitFor("user_engagement", n), "user_engagement")[n-1]
	if ms := engaged(v.stub.t, e); ms != want {
		v.stub.t.Errorf("attention of %d ms, want %d", ms, want)
	}
	if e.Page.URL != v.url+url {
		v.stub.t.Errorf("attention to %s, want %s", e.Page.URL, url)
	}
}

func TestAttention(t *testing.T) {
	t.Parallel()
	v := shop{still: true}.open(t, "/a").ready()
	// An hour after the last input, 30 seconds of it count.
	v.pass(3600e3)
	v.Eval(`history.pushState({}, "", "/b")`, nil)
	v.pass(1000)
	v.attention(1, 30_000, "/a")

	// Input goes on with it; an hour in between does not count.
	v.Press("x")
	v.pass(20e3)
	v.Press("x")
	v.pass(25e3)
	v.Press("x")
	v.pass(3600e3)
	v.Press("x")
	v.hide(true)
	v.attention(2, 20_000+25_000+30_000, "/b")

	// What is hidden gets none.
	v.pass(20e3)
	v.hide(false)
	v.pass(5e3)
	v.hide(true)
	v.attention(3, 5_000, "/b")
}

func TestPageWithoutFocusGetsNoAttention(t *testing.T) {
	t.Parallel()
	v := shop{still: true}.visit(t)
	v.onNewDocument(`document.hasFocus = () => window.focused !== false`)
	v.Open(v.url + "/a")
	v.ready()
	v.Eval(`(window.focused = false, window.dispatchEvent(new Event("blur")))`, nil)
	v.pass(25e3)
	v.Eval(`(window.focused = true, window.dispatchEvent(new Event("focus")))`, nil)
	v.pass(10e3)
	v.hide(true)
	v.attention(1, 10_000, "/a")
}
