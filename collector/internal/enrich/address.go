package enrich

import (
	"net/url"
	"strings"

	"github.com/safar-cx/safar/collector/internal/scrub"
)

// address is a URL taken apart.
type address struct {
	scheme string
	host   string // as hostName has it
	port   string // with its colon, or ""
	path   string // decoded, bounded
	params []param
	found  scrub.Found // what was taken out of path and params
}

// param is a decoded parameter, scrubbed where it may be kept; key is in lower case.
type param struct {
	key, value string
}

func parseAddress(raw string) (address, bool) {
	raw = strings.TrimSpace(raw)
	if raw == "" || len(raw) > maxRaw {
		return address{}, false
	}
	u, err := url.Parse(raw)
	if err != nil || !allowedScheme(u.Scheme) {
		return address{}, false
	}
	host := hostName(u.Hostname())
	if !isHost(host) {
		return address{}, false
	}
	a := address{scheme: u.Scheme, host: host}
	if port := u.Port(); port != "" {
		a.port = ":" + port
	}
	if len(a.scheme)+len(a.host)+len(a.port) > maxOrigin {
		return address{}, false // else what is kept would have no bound
	}
	a.path = cleanPath(u.Path, &a.found)
	a.params = parseParams(u.RawQuery, &a.found)
	return a, true
}

// allowedScheme takes the web and apps' own schemes, not those that a browser would run or
// that name something on the visitor's disk.
func allowedScheme(scheme string) bool {
	switch scheme {
	case "", "javascript", "data", "vbscript", "file", "blob", "about", "filesystem":
		return false
	}
	return true
}

// cleanPath bounds a decoded path and scrubs it. The numbers of a path are ids of products and
// orders far more often than anybody's, so it counts as a code.
func cleanPath(p string, found *scrub.Found) string {
	p = scrub.Code(printable(p), found)
	if p = cut(p, maxPath); strings.HasPrefix(p, "/") {
		return p
	}
	return "/" + p
}

func parseParams(query string, found *scrub.Found) []param {
	var params []param
	for pair := range strings.SplitSeq(query, "&") {
		if len(params) == maxParams {
			break
		}
		key, val, _ := strings.Cut(pair, "=")
		key, err := url.QueryUnescape(key)
		if err != nil || key == "" {
			continue
		}
		if val, err = url.QueryUnescape(val); err != nil {
			continue
		}
		key = strings.ToLower(key)
		params = append(params, param{key, cleanParam(key, printable(val), found)})
	}
	return params
}

// cleanParam scrubs what may be kept of a query: words that somebody searched for, names that
// a marketer gave, and ids of clicks.
func cleanParam(key, value string, found *scrub.Found) string {
	switch {
	case searchTerms[key]:
		return scrub.Words(value, found)
	case !kept(key):
		return value
	}
	if _, ok := clicks[key]; ok {
		return scrub.ID(value, found)
	}
	return scrub.Code(value, found)
}

// value is the first non-empty value of a parameter.
func value(params []param, key string) string {
	for _, p := range params {
		if p.key == key && p.value != "" {
			return p.value
		}
	}
	return ""
}
