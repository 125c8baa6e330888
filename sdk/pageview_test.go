package sdk_test

import (
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/safar-cx/safar/sdk"
	"github.com/safar-cx/safar/sdk/event"
	"github.com/safar-cx/safar/sdk/sdktest"
)

// pages answers with a page at every path but a few.
func pages(mux *http.ServeMux, c *sdk.Client) {
	html := func(text string) http.HandlerFunc {
		return func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, text) }
	}
	mux.HandleFunc("/", html("<!doctype html><title>Tea</title>"))
	mux.HandleFunc("/typed", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		_, _ = w.Write([]byte("a page"))
	})
	mux.HandleFunc("/text", html("just text"))
	mux.HandleFunc("/json", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		_, _ = io.WriteString(w, "<!doctype html>")
	})
	mux.HandleFunc("/empty", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(204) })
	mux.HandleFunc("/known", func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(304) })
	mux.HandleFunc("/moved", func(w http.ResponseWriter, r *http.Request) { http.Redirect(w, r, "/", http.StatusFound) })
	mux.HandleFunc("/missing", func(w http.ResponseWriter, _ *http.Request) {
		w.WriteHeader(404)
		_, _ = io.WriteString(w, "<!doctype html>")
	})
	mux.HandleFunc("/own", func(w http.ResponseWriter, r *http.Request) {
		c.Track(r.Context(), event.NamePageView, sdk.String("by", "hand"))
		_, _ = io.WriteString(w, "<!doctype html>")
	})
	mux.Handle("/noscript.gif", c.NoScript())
	mux.HandleFunc("/last", func(_ http.ResponseWriter, r *http.Request) { c.Track(r.Context(), "last") })
}

const firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"

// TestPagesSeenByPeople asks for one thing after the other and sees which are page views.
func TestPagesSeenByPeople(t *testing.T) {
	tests := []struct {
		name, method, path string
		headers            []string
		seen               bool
	}{
		{"a page", "GET", "/p/12?utm_source=ig", nil, true},
		{"one with a type", "GET", "/typed", nil, true},
		{"one opened", "GET", "/", []string{"Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "document"}, true},
		{"one that the browser has", "GET", "/known", nil, true},
		{"one said by hand", "GET", "/own", nil, true},
		{"a phone called Cubot", "GET", "/", []string{"User-Agent", "Mozilla/5.0 (Linux; Android 11; CUBOT KING KONG) Chrome/140"}, true},
		{"a text", "GET", "/text", nil, false},
		{"JSON", "GET", "/json", nil, false},
		{"nothing", "GET", "/empty", nil, false},
		{"a redirect", "GET", "/moved", nil, false},
		{"a page that is missing", "GET", "/missing", nil, false},
		{"a form", "POST", "/", nil, false},
		{"a head", "HEAD", "/", nil, false},
		{"a script's", "GET", "/", []string{"Sec-Fetch-Mode", "cors"}, false},
		{"a frame", "GET", "/", []string{"Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"}, false},
		{"fetched ahead", "GET", "/", []string{"Sec-Purpose", "prefetch;prerender"}, false},
		{"fetched ahead by Firefox", "GET", "/", []string{"X-Moz", "prefetch"}, false},
		{"Googlebot's", "GET", "/", []string{"User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"}, false},
		{"a program's", "GET", "/", []string{"User-Agent", "curl/8.5.0"}, false},
		{"nobody's", "GET", "/", []string{"User-Agent", ""}, false},
		{"a page that the shop leaves out", "GET", "/admin", nil, false},
	}
	recorder, server := shop(t, func(c *sdk.Config) {
		c.PageViews = func(r *http.Request) bool { return r.URL.Path != "/admin" }
	}, pages)
	for _, test := range tests {
		recorder.Reset()
		for _, ask2 := range [][]string{append([]string{test.method, test.path, "User-Agent", firefox}, test.headers...), {"GET", "/last"}} {
			if _, err := ask(t, ask2[0], server.URL+ask2[1], ask2[2:]...); err != nil {
				t.Fatal(err)
			}
		}
		n := 1
		if test.seen {
			n = 2
		}
		events, err := recorder.Wait(quickly(t), n)
		if err != nil || len(events) != n || events[n-1].Name != "last" {
			t.Errorf("%s: %+v, %v", test.name, events, err)
			continue
		}
		if e := events[0]; n == 2 && (e.Name != event.NamePageView || e.Page.URL != server.URL+test.path || e.Client == nil) {
			t.Errorf("%s: %+v", test.name, e)
		}
	}
}

func TestPagesAreLeftToTheTag(t *testing.T) {
	recorder, server := shop(t, nil, pages)
	for _, path := range []string{"/", "/last"} {
		if _, err := ask(t, "GET", server.URL+path, "User-Agent", firefox); err != nil {
			t.Fatal(err)
		}
	}
	if e := one(t, recorder); e.Name != "last" {
		t.Errorf("%+v", e)
	}
}

// TestPagesWithoutScripts asks for the image that stands between noscript tags.
func TestPagesWithoutScripts(t *testing.T) {
	recorder, server := shop(t, nil, pages)
	image, page := server.URL+"/noscript.gif", server.URL+"/p/12"
	for _, headers := range [][]string{
		{"Referer", page, "User-Agent", "Googlebot"}, {"Referer", page, "Sec-Purpose", "prefetch"}, {"Referer", "https://elsewhere.example/"}, {},
	} {
		if _, err := ask(t, "GET", image, append([]string{"User-Agent", firefox}, headers...)...); err != nil {
			t.Fatal(err)
		}
	}
	response, err := ask(t, "GET", image+"?referrer="+url.QueryEscape("https://l.instagram.com/"), "User-Agent", firefox, "Referer", page, "Sec-Fetch-Mode", "no-cors", "Cookie", "safar_visitor=v-1")
	if err != nil || response.StatusCode != 200 || response.Header.Get("Content-Type") != "image/gif" || response.Header.Get("Cache-Control") != "no-store" {
		t.Fatalf("%+v, %v", response, err)
	}
	e := one(t, recorder)
	if e.Name != event.NamePageView || e.Page != (event.Page{URL: page, Referrer: "https://l.instagram.com/"}) || e.VisitorID != "v-1" {
		t.Errorf("%+v", e)
	}
}

// TestTheImageNeedsNoMiddleware mounts it alone, and with a client that does nothing.
func TestTheImageNeedsNoMiddleware(t *testing.T) {
	recorder := sdktest.New()
	defer recorder.Close()
	for _, c := range []*sdk.Client{nil, sdk.Discard(), recorder.Client()} {
		r, err := http.NewRequestWithContext(t.Context(), "GET", "http://shop.example/noscript.gif", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("User-Agent", firefox)
		r.Header.Set("Referer", "http://shop.example/p/12")
		w := &body{}
		c.NoScript().ServeHTTP(w, r)
		if !strings.HasPrefix(w.text.String(), "GIF89a") {
			t.Errorf("%q", w.text.String())
		}
	}
	if events := recorder.Events(); len(events) != 1 || events[0].Page.URL != "http://shop.example/p/12" {
		t.Errorf("%+v", events)
	}
}

// body is a writer that keeps a body.
type body struct {
	header http.Header
	text   strings.Builder
}

func (b *body) Header() http.Header {
	if b.header == nil {
		b.header = http.Header{}
	}
	return b.header
}
func (b *body) Write(p []byte) (int, error) { return b.text.Write(p) }
func (b *body) WriteHeader(int)             {}
