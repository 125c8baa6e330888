package shop

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/safar-cx/safar/examples/shop/internal/goods"
	"github.com/safar-cx/safar/examples/shop/internal/words"
)

// everyPage walks through the shop in a language and calls look on each page.
func everyPage(t *testing.T, w *town, lang string, look func(t *testing.T, p sight)) {
	s := w.newShopper()
	step := func(name string, status int, ask func()) {
		t.Helper()
		t.Run(lang+" "+name, func(t *testing.T) {
			ask()
			if s.page.status != status {
				t.Fatalf("%s answers %d", s.page.url, s.page.status)
			}
			look(t, s.page)
		})
	}
	get := func(path string, status int) {
		t.Helper()
		step("GET "+path, status, func() { s.get("/" + lang + path) })
	}
	post := func(path, form string, status int) {
		t.Helper()
		step("POST "+path, status, func() { s.post("/"+lang+path, form) })
	}
	get("", 200)
	get("/c/pantry", 200)
	get("/search?q=rose", 200)
	get("/search?q=unicorn", 200)
	for _, p := range goods.Products() {
		get("/p/"+p.ID, 200)
	}
	post("/p/bowl/review", "rating=4&text=Blue", 200)
	post("/p/bowl/share", "", 200)
	get("/cart", 200)
	post("/cart/add", "product=bowl&quantity=99999", 200)
	post("/cart/add", "product=bowl&quantity=12", 200)
	for _, coupon := range []string{"NOWRUZ", "FREE", "WELCOME10", "SAFAR15"} {
		post("/cart/coupon", "coupon="+coupon, 200)
	}
	get("/checkout", 200)
	post("/checkout/address", "postcode=1&contact=x", 422)
	post("/checkout/address", "recipient=A&contact=a@example.org&city=kish&street=1&postcode=1234567890", 200)
	post("/checkout/address", "recipient=A&contact=a@example.org&city=tehran&street=1&postcode=1234567890", 200)
	post("/checkout/shipping", "", 200)
	for _, decision := range []string{"leave", "decline", "pay"} {
		post("/checkout/payment", "method=card", 200)
		step("bank "+decision, 200, func() { s.post(s.page.url.String(), "decision="+decision) })
		if decision == "leave" {
			get("/thanks", 200)
			get("/checkout/payment", 200)
		}
	}
	get("/login", 200)
	post("/login", "contact=x", 422)
	post("/login", "contact="+lang+"@example.org", 200)
	code := s.page.text("message-code")
	post("/login/code", "code=x&contact="+lang+"@example.org", 422)
	latin, _ := words.Latin(code)
	post("/login/code", url.Values{"code": {latin}, "contact": {lang + "@example.org"}}.Encode(), 200)
	post("/account/share", "", 200)
	get("/support", 200)
	post("/support", "topic=order&contact=x", 422)
	post("/support", "topic=order&contact=a@example.org&message=Hello", 200)
	get("/till", 200)
	post("/till", "customer=x&sell-bowl=1", 422)
	post("/till", "", 422)
	post("/till", "sell-bowl=1", 200)
	get("/account", 200)
	post("/logout", "", 200)
	get("/nothing", 404)
	step("form of another site", 403, func() {
		s.header.Set("Sec-Fetch-Site", "cross-site")
		s.post("/"+lang+"/cart/add", "product=bowl&quantity=1")
		s.header.Del("Sec-Fetch-Site")
	})
}

// Every page can be used without sight, scripts, or anything from elsewhere.
func TestPages(t *testing.T) {
	_, at := newCollector(t)
	w := newTown(t, Config{CollectorURL: at, DashboardURL: at + "/dashboard"})
	ids := map[string]bool{}
	for _, lang := range []string{"en", "fa"} {
		everyPage(t, w, lang, func(t *testing.T, p sight) {
			if len(p.all("h1")) != 1 {
				t.Errorf("%d h1 elements", len(p.all("h1")))
			}
			root := p.all("html")[0]
			if attribute(root, "lang") != lang || attribute(root, "dir") != map[string]string{"en": "ltr", "fa": "rtl"}[lang] {
				t.Errorf("the page is in %q, %q", attribute(root, "lang"), attribute(root, "dir"))
			}
			checkLabels(t, p)
			checkSources(t, p, w.url, at)
			checkIDs(t, p)
			for n := range p.root.Descendants() {
				ids[attribute(n, "id")] = true
			}
			if lang == "fa" {
				checkPersian(t, p)
			}
		})
	}
	if !ids["consent-full"] || !ids["dashboard-link"] {
		t.Error("the banner or the link to the dashboard is nowhere")
	}
}

// checkLabels wants a label for every field.
func checkLabels(t *testing.T, p sight) {
	t.Helper()
	labels := map[string]bool{}
	for _, n := range p.all("label") {
		labels[attribute(n, "for")] = content(n) != ""
	}
	for _, name := range []string{"input", "select", "textarea"} {
		for _, n := range p.all(name) {
			inside := slices.ContainsFunc(slices.Collect(n.Ancestors()), func(a *html.Node) bool { return a.Data == "label" })
			if attribute(n, "type") != "hidden" && !inside && !labels[attribute(n, "id")] {
				t.Errorf("%s %s has no label", name, attribute(n, "id"))
			}
		}
	}
	for _, n := range p.all("img") {
		if !slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == "alt" }) {
			t.Errorf("an image has no alt")
		}
	}
}

// checkSources wants nothing from elsewhere but the tag, and nothing that the policy forbids.
func checkSources(t *testing.T, p sight, shop, collector string) {
	t.Helper()
	for n := range p.root.Descendants() {
		for _, a := range n.Attr {
			switch {
			case a.Key == "style" || strings.HasPrefix(a.Key, "on"):
				t.Errorf("%s has the attribute %s", n.Data, a.Key)
			case a.Key == "src" && strings.Contains(a.Val, ":") && a.Val != collector+"/t.js":
				t.Errorf("%s loads %s", n.Data, a.Val)
			case a.Key == "href" && n.Data == "link" && !strings.HasPrefix(a.Val, "/"):
				t.Errorf("the page loads %s", a.Val)
			}
		}
		if n.Data == "style" || n.Data == "script" && attribute(n, "src") == "" && attribute(n, "type") != "application/json" {
			t.Errorf("an inline %s", n.Data)
		}
	}
}

// checkIDs wants no id twice: labels and tests go by them.
func checkIDs(t *testing.T, p sight) {
	t.Helper()
	seen := map[string]bool{}
	for n := range p.root.Descendants() {
		if id := attribute(n, "id"); id != "" {
			if seen[id] {
				t.Errorf("two elements are %s", id)
			}
			seen[id] = true
		}
	}
}

var latinNumber = regexp.MustCompile(`[0-9]`)

// checkPersian wants Persian digits and letters in what is read as Persian text.
func checkPersian(t *testing.T, p sight) {
	t.Helper()
	for _, name := range []string{"h1", "h2", "p", "dd", "button", "option", "label"} {
		for _, n := range p.all(name) {
			if attribute(n, "dir") == "ltr" || slices.ContainsFunc(slices.Collect(n.Descendants()), func(d *html.Node) bool { return attribute(d, "dir") == "ltr" }) {
				continue
			}
			text := content(n)
			if latinNumber.MatchString(text) && !strings.Contains(text, "@") || strings.ContainsAny(text, "يك") {
				t.Errorf("%s: %q", name, text)
			}
		}
	}
}
