package enrich

import (
	"net/url"
	"strings"
)

// address is a URL taken apart.
type address struct {
	scheme string
	host   string // as hostName has it
	port   string // with its colon, or ""
	path   string // decoded, bounded
	params []param
}

// param is a decoded parameter; key is in lower case.
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
	if host == "" || strings.ContainsAny(host, " <>\"'") {
		return address{}, false
	}
	a := address{scheme: u.Scheme, host: host, path: cleanPath(u.Path), params: parseParams(u.RawQuery)}
	if port := u.Port(); port != "" {
		a.port = ":" + port
	}
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

// cleanPath bounds a decoded path and takes what looks like an e-mail address out of it.
func cleanPath(p string) string {
	p = printable(p)
	if strings.Contains(p, "@") {
		segments := strings.Split(p, "/")
		for i, segment := range segments {
			if looksLikeEmail(segment) {
				segments[i] = "-"
			}
		}
		p = strings.Join(segments, "/")
	}
	if p = cut(p, maxPath); strings.HasPrefix(p, "/") {
		return p
	}
	return "/" + p
}

func parseParams(query string) []param {
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
		params = append(params, param{strings.ToLower(key), printable(val)})
	}
	return params
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
