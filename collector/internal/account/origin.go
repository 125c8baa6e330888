package account

import (
	"net/url"
	"slices"
	"strings"

	"github.com/safar-cx/safar/collector/internal/store"
)

// OriginAllowed reports whether a page of this origin may use the key. A key's own origins
// decide; without any the site's domains and their subdomains do; without those every
// origin may. An empty origin is allowed: whoever sends none is no page of another site, and
// a program can write any origin it likes, so the list keeps other shops' pages out and was
// never able to keep programs out. "null", which sandboxed frames and files send, passes
// only where every origin may.
func OriginAllowed(key store.Key, site store.Site, origin string) bool {
	if origin == "" {
		return true
	}
	if len(key.Origins) > 0 {
		return slices.Contains(key.Origins, strings.ToLower(origin))
	}
	if len(site.Domains) == 0 {
		return true
	}
	u, err := url.Parse(strings.ToLower(origin))
	if err != nil || u.Hostname() == "" {
		return false
	}
	host := u.Hostname()
	return slices.ContainsFunc(site.Domains, func(domain string) bool {
		return host == domain || strings.HasSuffix(host, "."+domain)
	})
}
