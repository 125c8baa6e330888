package hostile_test

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"github.com/safar-cx/safar/collector/internal/browser"
)

var (
	//go:embed testdata/watch.js
	watchScript string
	//go:embed testdata/inspect.js
	inspectScript string
)

// watch is a tab in which nothing hostile may happen: no script that is not ours, no report of
// the policy, no dialog, no window, no way to a page or host that is not at home.
type watch struct {
	*browser.Page
	homes []string // addresses that what is loaded begins with

	mu       sync.Mutex
	happened []string
}

// watched opens a tab of a shopper's or merchant's own. Homes are origins.
func watched(t *testing.T, b *browser.Browser, homes ...string) *watch {
	t.Helper()
	w := &watch{Page: b.Shopper(t), homes: homes}
	if err := chromedp.Listen(w.Context(), w.hear); err != nil {
		t.Fatal(err)
	}
	must := func(_ any, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	ctx := w.Context()
	must(chromedp.Call(ctx, network.Enable, network.EnableParams{}))
	must(chromedp.Call(ctx, runtime.AddBinding, runtime.AddBindingParams{Name: "watchTold"}))
	must(chromedp.Call(ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: watchScript}))
	return w
}

// hear runs in the loop that reads the browser's messages.
func (w *watch) hear(ev any) {
	switch ev := ev.(type) {
	case *runtime.EventBindingCalled:
		w.note("%s", ev.Payload)
	case *page.EventJavascriptDialogOpening:
		w.note("a dialog says %q", ev.Message)
		go w.dismiss()
	case *network.EventRequestWillBeSent:
		if address := ev.Request.URL; !w.atHome(address) && !picture(ev) {
			w.note("%s %.80s was asked for at %s", ev.Type, address, ev.DocumentURL)
		}
	case *page.EventFrameNavigated:
		if address := ev.Frame.URL; !w.atHome(address) && address != "about:blank" {
			w.note("a frame went to %.80s", address)
		}
	}
}

func (w *watch) dismiss() {
	// Without an answer the test would run into its time limit, which is a failure too.
	_, _ = chromedp.Call(w.Context(), page.HandleJavaScriptDialog, page.HandleJavaScriptDialogParams{})
}

// picture tells whether a request is for an icon within a style sheet.
func picture(ev *network.EventRequestWillBeSent) bool {
	return ev.Type == network.ResourceTypeImage && strings.HasPrefix(ev.Request.URL, "data:image/svg+xml")
}

func (w *watch) atHome(address string) bool {
	return slices.ContainsFunc(w.homes, func(home string) bool { return address == home || strings.HasPrefix(address, home+"/") })
}

func (w *watch) note(format string, values ...any) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.happened = append(w.happened, fmt.Sprintf(format, values...))
}

// Happened is what should not have, since it was last asked for.
func (w *watch) Happened() []string {
	w.Eval(`new Promise((done) => setTimeout(done))`, nil) // what is on its way arrives before the answer
	w.mu.Lock()
	defer w.mu.Unlock()
	happened := w.happened
	w.happened = nil
	return happened
}

// sight is what a page is made of.
type sight struct {
	// Wrong are elements, attributes and addresses that our pages have none of.
	Wrong []string
	// Bare are texts with characters that show nothing or turn the direction of others.
	Bare []string
	// Seen are the payloads that stand in the page as text.
	Seen []string
}

// See looks at what the page has become of, shadows and what is folded included.
func (w *watch) See(texts []string) sight {
	var s sight
	w.Eval("("+inspectScript+")("+quoted(texts)+")", &s)
	return s
}

// clean looks at the page and complains of all that is wrong, characters that show nothing
// included; it returns the payloads seen.
func (w *watch) clean(t *testing.T, where string, texts []string) []string {
	t.Helper()
	s := w.See(texts)
	for _, complaint := range slices.Concat(w.Happened(), s.Wrong, s.Bare) {
		t.Errorf("%s: %s", where, complaint)
	}
	return s.Seen
}

// harmless is clean for pages that show people's own words to them or to their customers, to
// the letter.
func (w *watch) harmless(t *testing.T, where string, texts []string) []string {
	t.Helper()
	s := w.See(texts)
	for _, complaint := range slices.Concat(w.Happened(), s.Wrong) {
		t.Errorf("%s: %s", where, complaint)
	}
	return s.Seen
}
