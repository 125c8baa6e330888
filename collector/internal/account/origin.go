package account

import (
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/safar-cx/safar/collector/internal/store"
)

// written is how browsers write an origin: what else comes is of no browser, and an answer
// repeats the origin.
var written = regexp.MustCompile(`^[a-z][a-z0-9+.-]*://[a-z0-9._:\[\]-]+$`)

// OriginAllowed reports whether a page of this origin may use the key. A key's own origins
// decide; without any the site's domains and their subdomains do; without those every
// origin may. An empty origin is allowed: whoever sends none is no page of another site, and
// a program can write any origin it likes, so the list keeps other shops' pages out and was
// never able to keep programs out. "null", which sandboxed frames and files send, passes
// only where every origin may. What is no origin passes nowhere.
func OriginAllowed(key store.Key, site store.Site, origin string) bool {
	if origin == "" {
		return true
	}
	origin = strings.ToLower(origin)
	if origin != "null" && !written.MatchString(origin) {
		return false
	}
	if len(key.Origins) > 0 {
		return slices.Contains(key.Origins, origin)
	}
	if len(site.Domains) == 0 {
		return true
	}
	u, err := url.Parse(origin)
	if err != nil || u.Hostname() == "" {
		return false
	}
	host := u.Hostname()
	return slices.ContainsFunc(site.Domains, func(domain string) bool {
		return host == domain || strings.HasSuffix(host, "."+domain)
	})
}
