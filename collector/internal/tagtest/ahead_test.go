package tagtest

import (
	"slices"
	"strings"
	"testing"
)

// ahead tells the shopper's other tab which pages were loaded ahead of time and have the tag, and
// which of them is opened; the shop follows its link when that tab says so. TestPrerenderedPages
// says why there are two. Both pages tell of something before anybody sees them. What a page cannot send before it ends is lost, since nobody agreed to
// leave anything on the device; so the pages that end here have told of nothing that counts.
const ahead = `
	safar("consent", "anonymous");
	if (document.prerendering) safar("track", "step", {mark: location.pathname === "/pre" ? 1 : -1});
	document.addEventListener("load", ({target}) => {
		if (document.prerendering && target.dataset.site) localStorage[location.pathname] = "ahead";
	}, true);
	document.addEventListener("prerenderingchange", () => localStorage[location.pathname] = "opened");
	if (location.pathname === "/shop") addEventListener("storage", ({key}) => key === "go" && document.querySelector("#pre").click());`

// What happens on a page that was loaded ahead of time and then opened is stored, and stored once,
// though the collector refuses it at first; so is what the page told before. One that is never
// opened leaves nothing.
func TestPageLoadedAheadIsStoredOnce(t *testing.T) {
	t.Parallel()
	s := newSpree(t, shop{ahead: `"/pre", "/never"`, before: ahead, body: `<a id="pre" href="/pre">pre</a>`})
	s.open("/desk")
	s.Eval(`(window.open("/shop", "_blank", "noopener"), 1)`, nil)
	s.views["/shop"]++
	s.Wait(`localStorage["/pre"] === "ahead" && localStorage["/never"] === "ahead"`)
	s.hit(1)
	var all []kept
	s.until("what the shopper has seen is stored", func() bool {
		all = s.stored()
		return slices.ContainsFunc(all, func(e kept) bool { return strings.HasSuffix(e.Page.URL, "/shop") }) && s.last(all)
	})
	if wrong := s.audit(all); len(wrong) > 0 {
		t.Fatal("before a page that was loaded ahead is opened:\n" + strings.Join(wrong, "\n"))
	}

	s.front.set(refuse)
	s.Eval(`localStorage.go = 1`, nil)
	s.Wait(`localStorage["/pre"] === "opened"`)
	s.Page = s.Tab(s.url + "/pre")
	s.views["/pre"]++
	s.marks++ // what it told before it was opened
	s.spoil(refuse, func() { s.hit(2) })
	s.hit(1)
	s.until("the last event is stored", func() bool {
		all = s.stored()
		return s.last(all)
	})
	if wrong := s.audit(all); len(wrong) > 0 {
		t.Error(strings.Join(wrong, "\n"))
	}
}
