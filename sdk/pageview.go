package sdk

import (
	"net/http"
	"strings"

	"github.com/safar-cx/safar/sdk/event"
)

// EveryPage is a Config.PageViews for shops without the tag: the server reports every page.
func EveryPage(*http.Request) bool { return true }

// opens tells whether a request is somebody's who opens a page to look at it now.
func opens(r *http.Request) bool {
	if r.Method != http.MethodGet || !loads(r) {
		return false
	}
	if into := r.Header.Get("Sec-Fetch-Dest"); into != "" && into != "document" {
		return false // a frame is a part of another page
	}
	return !ahead(r) && !robot(r.UserAgent())
}

// ahead tells whether a browser fetches what may never be looked at. One that shows it after
// all does not ask again, so such a page goes uncounted.
func ahead(r *http.Request) bool {
	for _, name := range []string{"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"} {
		switch purpose, _, _ := strings.Cut(r.Header.Get(name), ";"); purpose {
		case "prefetch", "preview":
			return true
		}
	}
	return false
}

// robot tells whether a program says that it is one. The collector knows many more: this
// spares sending the most of them.
func robot(userAgent string) bool {
	if userAgent == "" {
		return true
	}
	ua := strings.ReplaceAll(strings.ToLower(userAgent), "cubot", "") // a maker of phones
	for _, word := range []string{"bot", "crawl", "spider", "slurp", "headless", "preview", "lighthouse", "monitor", "curl/", "wget/", "python", "go-http-client"} {
		if strings.Contains(ua, word) {
			return true
		}
	}
	return false
}

// NoScript returns a handler that reports the pages of browsers in which no script runs, and
// so no tag. Mount it, and put an image with its address into the pages that have the tag:
//
//	<noscript><img src="/safar/noscript.gif" alt=""></noscript>
//
// Since browsers ask for it exactly where the tag does not run, nothing is counted twice. The
// page is the one that the Referer names, if it is one of the same host. Where the visitor
// came from is known only where the shop writes it into the address:
// "/safar/noscript.gif?referrer=https%3A%2F%2F...".
func (c *Client) NoScript() http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		page := pageBehind(r)
		if !c.idle() && r.Method == http.MethodGet && page.URL != "" && !robot(r.UserAgent()) && !ahead(r) {
			_, r := c.Begin(r) // there is a scope then, with or without the middleware
			page.Referrer = r.FormValue("referrer")
			s := scopeOf(r.Context())
			s.show(page)
			c.track(s, event.NamePageView, nil)
		}
		writePixel(w)
	})
}

// show says which page the shopper sees.
func (s *scope) show(page event.Page) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.read()
	s.Page, s.origin = page, origin{}
}

// pixel is the smallest GIF: one pixel, and nothing to be seen.
const pixel = "GIF89a\x01\x00\x01\x00\x80\x00\x00\x00\x00\x00\x00\x00\x00!\xf9\x04\x01\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"

func writePixel(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Type", "image/gif")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	_, _ = w.Write([]byte(pixel)) // whoever asked may be gone
}
