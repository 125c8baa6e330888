package tagtest

import (
	"fmt"
	"slices"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// The shop's elements have sizes without style, which the policy forbids.
const showcase = `
	<canvas id="top" data-safar="top-banner" width="300" height="100"></canvas>
	<p><a id="link" data-safar="promo" href="#promo">A <b id="inside">promotion</b></a></p>
	<p data-safar="  ">unnamed</p>
	<canvas width="300" height="4000"></canvas>
	<canvas id="low" data-safar="low-banner" width="300" height="200"></canvas>
	<canvas id="huge" data-safar="huge" width="300" height="9000"></canvas>`

func touchpoints(all []event.Event, name string) []string {
	var list []string
	for _, e := range named(all, name) {
		list = append(list, e.Touchpoint)
	}
	slices.Sort(list)
	return list
}

func TestTouchpointsSeen(t *testing.T) {
	t.Parallel()
	v := shop{body: showcase, still: true}.visit(t)
	v.Size(800, 600)
	v.Open(v.url + "/")
	v.late()
	look := func() {
		v.pass(200) // what was added is looked for
		v.frames()
		v.pass(1000)
		v.pass(1000) // it is sent
	}
	look()
	if got, want := touchpoints(v.stub.waitFor("impression", 2), "impression"), []string{"promo", "top-banner"}; !slices.Equal(got, want) {
		t.Fatalf("seen %v, want %v", got, want)
	}
	// A glance is none.
	v.Eval(`document.querySelector("#low").scrollIntoView({block: "center"})`, nil)
	v.frames()
	v.pass(999)
	v.Eval(`scrollTo(0, 0)`, nil)
	v.frames()
	// An element of many windows' height is seen when it fills half of one. One that was added
	// later counts as well, and one that got its name later.
	v.Eval(`document.querySelector("#huge").scrollIntoView({block: "start"})`, nil)
	v.frames()
	look()
	v.stub.waitFor("impression", 3)
	v.Eval(`(() => {
		const late = Object.assign(document.createElement("canvas"), {width: 200, height: 50});
		late.dataset.safar = "late";
		document.body.prepend(late);
		document.querySelector("#inside").dataset.safar = "renamed";
		scrollTo(0, 0);
	})()`, nil)
	look()
	got := touchpoints(v.stub.waitFor("impression", 5), "impression")
	if want := []string{"huge", "late", "promo", "renamed", "top-banner"}; !slices.Equal(got, want) {
		t.Errorf("seen %v, want %v", got, want)
	}
}

func TestTouchpointIsSeenOncePerPageView(t *testing.T) {
	t.Parallel()
	v := shop{body: showcase}.visit(t)
	v.Size(800, 600)
	v.Open(v.url + "/")
	v.ready()
	v.stub.waitFor("impression", 2)
	// Drawn anew, as frameworks do, it is the same touchpoint.
	v.Eval(`(() => { const old = document.querySelector("#top"); old.replaceWith(old.cloneNode()) })()`, nil)
	v.Eval(`history.pushState({}, "", "/next")`, nil)
	all := v.stub.waitFor("impression", 4)
	if got, want := touchpoints(all, "impression"), []string{"promo", "promo", "top-banner", "top-banner"}; !slices.Equal(got, want) {
		t.Errorf("seen %v, want %v", got, want)
	}
	for i, e := range named(all, "impression") {
		if want := v.url + []string{"/", "/", "/next", "/next"}[i]; e.Page.URL != want {
			t.Errorf("impression %d on %s, want %s", i, e.Page.URL, want)
		}
	}
}

func TestTouchpointsClicked(t *testing.T) {
	t.Parallel()
	v := shop{
		body: showcase,
		// The shop keeps the click to itself.
		before: `addEventListener("DOMContentLoaded", () => document.querySelector("#inside").addEventListener("click", (e) => e.stopPropagation()))`,
	}.open(t, "/").ready()
	v.Click("#inside")
	v.Eval(`document.querySelector("#top").click()`, nil) // no person did that
	v.Click("#link")
	all := v.stub.waitFor("click", 2)
	if got, want := touchpoints(all, "click"), []string{"promo", "promo"}; !slices.Equal(got, want) {
		t.Errorf("clicked %v, want %v", got, want)
	}
	// Whatever was clicked was seen, and before: else more would be clicked than seen.
	order := fmt.Sprint(slices.IndexFunc(all, func(e event.Event) bool { return e.Name == "impression" && e.Touchpoint == "promo" }) <
		slices.IndexFunc(all, func(e event.Event) bool { return e.Name == "click" }))
	if order != "true" {
		t.Errorf("clicked before it was seen: %v", names(all))
	}
	if click := named(all, "click")[0]; event.StageOf(&click) != event.Awareness {
		t.Errorf("stage %s", event.StageOf(&click))
	}
}
