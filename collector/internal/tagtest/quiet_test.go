package tagtest

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// everything makes a page of all that the tag takes part in.
const everything = `(async () => {
	safar("track", "view_item", {items: [{item_id: "1"}]});
	window.dataLayer = [{event: "login"}];
	history.pushState({}, "", "/next");
	safar("consent", "full"); safar("consent", "anonymous");
	safar("survey", {kind: "csat"});
	safar(); safar("nothing"); safar("track"); safar("track", {}); safar("consent", "maybe"); safar("survey"); safar("survey", {kind: "x"});
	safar("track", "odd", Object.create(null)); safar("track", "odd", [1]); safar("track", "odd", "text");
	safar("identify", {}); safar("cart", Symbol("x"));
})()`

// Nothing in the console, nothing thrown, nothing moved, one name in the window.
func TestTagIsQuiet(t *testing.T) {
	t.Parallel()
	v := shop{body: showcase, before: queue + `
		window.shift = 0;
		new PerformanceObserver((list) => list.getEntries().forEach((e) => window.shift += e.value)).observe({type: "layout-shift", buffered: true});
		window.names = Object.getOwnPropertyNames(window).length;
	`}.open(t, "/").ready()
	v.Eval(everything, nil)
	v.Click("#link")
	v.stub.waitFor("survey_shown", 1)
	v.stub.waitFor("click", 1)
	v.hide(true)
	v.hide(false)
	if got := v.Complaints(); len(got) > 0 {
		t.Errorf("complaints: %q", got)
	}
	var got struct {
		Shift float64
		Names int
	}
	v.Eval(`({Shift: shift, Names: Object.getOwnPropertyNames(window).filter((n) => n !== "dataLayer" && n !== "names").length - names})`, &got)
	if got.Shift != 0 {
		t.Errorf("the page moved by %v", got.Shift)
	}
	if got.Names != 0 {
		t.Errorf("%d names more in the window", got.Names)
	}

	// The controls: what is said is heard, and what moves is seen.
	v.Eval(`console.warn("control")`, nil)
	v.Eval(`(() => {
		const tall = Object.assign(document.createElement("canvas"), {height: 300});
		document.body.prepend(tall);
		return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
	})()`, nil)
	v.Wait(`shift > 0`)
	if got := strings.Join(v.Complaints(), "\n"); !strings.Contains(got, "control") {
		t.Errorf("complaints: %q", got)
	}
}

// In a browser that lacks something, or all of it, the page goes on, and so does most of the tag.
func TestTagDoesWithout(t *testing.T) {
	t.Parallel()
	lacking := map[string]string{
		"storage": `for (const name of ["localStorage", "sessionStorage", "indexedDB"]) Object.defineProperty(window, name, {get() { throw new DOMException("no") }});
			Object.defineProperty(document, "cookie", {get() { throw new DOMException("no") }, set() { throw new DOMException("no") }})`,
		"crypto":               `Object.defineProperty(window, "crypto", {value: undefined})`,
		"IntersectionObserver": `delete window.IntersectionObserver`,
		"constructed styles":   `delete window.CSSStyleSheet`,
	}
	lacking["all of it"] = strings.Join(slices.Collect(maps.Values(lacking)), ";\n")
	for name, without := range lacking {
		t.Run(name, func(t *testing.T) {
			v := shop{body: showcase}.visit(t)
			v.onNewDocument(without)
			v.Open(v.url + "/")
			v.late()
			v.Eval(`(safar("consent", "full"), safar("survey", {kind: "nps"}), 1)`, nil)
			v.has("survey")
			v.Click("#link")
			v.Eval(`history.pushState({}, "", "/next")`, nil)
			all := v.stub.waitFor("page_view", 3) // the second is the known visitor's
			if got := touchpoints(all, "click"); !slices.Equal(got, []string{"promo"}) {
				t.Errorf("clicked %v", got)
			}
			if got := v.Complaints(); len(got) > 0 {
				t.Errorf("complaints: %q", got)
			}
		})
	}
}

// Without fetch no event arrives; the page must not notice.
func TestTagDoesWithoutFetch(t *testing.T) {
	t.Parallel()
	v := shop{before: `delete window.fetch`}.open(t, "/").ready()
	v.Eval(`safar("track", "purchase")`, nil)
	v.leave()
	if got := v.Complaints(); len(got) > 0 {
		t.Errorf("complaints: %q", got)
	}
}

func TestSecondTagIsIgnored(t *testing.T) {
	t.Parallel()
	v := shop{}.open(t, "/").ready()
	v.Eval(`new Promise((done) => {
		const {src, dataset} = document.querySelector("script[data-site]");
		const again = Object.assign(document.createElement("script"), {src: src + "?again", onload: done});
		again.dataset.site = dataset.site;
		document.head.append(again);
	}).then(() => { safar("track", "share") })`, nil)
	all := v.stub.waitFor("share", 1)
	if n := len(named(all, event.NamePageView)); n != 1 {
		t.Errorf("%d page views", n)
	}
}
