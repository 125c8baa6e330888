package hostile_test

import (
	"fmt"
	"html/template"
	"net/http"
	"net/http/httptest"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector"
	"github.com/safar-cx/safar/collector/internal/browser"
	"github.com/safar-cx/safar/collector/internal/survey"
	"github.com/safar-cx/safar/sdk/event"
)

// testLetters opens links to surveys in the merchant's words, answers them, and opens such as
// are none.
func testLetters(t *testing.T, s *shop, b *browser.Browser, d *deal) {
	surveys, err := s.collector.Surveys(t.Context(), s.Site)
	if err != nil {
		t.Fatal(err)
	}
	keys, err := s.collector.Keys(t.Context(), s.Site)
	if err != nil {
		t.Fatal(err)
	}
	key := keys[slices.IndexFunc(keys, func(k collector.Key) bool { return k.Kind == event.ServerKey })]
	w := watched(t, b, s.url)
	languages := []string{"en", "fa", "ar"}
	for i, asked := range surveys {
		lang := languages[i%3]
		link := survey.Link{Survey: asked.Name, Response: d.in("link response"), Customer: d.in("link customer"), Touchpoint: d.in("link touchpoint"), Language: d.in("link language"), Expires: time.Now().Add(time.Hour).Unix()}
		token, err := link.Token(key)
		if err != nil {
			t.Fatal(err)
		}
		w.Open(s.url + "/s/" + token + "?lang=" + lang)
		if seen := w.harmless(t, "the page of a link", d.texts); len(seen) == 0 {
			t.Errorf("the question %q is not asked: %s", asked.Questions[lang], w.Text("main"))
		}
		w.Eval(`document.querySelectorAll("[type=radio]").forEach((e) => { e.checked = true })`, nil)
		w.Eval(`document.querySelector("textarea").value = `+quoted(d.in("link text")), nil)
		w.Follow("button")
		w.Wait(`document.querySelector("h1.done")`)
		w.harmless(t, "the thanks of a link", d.texts)
	}
	for _, text := range d.texts[:3] {
		w.Open(s.url + "/s/" + url.PathEscape(text) + "?lang=" + url.QueryEscape(text))
		w.harmless(t, "a link that is none", d.texts)
	}
}

// shopPage is a page of a shop that is careful, so that what goes wrong there is ours. It says to be
// no step of buying, since nothing is asked where the address looks like that of a payment.
var shopPage = template.Must(template.New("page").Parse(`<!doctype html><html lang="{{.Text}}"><head><meta charset="utf-8"><title>{{.Text}}</title>` +
	`<script async src="{{.Collector}}/t.js" data-site="{{.Key}}"></script></head>` +
	`<body data-safar-step="none"><main><h1 data-safar="{{.Text}}">Shop</h1><form name="{{.Text}}"><input name="{{.Text}}" required><button data-safar="{{.Text}}">{{.Text}}</button></form></main></body></html>`))

// testShopPages opens pages of a shop with our tag, each with a question in the merchant's
// words and the list of what is sent.
func testShopPages(t *testing.T, s *shop, b *browser.Browser, d *deal) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Security-Policy", fmt.Sprintf("default-src 'none'; script-src %[1]s; connect-src %[1]s; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", s.url))
		if err := shopPage.Execute(w, map[string]string{"Text": d.in("a page of the shop"), "Collector": s.url, "Key": s.BrowserKey}); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(server.Close)
	// Shop and collector share no site: localhost is another than 127.0.0.1.
	home := strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
	surveys, err := s.collector.Surveys(t.Context(), s.Site)
	if err != nil {
		t.Fatal(err)
	}
	const prompt, panel = `document.querySelector("safar-survey")?.shadowRoot`, `document.querySelector("safar-debug")?.shadowRoot`
	for _, asked := range surveys {
		w := watched(t, b, home, s.url)
		w.Open(home + (&url.URL{Path: strings.TrimSuffix(asked.Page, "*")}).EscapedPath() + "?safar-debug&utm_campaign=" + url.QueryEscape(d.in("campaign")))
		w.Wait(prompt + ` && ` + panel)
		p := map[string]any{d.in("custom name"): d.in("custom value"), "items": []any{map[string]any{"item_name": d.in("item_name")}}, "touchpoint": d.in("touchpoint")}
		w.Eval("void safar('track', 'share', "+quoted(p)+")", nil)
		w.Wait(panel + `.querySelector("summary").textContent.startsWith("share")`)
		w.Wait(panel + `.querySelector("summary").textContent.endsWith("taken")`)
		w.Eval(panel+`.querySelectorAll("details").forEach((e) => { e.open = true })`, nil)
		if seen := w.harmless(t, "a page of the shop", d.texts); len(seen) < 3 {
			t.Errorf("question and list show %q", seen)
		}
	}
}
