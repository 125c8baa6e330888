package hostile_test

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/browser"
	"github.com/safar-cx/safar/collector/internal/dashboard"
	"github.com/safar-cx/safar/collector/internal/hostile"
)

// ready says that a page shows its answers.
const ready = `document.querySelector(".content")?.getAttribute("aria-busy") === "false"`

// frames passes when the page has been drawn twice.
const frames = `new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))`

// soaking tells whether the long versions are asked for.
func soaking() bool { return os.Getenv("SAFAR_SOAK") != "" }

func texts(all []hostile.Payload) []string {
	out := make([]string, len(all))
	for i, p := range all {
		out[i] = p.Text
	}
	return out
}

// TestPages says hostile things wherever something is kept, and looks at all pages. The long
// version says every text in every field.
func TestPages(t *testing.T) {
	b := browser.Start(t)
	said := texts(slices.Concat(hostile.Scripts(), hostile.Disguises()))
	shifts := 1
	if soaking() {
		shifts = share
	}
	testHolesAreSeen(t, b)
	for shift := range shifts {
		s := open(t)
		d := &deal{texts: said, shift: shift, order: map[string]int{}}
		plant(t, s, d)
		w := merchant(t, s, b)
		look(t, s, w, d)
		testHoleInOurPages(t, s, w)
		testLetters(t, s, b, d)
		testShopPages(t, s, b, d)
	}
}

// merchant is the owner, who has just come in by the printed link.
func merchant(t *testing.T, s *shop, b *browser.Browser) *watch {
	t.Helper()
	link, err := s.collector.SetupLink(t.Context(), s.url)
	if err != nil {
		t.Fatal(err)
	}
	w := watched(t, b, s.url)
	w.Size(1280, 900)
	w.Open(link)
	w.Type(`input[type="email"]`, "owner@shop.example")
	w.Type(`input[type="password"]`, "kilim and saffron 12")
	w.Click("form .button")
	w.Wait(`document.querySelector("header nav a")`)
	return w
}

// view is a way of looking at a page.
type view struct {
	path string
	seen int // payloads that must be seen there, so that looking at it means something
}

// look opens every page, and the ways of looking at it that show more of what strangers said.
func look(t *testing.T, s *shop, w *watch, d *deal) {
	t.Helper()
	d.set = 0
	one := func(field string) string { return url.QueryEscape(d.in(field)) }
	least := map[string]int{"/": 12, "/products": 40, "/customers": 12, "/touchpoints": 20, "/people": 10, "/live": 10, "/surveys": 5, "/notes": 12, "/quality": 8}
	views := []view{
		{"/?filter=campaign:" + one("a filter"), 0},
		{"/channels?by=source", 10}, {"/channels?by=medium", 10}, {"/channels?by=campaign", 10},
		{"/people?person=" + one("guest") + "&kind=visitor", 3},
		{"/people?person=" + one("customer_id") + "&kind=customer", 15},
		{"/people?q=" + one("transaction_id"), 0},
		{"/people?q=" + one("cart_id"), 0},
		{"/customers?segment=" + one("a segment"), 0},
		{"/?site=" + one("a site") + "&lang=" + one("a language") + "&range=" + one("a range") + "&compare=" + one("a comparison"), 0},
	}
	for _, path := range dashboard.Paths() {
		views = append(views, view{path, least[path]})
	}
	languages := []string{"en", "fa", "ar"}
	for i, v := range views {
		address := v.path
		if !strings.Contains(address, "lang=") {
			address += map[bool]string{true: "&", false: "?"}[strings.Contains(address, "?")] + "lang=" + languages[i%3]
		}
		w.Open(s.url + address)
		w.Wait(ready)
		seen := w.clean(t, address, d.texts)
		if len(seen) < v.seen {
			t.Errorf("%s shows %d payloads, want %d: looking at it says little; %.500s", address, len(seen), v.seen, w.Text("main"))
		}
		openAll(t, w, address, d.texts)
		photograph(t, w, fmt.Sprintf("hostile-%02d", i))
	}
	w.Open(s.url + "/" + url.PathEscape(d.in("a page")))
	w.clean(t, "a page that is none", d.texts)
	w.Open(s.url + "/#setup=" + one("a token"))
	w.Wait(`document.querySelector("form")`)
	w.clean(t, "a link to come in that is none", d.texts)
}

// photograph keeps a picture of a page where SAFAR_SCREENS names a folder.
func photograph(t *testing.T, w *watch, name string) {
	t.Helper()
	if dir := os.Getenv("SAFAR_SCREENS"); dir != "" {
		if err := os.WriteFile(filepath.Join(dir, name+".png"), w.Screenshot(), 0o644); err != nil {
			t.Error(err)
		}
	}
}

// openAll opens what can be opened on a page, one after the other: menus, forms, hints.
func openAll(t *testing.T, w *watch, where string, texts []string) {
	t.Helper()
	most := 2
	if soaking() {
		most = 1000
	}
	var buttons int
	const all = `[...document.querySelectorAll("main [aria-haspopup=dialog], header [aria-haspopup=dialog]")].filter((e) => e.checkVisibility())`
	w.Eval(all+".length", &buttons)
	for n := range min(buttons, most) {
		// Those of a kind stand side by side, so that a few are taken from everywhere.
		w.Eval(fmt.Sprintf(`(async () => {
			%s[%d]?.click();
			%s;
			for (let i = 0; i < 100 && document.querySelector(".popover [aria-busy=true]"); i++) await new Promise((done) => setTimeout(done, 20));
		})()`, all, n*buttons/min(buttons, most), frames), nil)
		w.clean(t, fmt.Sprintf("%s, button %d", where, n), texts)
		w.Eval(`document.querySelectorAll(":popover-open").forEach((e) => e.hidePopover())`, nil)
	}
}
