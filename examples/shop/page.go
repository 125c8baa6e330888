package shop

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/http"
	"strings"
	"time"

	"github.com/labstack/echo/v4"

	"github.com/safar-cx/safar/examples/shop/internal/goods"
	"github.com/safar-cx/safar/examples/shop/internal/words"
)

//go:embed pages
var pageFiles embed.FS

// page is what a handler wants shown.
type page struct {
	Name   string
	Status int // 0 means 200
	Title  string
	// Path is the page's address below the language, for the link to the other one.
	Path string
	Term string // in the search box
	// Order's cart goes before the visit's own: on the page of an order the cart is over.
	CartID string
	// Staff marks a page that no shopper sees: the tag is left out.
	Staff  bool
	Push   []push
	Survey *survey
	Data   any
}

// view is a page with what all of them show.
type view struct {
	page
	Lang       words.Lang
	CustomerID string
	Count      int64
	Notice     string
	Dashboard  string
	Tag        *tag
	AskConsent bool
}

// tag is the collector's script.
type tag struct {
	Source, Site, Consent string
}

// pages are the templates, once for each language since their functions speak it.
type pages map[words.Lang]map[string]*template.Template

func newPages() (*pages, error) {
	all := pages{}
	for _, lang := range []words.Lang{words.English, words.Persian} {
		layout, err := template.New("layout.html").Funcs(functions(lang)).ParseFS(pageFiles, "pages/layout.html")
		if err != nil {
			return nil, err
		}
		files, err := pageFiles.ReadDir("pages")
		if err != nil {
			return nil, err
		}
		all[lang] = map[string]*template.Template{}
		for _, f := range files {
			name := strings.TrimSuffix(f.Name(), ".html")
			if name == "layout" {
				continue
			}
			t, err := layout.Clone()
			if err == nil {
				t, err = t.ParseFS(pageFiles, "pages/"+f.Name())
			}
			if err != nil {
				return nil, err
			}
			all[lang][name] = t
		}
	}
	return &all, nil
}

func functions(lang words.Lang) template.FuncMap {
	return template.FuncMap{
		"t": func(name string) (string, error) {
			text, ok := words.Say(lang, name)
			if !ok {
				return "", fmt.Errorf("no text %q", name)
			}
			return text, nil
		},
		"say":        func(t words.Text) string { return t.In(lang) },
		"lang":       func() words.Lang { return lang },
		"number":     func(n any) string { return words.Digits(lang, fmt.Sprint(n)) },
		"digits":     func(text string) string { return words.Digits(lang, text) },
		"money":      func(amount int64) string { return words.Money(lang, amount) },
		"day":        func(t time.Time) string { return t.UTC().Format(time.DateOnly) },
		"stars":      func(n int) string { return strings.Repeat("★", n) + strings.Repeat("☆", 5-n) },
		"ratings":    func() []int { return []int{5, 4, 3, 2, 1} },
		"topics":     func() []string { return topics },
		"categories": goods.Categories,
		"cities":     goods.Cities,
	}
}

// show answers with a page. It is made whole before the first byte goes out, so that an
// error can still become an error page.
func (s *Shop) show(c echo.Context, v *visit, p page) error {
	view := view{page: p, Lang: v.lang, CustomerID: v.customer.ID, Dashboard: s.config.DashboardURL}
	for _, l := range v.cart.Lines {
		view.Count += int64(l.Quantity)
	}
	if view.CartID == "" {
		view.CartID = v.cart.ID
	}
	if text := s.heard(c); text != "" {
		if _, ok := words.Say(v.lang, text); ok {
			view.Notice = text
		}
	}
	if s.config.CollectorURL != "" && !p.Staff {
		view.AskConsent = cookie(c.Request(), consentCookie) == ""
		view.Tag = &tag{Source: s.config.CollectorURL + "/t.js", Site: s.config.BrowserKey, Consent: string(consentOf(c.Request()))}
		if view.AskConsent {
			view.Tag.Consent = "ask" // the tag waits for the answer
		}
	}
	var body bytes.Buffer
	if err := (*s.pages)[v.lang][p.Name].Execute(&body, view); err != nil {
		return fmt.Errorf("make the page %s: %w", p.Name, err)
	}
	status := p.Status
	if status == 0 {
		status = http.StatusOK
	}
	c.Response().Header().Set("Cache-Control", "no-store")
	return c.HTMLBlob(status, body.Bytes())
}
