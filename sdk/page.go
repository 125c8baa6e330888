package sdk

import (
	"net/http"
	"net/netip"
	"net/url"

	"github.com/safar-cx/safar/sdk/event"
)

// pageOf is the page that the shopper sees while the request is made. For one that loads a
// page that is its own URL. Anything else, a form sent or a script asking, happens on the
// page that the Referer names, if it is one of the same host; nobody sees the endpoint.
func pageOf(r *http.Request) event.Page {
	referrer := r.Referer()
	if loads(r) {
		return event.Page{URL: scheme(r) + "://" + r.Host + r.URL.RequestURI(), Referrer: referrer}
	}
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
	if mode := r.Header.Get("Sec-Fetch-Mode"); mode != "" {
		return mode == "navigate"
	}
	return r.Header.Get("X-Requested-With") == ""
}

func scheme(r *http.Request) string {
	if r.TLS != nil || r.Header.Get("X-Forwarded-Proto") == "https" {
		return "https"
	}
	return "http"
}

// address is an IP address as the collector takes it, "" for what is none. A port, as in
// http.Request.RemoteAddr, is left out.
func address(text string) string {
	if a, err := netip.ParseAddrPort(text); err == nil {
		return a.Addr().String()
	}
	if a, err := netip.ParseAddr(text); err == nil {
		return a.String()
	}
	return ""
}

// maxVisitor keeps a cookie that somebody tampered with from costing the event.
const maxVisitor = event.MaxVisitorID

// visitorOf is the visitor's id in the cookie, "" where there is none.
func visitorOf(r *http.Request) string {
	c, err := r.Cookie(VisitorCookie)
	if err != nil || len(c.Value) > maxVisitor {
		return ""
	}
	return c.Value
}

// cookieConsent is the default of Config.Consent.
func cookieConsent(r *http.Request) event.Consent {
	if visitorOf(r) != "" {
		return event.ConsentFull
	}
	return event.ConsentAnonymous
}
