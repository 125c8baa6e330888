package tagtest

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/safar-cx/safar/collector/internal/browser"
)

// queue is the stub that shops put before the tag.
const queue = `window.safar=window.safar||function(){(safar.q=safar.q||[]).push(arguments)};`

// mount is where a collector may be mounted on its host.
const mount = "/x"

// shop is a shop whose pages have the tag.
type shop struct {
	// attributes of the tag, such as data-hash.
	attributes string
	// before is a script that runs before the tag.
	before string
	// body of every page.
	body string
	// lang of every page. Defaults to en.
	lang string
	// connect are further sources that scripts of the page may ask.
	connect string
	// without leaves the tag out, for controls.
	without bool
	// still says that the clock of every page stands until the test lets time pass.
	still bool
	// ahead are pages that the browser is asked to load ahead of time, as JSON strings.
	ahead string
	// back says that the browser keeps pages for the way back.
	back bool
	// collector is where the tag comes from. Defaults to a stub.
	collector string
	// surveys are what the merchant has set up; see stub.
	surveys string
	// key is the browser key. Defaults to the stub's.
	key string
}

// visit is a visitor in a shop.
type visit struct {
	*browser.Page
	stub *stub
	url  string // of the shop
}

// open opens the shop's page at a path, in a tab of its own.
func (s shop) open(t testing.TB, path string) *visit {
	t.Helper()
	v := s.visit(t)
	v.Open(v.url + path)
	return v
}

// visit makes the shop and a visitor who has not opened a page of it yet. Shop and collector
// share no site: localhost is another than 127.0.0.1.
func (s shop) visit(t testing.TB) *visit {
	t.Helper()
	v := &visit{Page: newPage(t, s.back), stub: newStub(t)}
	if s.collector == "" {
		s.collector, s.key = v.stub.url, siteKey
	}
	if s.lang == "" {
		s.lang = "en"
	}
	v.stub.surveys = s.surveys
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	v.url = strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
	v.onNewDocument(evaluated)
	if s.still {
		v.onNewDocument(standing)
	}
	return v
}

func (s shop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch r.URL.Path {
	case "/before.js":
		w.Header().Set("Content-Type", "text/javascript; charset=utf-8")
		_, _ = w.Write([]byte(s.before))
		return
	case "/ahead.json":
		w.Header().Set("Content-Type", "application/speculationrules+json")
		_, _ = w.Write([]byte(`{"prerender": [{"urls": [` + s.ahead + `], "eagerness": "immediate"}]}`))
		return
	case "/sound.wav":
		w.Header().Set("Content-Type", "audio/wav")
		_, _ = w.Write(silence())
		return
	case "/film.webm":
		w.Header().Set("Content-Type", "video/webm")
		_, _ = w.Write(film())
		return
	case "/favicon.ico":
		w.WriteHeader(http.StatusNoContent)
		return
	}
	if failure, found := strings.CutPrefix(r.URL.Path, "/fail/"); found {
		status, err := strconv.Atoi(failure[:3])
		if err != nil {
			panic(err)
		}
		w.WriteHeader(status)
		return
	}
	if s.ahead != "" {
		w.Header().Set("Speculation-Rules", `"/ahead.json"`)
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Content-Security-Policy", fmt.Sprintf(
		"default-src 'none'; script-src 'self' %[1]s; connect-src %[1]s %[2]s; media-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'", strings.TrimSuffix(s.collector, mount), s.connect))
	tag := fmt.Sprintf(`<script async src="%s/t.js" data-site="%s" %s></script>`, s.collector, s.key, s.attributes)
	if s.without {
		tag = ""
	}
	fmt.Fprintf(w, `<!doctype html><html lang=%q><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">`+
		`<title>Page %s</title><script src="/before.js"></script>%s</head><body>%s</body></html>`, s.lang, r.URL.Path, tag, s.body)
}

// onNewDocument runs a script before anything else of every page to come.
func (v *visit) onNewDocument(script string) {
	v.Do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: script})
		return err
	}))
}

// leave lets the page believe that it ends. When it does a browser waits half a second for what
// it still has to do, and not longer for a page that is kept waiting.
func (v *visit) leave() { v.Eval(`dispatchEvent(new Event("pagehide"))`, nil) }

// evaluated keeps which scripts have run, and how many did not come.
const evaluated = `
	window.evaluated = [];
	window.missing = 0;
	document.addEventListener("load", ({target}) => target.localName === "script" && window.evaluated.push(target.src), true);
	document.addEventListener("error", ({target}) => target.localName === "script" && window.missing++, true);`

// ready waits until the tag has taken over.
func (v *visit) ready() *visit {
	v.Wait("window.safar && safar.version")
	return v
}

// late waits until what can wait is there too: the last of it is the friction module.
func (v *visit) late() *visit {
	v.ready()
	v.has("friction")
	return v
}

// has waits until a part of the tag has run.
func (v *visit) has(name string) {
	v.stub.t.Helper()
	v.Wait(`evaluated.some((src) => src.endsWith("/` + part(v.stub.t, name).Name + `"))`)
}

// until asks again and again, as long as a page may take, whether something has happened.
func (v *visit) until(what string, is func() bool) {
	v.stub.t.Helper()
	for deadline := time.Now().Add(patience); !is(); {
		if time.Now().After(deadline) {
			v.stub.t.Fatalf("%s: not within %v", what, patience)
		}
		v.Eval(`new Promise(requestAnimationFrame)`, nil)
	}
}
