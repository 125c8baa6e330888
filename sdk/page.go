package sdk

import (
	"net/http"
	"net/url"
	"strings"

	"github.com/safar-cx/safar/sdk/event"
)

// origin is where a page is whose URL is but its path and query, since joining them would cost
// an allocation. Of a URL that is whole it is empty.
type origin struct {
	host   string
	secure bool
}

// pageOf is the page that the shopper sees while the request is made. For one that loads a
// page that is its own URL. Anything else, a form sent or a script asking, happens on the
// page that the Referer names, if it is one of the same host; nobody sees the endpoint.
func pageOf(r *http.Request) (event.Page, origin) {
	if loads(r) {
		return event.Page{URL: target(r), Referrer: header(r, "Referer")}, origin{r.Host, secure(r)}
	}
	return pageBehind(r), origin{}
}

// header is the value of a header whose name is written as net/http keeps it, which spares the
// work of looking.
func header(r *http.Request, name string) string {
	if values := r.Header[name]; len(values) > 0 {
		return values[0]
	}
	return ""
}

// pageBehind is the page that a request was made on, if it is one of the same host.
func pageBehind(r *http.Request) event.Page {
	referrer := header(r, "Referer")
	if u, err := url.Parse(referrer); err == nil && u.Host == r.Host && u.Host != "" {
		return event.Page{URL: referrer}
	}
	return event.Page{}
}

// loads tells whether a request loads a page: browsers say so in Sec-Fetch-Mode, older ones
// at least do not claim to be a script.
func loads(r *http.Request) bool {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		return false
	}
	if mode := header(r, "Sec-Fetch-Mode"); mode != "" {
		return mode == "navigate"
	}
	return header(r, "X-Requested-With") == ""
}

// target is the path and query that was asked for.
func target(r *http.Request) string {
	if strings.HasPrefix(r.RequestURI, "/") {
		return r.RequestURI // as it came, which spares building it
	}
	return r.URL.RequestURI()
}

// secure tells whether the shopper's browser asked by https.
func secure(r *http.Request) bool {
	return r.TLS != nil || header(r, "X-Forwarded-Proto") == "https"
}

// address is an IP address as the collector takes it, "" for what is none. A port, as in
// http.Request.RemoteAddr, is left out. It is a part of the text, so that nothing is copied.
// Whether it is more than digits the collector finds out, which has to take it apart.
func address(text string) string {
	host := text
	if inner, ok := strings.CutPrefix(text, "["); ok {
		host, _, _ = strings.Cut(inner, "]")
	} else if before, port, ok := strings.Cut(text, ":"); ok && !strings.Contains(port, ":") {
		host = before
	}
	host, _, _ = strings.Cut(host, "%") // the name of an interface is of this machine
	for i := range len(host) {
		switch c := host[i]; {
		case '0' <= c && c <= '9', 'a' <= c && c <= 'f', 'A' <= c && c <= 'F', c == '.', c == ':':
		default:
			return ""
		}
	}
	return host
}
