package hostile_test

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
	"github.com/safar-cx/safar/collector/internal/hostile"
)

// hole is a shop without any care: it puts a text into its pages as it is.
type hole []hostile.Payload

// carelessly are pages that go wrong: in text, in attributes and links that are followed, in
// scripts and templates.
func carelessly(text string) []string {
	return []string{
		"<p>" + text + "</p>",
		`<input value="` + text + `"><p class='` + text + `'></p><a href="` + text + `">x</a>` +
			`<script>for (const a of document.links) if (a.hasAttribute("href")) a.click()</script>`,
		`<script>document.write("` + text + `")</script>` +
			`<script type=text/plain id=said>` + text + `</script>` +
			`<script>
				const text = document.getElementById("said").textContent;
				text.replace(/\{\{=?(.*?)\}\}|\{%print\((.*?)\)%\}|[$#]\{(.*?)\}|<%=(.*?)%>/g, (_, ...code) => eval(code.slice(0, 4).find(Boolean)));
				document.body.append(document.createElement("p"));
				document.querySelector("p").innerHTML = decodeURIComponent(text);
			</script>`,
	}
}

func (h hole) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	number, way, found := strings.Cut(strings.Trim(r.URL.Path, "/"), "/")
	if !found {
		return
	}
	i, err := strconv.Atoi(number)
	n, err2 := strconv.Atoi(way)
	if err != nil || err2 != nil {
		http.NotFound(w, r)
		return
	}
	fmt.Fprint(w, "<!doctype html><title>t</title><body>", carelessly(h[i].Text)[n])
}

// testHolesAreSeen is the control of all that says that nothing happens: where there are
// holes it does, and the watch sees it. Some payloads need more than a look, such as a click.
func testHolesAreSeen(t *testing.T, b *browser.Browser) {
	all := hole(hostile.Scripts())
	server := httptest.NewServer(all)
	t.Cleanup(func() { server.CloseClientConnections(); server.Close() })
	w := watched(t, b, server.URL)
	w.Open(server.URL)
	step, ways, want := 3, 1, len(all)/3/4
	if soaking() {
		step, ways, want = 1, len(carelessly("")), 40
	}
	for i := 0; i < len(all); i += step {
		w.Eval(fmt.Sprintf(`Promise.all(Array.from({length: %d}, async (_, way) => {
			const frame = document.createElement("iframe");
			frame.src = "/%d/" + way;
			document.body.append(frame);
			await Promise.race([new Promise((loaded) => { frame.onload = loaded }), new Promise((late) => setTimeout(late, 2000))]);
			await new Promise((done) => setTimeout(done, 50)); // some things begin when the page has loaded
			frame.remove();
		}))`, ways, i), nil)
	}
	happened := strings.Join(w.Happened(), "\n")
	caught := 0
	for i := range all {
		if strings.Contains(happened, fmt.Sprintf("at %s/%d/", server.URL, i)) {
			caught++
		}
	}
	if caught < want {
		t.Errorf("%d of %d payloads were seen at work, want %d: %s", caught, len(all), want, happened)
	}

	// What runs no script leaves traces.
	w.Open(server.URL)
	w.Eval(`void (document.body.innerHTML = "<iframe hidden></iframe><a href='javascript:1'>x</a><p title='\u202e'>\u200b</p>", Object.prototype.polluted = 1)`, nil)
	s := w.See([]string{"x"})
	w.Eval(`delete Object.prototype.polluted`, nil)
	if len(s.Wrong) < 4 || len(s.Bare) != 2 || len(s.Seen) != 1 {
		t.Errorf("of what was put into the page this was seen: %+v", s)
	}
}

// testHoleInOurPages makes a hole in a page of ours: the policy keeps the script from running,
// and the watch sees both the report and what came into the page.
func testHoleInOurPages(t *testing.T, s *shop, w *watch) {
	w.Open(s.url + "/connect")
	w.Wait(ready)
	w.clean(t, "a page as it is", []string{})
	w.Eval(`document.querySelector("main").insertAdjacentHTML("beforeend", "<img src=data:, onerror=pwn()>")`, nil)
	happened, seen := w.Happened(), w.See([]string{})
	if !strings.Contains(strings.Join(happened, "\n"), "the policy refused script-src-attr") {
		t.Errorf("a script was put into the page, and this happened: %q", happened)
	}
	if len(seen.Wrong) == 0 {
		t.Error("a page with an attribute onerror looks like others")
	}
}
