package tagtest

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

// stay keeps clicks from leading anywhere.
const stay = `addEventListener("click", (e) => e.preventDefault()); addEventListener("auxclick", (e) => e.preventDefault());`

func TestLinksAreFollowed(t *testing.T) {
	t.Parallel()
	v := shop{before: stay, body: `
		<p><a id="out" href="https://bank.example/pay?order=7#x"><b id="inside">out</b></a></p>
		<p><a id="sub" href="http://help.localhost/size">help</a> <a id="in" href="/two">in</a> <a id="mail" href="mailto:a@b.example">mail</a></p>
		<p><a id="pdf" href="/files/guide.PDF?v=2">guide</a> <a id="saved" href="/report" download>report</a></p>
		<p><a id="promo" href="https://elsewhere.example/" data-safar="promo">promo</a></p>`}.open(t, "/").late()
	v.Eval(`document.querySelector("#out").click()`, nil) // no person did that
	for _, link := range []string{"#inside", "#sub", "#in", "#mail", "#pdf", "#saved", "#promo"} {
		v.Click(link)
	}
	all := v.stub.waitFor("click", 2)
	var got []string
	for _, e := range all {
		switch e.Name {
		case event.NameClick:
			got = append(got, fmt.Sprint("click ", e.Touchpoint, e.Params.Text("link_url"), " ", e.Params.Text("link_domain")))
		case event.NameFileDownload:
			got = append(got, fmt.Sprint("file ", strings.TrimPrefix(e.Params.Text("link_url"), v.url), " ", e.Params.Text("file_name"), " ", e.Params.Text("file_extension")))
		}
	}
	want := []string{"click https://bank.example/pay bank.example", "file /files/guide.PDF guide.PDF pdf", "file /report report ", "click promo "}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestPageIsScrolled(t *testing.T) {
	t.Parallel()
	v := shop{body: `<canvas width="300" height="6000"></canvas>`}.visit(t)
	v.Size(800, 600)
	v.Open(v.url + "/one")
	v.late()
	scroll := func(script string) {
		v.Eval("("+script+`, new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))`, nil)
	}
	scroll(`scrollTo(0, (document.documentElement.scrollHeight - innerHeight) / 2)`)
	scroll(`scrollTo(0, 50)`)
	v.hide(true)
	v.hide(false)
	v.hide(true) // no deeper than before
	v.hide(false)
	v.Eval(`(history.pushState({}, "", "/two"), 1)`, nil)
	v.stub.waitFor("page_view", 2)
	scroll(`scrollTo(0, 1e6)`)
	v.Eval(`(history.pushState({}, "", "/three"), 1)`, nil)
	v.stub.waitFor("page_view", 3)
	v.hide(true)
	var got []string
	for _, e := range named(v.stub.waitFor("scroll", 2), "scroll") {
		percent, _ := e.Params.Int("percent_scrolled")
		got = append(got, fmt.Sprint(strings.TrimPrefix(e.Page.URL, v.url), " ", percent))
	}
	if want := []string{"/one 55", "/two 100"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestSearchIsFoundInTheAddress(t *testing.T) {
	t.Parallel()
	v := shop{before: queue + gtag + `if (location.pathname === "/told") gtag("event", "view_search_results", {search_term: "of the shop"})`}.visit(t)
	v.Open(v.url + "/search?page=2&q=%DA%AF%D9%84%DB%8C%D9%85+%DB%B2")
	v.late()
	v.stub.waitFor("view_search_results", 1)
	v.Open(v.url + "/told?q=kilim")
	v.late()
	v.stub.waitFor("view_search_results", 2)
	v.Open(v.url + "/search?q=a@b.example")
	v.late()
	v.Eval(`(history.pushState({}, "", "/search?Search=rug"), 1)`, nil)
	v.stub.waitFor("page_view", 4)
	v.hide(true) // at the latest when the page is left
	var got []string
	for _, e := range named(v.stub.waitFor("view_search_results", 3), "view_search_results") {
		got = append(got, e.Params.Text("search_term"))
	}
	if want := []string{"گلیم ۲", "of the shop", "rug"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}
