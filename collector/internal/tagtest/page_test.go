package tagtest

import (
	"slices"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

func TestPageViewSaysWhereFrom(t *testing.T) {
	t.Parallel()
	v := shop{body: `<a id="next" href="/two?size=4#reviews">next</a>`}.open(t, "/one?utm_source=ig&utm_medium=paid_social#top")
	first := v.stub.waitFor("page_view", 1)[0]
	if want := v.url + "/one?utm_source=ig&utm_medium=paid_social"; first.Page.URL != want {
		t.Errorf("url %s, want %s", first.Page.URL, want)
	}
	if first.Page.Title != "Page /one" || first.Page.Referrer != "" {
		t.Errorf("page %+v", first.Page)
	}
	if first.Consent != event.ConsentAnonymous || first.VisitorID != "" || first.CustomerID != "" {
		t.Errorf("somebody is known: %+v", first)
	}
	v.Follow("#next")
	second := named(v.stub.waitFor("page_view", 2), "page_view")[1]
	if second.Page.URL != v.url+"/two?size=4" || second.Page.Referrer != v.url+"/one?utm_source=ig&utm_medium=paid_social" {
		t.Errorf("page %+v", second.Page)
	}
}

func TestNavigationWithoutLoading(t *testing.T) {
	t.Parallel()
	v := shop{}.open(t, "/").ready()
	pause := func(script string) { v.Eval("("+script+", new Promise((done) => setTimeout(done)))", nil) }
	pause(`history.pushState({}, "", "/a")`)
	pause(`history.replaceState({scroll: 1}, "", "/a")`) // the same page
	pause(`history.pushState({}, "", "/a#part")`)        // a part of it
	pause(`history.replaceState({}, "", "/b")`)
	v.Eval(`new Promise((done) => { addEventListener("popstate", () => setTimeout(done), {once: true}); history.back() })`, nil)
	// Two in a row without a pause are one: what counts is where they end.
	pause(`history.pushState({}, "", "/c"), history.replaceState({}, "", "/d")`)
	// What happens right after belongs to the page that it happened on.
	v.Eval(`(history.pushState({}, "", "/e"), safar("track", "view_item", {items: [{item_id: "12"}]}), 1)`, nil)
	all := v.stub.waitFor("view_item", 1)
	var urls, referrers []string
	for _, e := range named(all, "page_view") {
		urls = append(urls, e.Page.URL[len(v.url):])
		referrers = append(referrers, e.Page.Referrer)
	}
	if want := []string{"/", "/a", "/b", "/a", "/d", "/e"}; !slices.Equal(urls, want) {
		t.Errorf("pages %v, want %v", urls, want)
	}
	if referrers[1] != v.url+"/" || referrers[5] != v.url+"/d" {
		t.Errorf("referrers %v", referrers)
	}
	if item := all[len(all)-1]; item.Name != "view_item" || item.Page.URL != v.url+"/e" {
		t.Errorf("%s on %s", item.Name, item.Page.URL)
	}
}

// The address bar is what other scripts ask for: the page's own history works as before.
func TestHistoryStaysTheShops(t *testing.T) {
	t.Parallel()
	v := shop{before: `
		const push = history.pushState;
		history.pushState = function (...args) { window.before = [this === history, ...args]; return push.apply(this, args) };
	`}.open(t, "/").ready()
	var got []any
	v.Eval(`(history.pushState({n: 1}, "", "/x"), [...before, history.state.n, location.pathname])`, &got)
	if len(got) != 6 || got[0] != true || got[3] != "/x" || got[4] != 1.0 || got[5] != "/x" {
		t.Errorf("%v", got)
	}
	var thrown string
	v.Eval(`(() => { try { history.pushState({}, "", "https://elsewhere.example/") } catch (e) { return e.name } })()`, &thrown)
	if thrown != "SecurityError" {
		t.Errorf("the browser's own refusal became %q", thrown)
	}
}

func TestHashAsRoute(t *testing.T) {
	t.Parallel()
	v := shop{attributes: "data-hash"}.open(t, "/app/?utm_source=x#/p/12?color=red").ready()
	v.Eval(`location.hash = "#!/p/13"`, nil)
	v.stub.waitFor("page_view", 2)
	v.Eval(`location.hash = "#reviews"`, nil) // an anchor: back on the page below the routes
	v.stub.waitFor("page_view", 3)
	var got []string
	for _, e := range named(v.stub.events(), "page_view") {
		got = append(got, e.Page.URL[len(v.url):])
	}
	if want := []string{"/app/p/12?color=red&utm_source=x", "/app/p/13?utm_source=x", "/app/?utm_source=x"}; !slices.Equal(got, want) {
		t.Errorf("pages %v, want %v", got, want)
	}
}

func TestPageFromTheCacheIsSeenAgain(t *testing.T) {
	t.Parallel()
	v := shop{back: true, body: `<a id="next" href="/two">next</a>`}.open(t, "/one").ready()
	v.Eval(`window.marker = "the same document"`, nil)
	v.Follow("#next")
	v.stub.waitFor("page_view", 2)
	v.Eval(`history.back()`, nil)
	v.Wait(`location.pathname === "/one"`)
	var marker string
	v.Eval(`window.marker`, &marker)
	if marker == "" {
		t.Fatal("the page was loaded anew: the tag, or this test, keeps it out of the back/forward cache")
	}
	views := named(v.stub.waitFor("page_view", 3), "page_view")
	if last := views[2]; last.Page.URL != v.url+"/one" || last.Page.Referrer != "" {
		t.Errorf("page %+v", last.Page)
	}
}

// A page that the browser loads ahead of time, perhaps in vain, is not seen yet: nothing is sent,
// and nothing is left on the device of somebody who has agreed to it.
func TestPrerenderedPageWaits(t *testing.T) {
	t.Parallel()
	v := shop{attributes: `data-consent="full"`, before: queue + `
		Object.defineProperty(document, "prerendering", {value: true, configurable: true});
		safar("track", "search", {search_term: "kilim"});
	`}.open(t, "/")
	v.Wait(`evaluated.includes(document.querySelector("script[data-site]").src)`)
	var before struct {
		Version any
		Left    string
	}
	v.Eval(`({Version: safar.version, Left: document.cookie + Object.keys(localStorage)})`, &before)
	if before.Version != nil || before.Left != "" || len(v.stub.sent()) > 0 {
		t.Fatalf("%+v, %d requests before anybody saw the page", before, len(v.stub.sent()))
	}
	v.Eval(`(Object.defineProperty(document, "prerendering", {value: false}), document.dispatchEvent(new Event("prerenderingchange")))`, nil)
	events := v.stub.waitFor("search", 1)
	if got, want := told(events), []string{"page_view", "search"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	for _, e := range events {
		if e.VisitorID == "" {
			t.Errorf("%s of nobody, who has agreed to be recognised", e.Name)
		}
	}
}

// The same with pages that a real browser loads ahead of time: one that is opened then, which
// is seen once, and one that never is. A browser does that in no tab that a debugger looks at,
// as this test does; so the shopper's tab is another, and the two speak through storage.
func TestPrerenderedPages(t *testing.T) {
	t.Parallel()
	v := shop{ahead: `"/pre", "/never"`, body: `<a id="pre" href="/pre">pre</a>`, before: queue + `
		if (location.pathname === "/shop") addEventListener("storage", () => document.querySelector("#pre").click());
		if (location.pathname === "/pre") {
			safar("track", "opened");
			document.addEventListener("prerenderingchange", () => localStorage.setItem("started", performance.getEntriesByType("navigation")[0].activationStart));
		}`}.open(t, "/desk")
	v.ready()
	v.Eval(`(window.open("/shop", "_blank", "noopener"), 1)`, nil)
	v.until("the shop and what it loads ahead have the tag", func() bool {
		return len(slices.DeleteFunc(v.stub.fetched(), func(path string) bool { return path != "/t.js" })) == 4
	})
	for _, e := range v.stub.waitFor("page_view", 2) { // the desk's and the shop's own
		if path := e.Page.URL[len(v.url):]; path != "/desk" && path != "/shop" {
			t.Errorf("%s on %s, which nobody has seen", e.Name, path)
		}
	}
	v.Eval(`localStorage.setItem("go", 1)`, nil)
	v.stub.waitFor("opened", 1)
	v.Eval(`safar("track", "share")`, nil)
	all := v.stub.waitFor("share", 1)
	var pages []string
	for _, e := range named(all, "page_view") {
		pages = append(pages, e.Page.URL[len(v.url):])
	}
	if want := []string{"/desk", "/shop", "/pre"}; !slices.Equal(pages, want) || len(named(all, "opened")) != 1 {
		t.Errorf("pages %v, want %v, and %d opened", pages, want, len(named(all, "opened")))
	}
	v.Wait(`localStorage.getItem("started")`) // else the tag, or this test, keeps the browser from loading ahead of time
}
