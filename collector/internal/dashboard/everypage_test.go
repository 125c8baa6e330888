package dashboard_test

import (
	"cmp"
	"os"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
	"github.com/safar-cx/safar/collector/internal/dashboard"
)

// look is one way of looking at a page.
type look struct {
	page, language, theme, size string
}

func (l look) String() string {
	return strings.Join([]string{l.page, l.language, l.theme, l.size}, "-")
}

// Every page in either direction has nothing that the checker of accessibility finds, in every
// language nothing that is wider than a phone, and complains of nothing. With
// SAFAR_SCREENS the folder it names gets pictures of all of them and a sheet of these.
func testEveryPage(language string) func(*testing.T, *browser.Browser, *collector) {
	return func(t *testing.T, b *browser.Browser, c *collector) {
		screens := newSheet(os.Getenv("SAFAR_SCREENS"), language)
		p := b.Shopper(t)
		open := func(path string) {
			p.Size(1440, 900)
			p.Prefer("prefers-color-scheme", "light")
			p.Open(c.URL + path + "?lang=" + language)
		}
		for _, path := range dashboard.Paths() {
			open(path)
			p.Wait(ready)
			inspect(t, p, screens, cmp.Or(path[1:], "journey"), language)
		}
		quiet(t, p)

		// Nobody is signed in: the browser reports the answer 401 by itself.
		c.answer("GET me", refusal{status: 401, code: "unauthorized"})
		open("/")
		p.Wait(`document.querySelector("form")`)
		inspect(t, p, screens, "signin", language)
		c.answer("POST session", refusal{status: 401, code: "code_needed"})
		p.Type("input[name=email]", "owner@shop.example")
		p.Type("input[name=password]", "correct horse battery")
		p.Click("form .button")
		p.Size(1440, 900)
		p.Wait(`document.querySelector("input[name=code]")`)
		inspect(t, p, screens, "code", language)
		if err := screens.write(); err != nil {
			t.Error(err)
		}

		// The control: a fault is found.
		p.Eval(`document.querySelector("main").insertAdjacentHTML("beforeend", "<img src=''><p id=pale>pale</p>")`, nil)
		p.Eval(`document.querySelector("#pale").style.color = "rgb(90, 90, 90)"`, nil)
		found := strings.Join(p.Violations(), " ")
		if !strings.Contains(found, "image-alt") || !strings.Contains(found, "color-contrast") {
			t.Errorf("of two faults put in these were found: %s", found)
		}
	}
}

// inspect looks at the page that is open in two sizes and colours. The checker takes long, so
// it looks twice, and both directions, sizes and colours pass it: English in light at a desk,
// Persian in dark on a phone.
func inspect(t *testing.T, p *browser.Page, screens *sheet, name, language string) {
	t.Helper()
	for _, size := range []string{"desktop", "phone"} {
		if size == "phone" {
			p.Phone()
		}
		for _, theme := range []string{"light", "dark"} {
			p.Prefer("prefers-color-scheme", theme)
			seen := look{name, language, theme, size}
			if seen == (look{name, "en", "light", "desktop"}) || seen == (look{name, "fa", "dark", "phone"}) {
				for _, violation := range p.Violations() {
					t.Errorf("%v: %s", seen, violation)
				}
			}
			var wider float64
			p.Eval(`document.documentElement.scrollWidth - document.documentElement.clientWidth`, &wider)
			if wider > 0 {
				t.Errorf("%v: the page is %g pixels wider than the screen", seen, wider)
			}
			screens.add(seen.String(), p)
		}
	}
	var lang, dir string
	p.Eval(`document.documentElement.lang`, &lang)
	p.Eval(`document.documentElement.dir`, &dir)
	if want := map[string]string{"en": "ltr", "fa": "rtl", "ar": "rtl"}[language]; lang != language || dir != want {
		t.Errorf("%s in %s says lang=%s dir=%s", name, language, lang, dir)
	}
}

// Nothing that is seen moves when the answers come.
func testNothingMoves(t *testing.T, b *browser.Browser, c *collector) {
	for _, phone := range []bool{false, true} {
		p := b.Shopper(t)
		p.Size(1440, 900)
		if phone {
			p.Phone()
		}
		for _, path := range []string{"/", "/funnel?lang=fa", "/quality"} {
			who := c.hold("GET me")
			definitions := c.hold("GET catalog")
			rest := c.hold("GET report", "GET touchpoints", "GET feedback", "GET funnel", "GET friction", "GET quality", "GET personas", "GET annotations")
			p.Open(c.URL + path)
			p.Wait(`document.querySelector("main[aria-busy=true]")`)
			who()
			p.Wait(`document.querySelector(".blank")`)
			definitions()
			p.Eval(frames, nil)
			rest()
			p.Wait(ready)
			if shift := shifted(p); shift != 0 {
				t.Errorf("%s moved by %g (phone %v)", path, shift, phone)
			}
		}
		if phone {
			// The control: what moves is seen.
			p.Eval(`new Promise((done) => requestAnimationFrame(() => { document.body.style.paddingTop = "300px"; requestAnimationFrame(() => requestAnimationFrame(done)) }))`, nil)
			if shift := shifted(p); shift == 0 {
				t.Error("a page that moved by 300 pixels counts as still")
			}
		}
	}
}

// shifted is the sum of the layout shifts of the page so far.
func shifted(p *browser.Page) float64 {
	var shift float64
	p.Eval(`new Promise((done) => {
		let sum = 0;
		new PerformanceObserver((list) => { for (const e of list.getEntries()) sum += e.value }).observe({type: "layout-shift", buffered: true});
		requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum), 50)));
	})`, &shift)
	return shift
}
