package enrich

import (
	"net/url"
	"strings"

	"github.com/safar-cx/safar/collector/internal/scrub"
)

// Bounds of what is kept of a URL, in bytes unless said otherwise.
const (
	maxURL    = 2048     // a cleaned URL; parameters beyond it are dropped
	maxOrigin = 300      // scheme, host and port; a host of DNS has at most 253
	maxPath   = 512      // a decoded path; a longer one is cut
	maxValue  = 200      // a kept parameter's decoded value; a longer one is cut
	maxLabel  = 100      // source, medium and campaign
	maxRaw    = 16 << 10 // a URL as sent; a longer one is none
	maxParams = 100      // parameters that are looked at
)

// searchTerms are the parameters that hold what was typed into a site's search box: GA4's
// own five, and those of the shop systems at home in our markets.
var searchTerms = map[string]bool{
	"q": true, "s": true, "search": true, "query": true, "keyword": true,
	"k": true, "keywords": true, "search_query": true, "searchterm": true, "search_term": true,
}

// CleanURL is what may be kept of a page's URL: scheme, host, path, acquisition parameters
// (utm_* and click ids) and site-search terms, in their order, names in lower case; and its
// path by itself, as LandingPath has it. All other parameters, the fragment and user names are
// gone, and marks stand for what was scrubbed, which is found. Both are "" when raw is no URL
// with a host.
func CleanURL(raw string) (cleaned, path string, found scrub.Found) {
	a, ok := parseAddress(raw)
	if !ok {
		return "", "", 0
	}
	return a.clean(true), a.path, a.found
}

// CleanReferrer is CleanURL for a referrer inside the shop. Of one outside, no parameter is
// kept; one that is an IP address is "".
func CleanReferrer(raw, page string, site Site) string {
	p, _ := parseAddress(page)
	return cleanReferrer(cleaned(raw), p, site)
}

// cleanReferrer is "" also for what is no URL with a host.
func cleanReferrer(referrer *cleanAddress, page address, site Site) string {
	switch {
	case inside(referrer.host, page, site):
		return referrer.whole
	case isAddress(referrer.host):
		return ""
	}
	return referrer.bare
}

// LandingPath is the decoded path of a URL, at least "/"; "" when it is no URL with a host.
func LandingPath(raw string) string {
	a, _ := parseAddress(raw)
	return a.path
}

func (a address) clean(withParams bool) string {
	host := a.host
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	var b strings.Builder
	b.WriteString(a.scheme + "://" + host + a.port)
	b.WriteString((&url.URL{Path: a.path}).EscapedPath())
	if !withParams {
		return b.String()
	}
	separator := "?"
	for _, p := range a.params {
		if !kept(p.key) || p.value == "" {
			continue
		}
		text := separator + url.QueryEscape(p.key) + "=" + url.QueryEscape(cut(p.value, maxValue))
		if b.Len()+len(text) > maxURL {
			continue
		}
		b.WriteString(text)
		separator = "&"
	}
	return b.String()
}

// kept tells whether a parameter is acquisition data or a search term.
func kept(key string) bool {
	if _, ok := clicks[key]; ok || searchTerms[key] {
		return true
	}
	return strings.HasPrefix(key, "utm_") && len(key) <= 40
}

// label makes a source, medium or campaign of a parameter's value: none of one that is
// somebody's address or number and nothing else.
func label(s string) string {
	var found scrub.Found
	if s = scrub.Code(strings.TrimSpace(s), &found); scrub.IsMark(s) {
		return ""
	}
	return strings.TrimSpace(cut(s, maxLabel))
}
