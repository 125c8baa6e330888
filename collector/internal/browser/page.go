package browser

import (
	"context"
	"encoding/json"
	"fmt"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
)

// patience is how long one step may take on a busy machine.
const patience = 90 * time.Second

// Page is a tab. What can't be done ends the test.
type Page struct {
	t   testing.TB
	ctx context.Context
	complaints
}

// Shopper opens a tab with cookies and storage of its own.
func (b *Browser) Shopper(t testing.TB) *Page {
	t.Helper()
	ctx, cancel := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(cancel)
	return open(t, ctx)
}

// Another opens another tab of the same shopper.
func (p *Page) Another() *Page {
	p.t.Helper()
	ctx, cancel := chromedp.NewContext(p.ctx)
	p.t.Cleanup(cancel)
	return open(p.t, ctx)
}

// Tab looks at another tab of the browser that a page has opened and that shows an address.
func (p *Page) Tab(url string) *Page {
	p.t.Helper()
	tabs, err := chromedp.Targets(p.ctx)
	if err != nil {
		p.t.Fatalf("list the tabs: %v", err)
	}
	for _, tab := range tabs {
		if tab.Type == "page" && tab.URL == url {
			ctx, cancel := chromedp.NewContext(p.ctx, chromedp.WithTargetID(tab.TargetID))
			p.t.Cleanup(cancel)
			return open(p.t, ctx)
		}
	}
	p.t.Fatalf("no tab shows %s", url)
	return nil
}

// Close closes the tab, as somebody does who has seen enough.
func (p *Page) Close() {
	p.t.Helper()
	if err := chromedp.Cancel(p.ctx); err != nil {
		p.t.Fatalf("close a tab: %v", err)
	}
}

func open(t testing.TB, ctx context.Context) *Page {
	t.Helper()
	p := &Page{t: t, ctx: ctx}
	if err := p.listen(ctx); err != nil {
		t.Fatalf("open a tab: %v", err)
	}
	// Tabs are used side by side; each is to behave as the one that is looked at.
	_, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	if err != nil {
		t.Fatalf("give a tab the focus: %v", err)
	}
	return p
}

// Context is the tab for chromedp's own functions.
func (p *Page) Context() context.Context { return p.ctx }

// Do takes steps of chromedp's, each within 30 seconds.
func (p *Page) Do(steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	for _, step := range steps {
		ctx, cancel := context.WithTimeout(p.ctx, patience)
		err := chromedp.Do(ctx, step)
		cancel()
		if err != nil {
			p.t.Fatal(err)
		}
	}
}

// Open opens an address and waits until the page has loaded.
func (p *Page) Open(url string) {
	p.t.Helper()
	p.Do(chromedp.Navigate(url))
}

// Click clicks on the middle of what a CSS selector finds first, once it is visible.
func (p *Page) Click(css string) {
	p.t.Helper()
	p.step("click on "+css, chromedp.Click(chromedp.CSS(css), chromedp.NodeVisible))
}

// Follow clicks and waits until the page that this leads to has loaded.
func (p *Page) Follow(css string) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if _, err := chromedp.RunResponse(ctx, chromedp.Click(chromedp.CSS(css), chromedp.NodeVisible)); err != nil {
		p.t.Fatalf("follow %s: %v", css, err)
	}
}

// Type types text into what a CSS selector finds first, key by key.
func (p *Page) Type(css, text string) {
	p.t.Helper()
	p.step("type into "+css, chromedp.SendKeys(chromedp.CSS(css), text, chromedp.NodeVisible))
}

// Press presses keys, see chromedp's package kb.
func (p *Page) Press(keys string) {
	p.t.Helper()
	p.step("press a key", chromedp.KeyEvent(keys))
}

// Text is the visible text of what a CSS selector finds first.
func (p *Page) Text(css string) string {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Text(chromedp.CSS(css)))
	if err != nil {
		p.t.Fatalf("read %s: %v", css, err)
	}
	return text
}

// Wait waits until a JavaScript expression is true, also across pages.
func (p *Page) Wait(expression string) {
	p.t.Helper()
	deadline := time.Now().Add(patience)
	for {
		// While a page gives way to the next there is nothing to ask.
		ctx, cancel := context.WithTimeout(p.ctx, patience)
		is, err := chromedp.Run(ctx, chromedp.Evaluate[bool]("!!("+expression+")"))
		cancel()
		if err == nil && is {
			return
		}
		if time.Now().After(deadline) {
			p.t.Fatalf("%s did not become true (%v); the page says %q", expression, err, p.said())
		}
		select {
		case <-p.ctx.Done():
			p.t.Fatalf("the tab ended: %v", p.ctx.Err())
		case <-time.After(20 * time.Millisecond):
		}
	}
}

// Eval evaluates a JavaScript expression, and what it promises, into a pointer; nil for none.
func (p *Page) Eval(expression string, into any) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](
		"Promise.resolve("+expression+").then(v => JSON.stringify(v === undefined ? null : v))", chromedp.EvalAwaitPromise))
	if err == nil && into != nil {
		err = json.Unmarshal([]byte(text), into)
	}
	if err != nil {
		p.t.Fatalf("evaluate %s: %v", expression, err)
	}
}

// Size sets the size of the tab in CSS pixels.
func (p *Page) Size(width, height int64) {
	p.t.Helper()
	p.Do(chromedp.EmulateViewport(width, height))
}

// Phone makes the tab as large as a common phone's screen, with touch.
func (p *Page) Phone() {
	p.t.Helper()
	p.Do(chromedp.EmulateViewport(390, 844, chromedp.EmulateScale(2), chromedp.EmulatePortrait, chromedp.EmulateMobile, chromedp.EmulateTouch))
}

// Prefer makes pages believe in a user's preference, such as prefers-color-scheme, dark.
func (p *Page) Prefer(feature, value string) {
	p.t.Helper()
	_, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: feature, Value: value}},
	})
	if err != nil {
		p.t.Fatalf("prefer %s: %v", feature, err)
	}
}

// Screenshot is the whole page as PNG.
func (p *Page) Screenshot() []byte {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	png, err := chromedp.Run(ctx, chromedp.FullScreenshot(100))
	if err != nil {
		p.t.Fatalf("take a screenshot: %v", err)
	}
	return png
}

func (p *Page) step(what string, step chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if err := chromedp.Do(ctx, step); err != nil {
		p.t.Fatalf("%s: %v; the page says %q", what, err, p.said())
	}
}

func (p *Page) said() string {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + "\n" + (document.body ? document.body.innerText.slice(0, 500) : "")`))
	if err != nil {
		return fmt.Sprint(err)
	}
	return text
}
