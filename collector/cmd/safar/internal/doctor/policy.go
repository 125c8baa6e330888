package doctor

import (
	"net/url"
	"slices"
	"strings"
)

// policy is a Content-Security-Policy: sources by directive.
type policy map[string][]string

// parsePolicies reads the value of a header, which may hold several.
func parsePolicies(text string) []policy {
	var all []policy
	for part := range strings.SplitSeq(text, ",") {
		p := policy{}
		for directive := range strings.SplitSeq(part, ";") {
			words := strings.Fields(directive)
			if len(words) == 0 {
				continue
			}
			name := strings.ToLower(words[0])
			if _, twice := p[name]; !twice { // the first counts
				p[name] = words[1:]
			}
		}
		if len(p) > 0 {
			all = append(all, p)
		}
	}
	return all
}

// sources are those of the first directive that there is; the second result is its name, ""
// where nothing is forbidden.
func (p policy) sources(directives ...string) ([]string, string) {
	for _, name := range directives {
		if sources, there := p[name]; there {
			return sources, name
		}
	}
	return nil, ""
}

// policies says whether the page's policies let the tag run and send.
func (r *Report) policies(at *page, t *tag) {
	if at.url.Scheme == "https" && t.src.Scheme == "http" {
		r.wrong("mixed", "Give the collector a certificate, or mount it on the shop's own host, and name it with https.", "The page is https and the tag is http, which browsers refuse.")
	}
	if len(at.policies) == 0 {
		r.good("policy", "The page has no Content-Security-Policy.")
		return
	}
	events := t.src.JoinPath("../v1/events")
	well := true
	for _, p := range at.policies {
		if sources, directive := p.sources("script-src-elem", "script-src", "default-src"); directive != "" && !runs(sources, at.url, t) {
			well = false
			r.wrong("policy", "Add "+origin(t.src)+" to script-src.", "The page's Content-Security-Policy (%s) keeps the tag from being loaded.", directive)
		}
		if sources, directive := p.sources("connect-src", "default-src"); directive != "" && !listed(sources, at.url, events) {
			well = false
			r.wrong("policy", "Add "+origin(t.src)+" to connect-src.", "The page's Content-Security-Policy (%s) keeps the tag from sending.", directive)
		}
	}
	if well {
		r.good("policy", "The page's Content-Security-Policy lets the tag run and send.")
	}
}

// runs tells whether sources of scripts allow the tag.
func runs(sources []string, page *url.URL, t *tag) bool {
	if nonce := t.attributes["nonce"]; nonce != "" && slices.Contains(sources, "'nonce-"+nonce+"'") {
		return true
	}
	if slices.Contains(sources, "'strict-dynamic'") {
		return false // then hosts count for nothing
	}
	return listed(sources, page, t.src)
}

// listed tells whether an address is one of the sources.
func listed(sources []string, page, address *url.URL) bool {
	return slices.ContainsFunc(sources, func(source string) bool { return matches(source, page, address) })
}

func matches(source string, page, address *url.URL) bool {
	switch {
	case source == "*":
		return address.Scheme == "http" || address.Scheme == "https"
	case strings.EqualFold(source, "'self'"):
		return strings.EqualFold(page.Host, address.Host) && secured(page.Scheme, address.Scheme)
	case strings.HasPrefix(source, "'"):
		return false
	case strings.HasSuffix(source, ":"):
		return secured(strings.TrimSuffix(strings.ToLower(source), ":"), address.Scheme)
	}
	scheme, rest, stated := strings.Cut(source, "://")
	if !stated {
		scheme, rest = page.Scheme, source
	}
	host, path, _ := strings.Cut(rest, "/")
	name, port, ported := strings.Cut(host, ":")
	if !secured(strings.ToLower(scheme), address.Scheme) || !hostFits(strings.ToLower(name), strings.ToLower(address.Hostname())) {
		return false
	}
	if ported && port != "*" && port != portOf(address) || !ported && address.Port() != "" && address.Port() != standard(address.Scheme) {
		return false
	}
	return path == "" || address.Path == "/"+path || strings.HasSuffix(path, "/") && strings.HasPrefix(address.Path, "/"+path)
}

func hostFits(pattern, host string) bool {
	if suffix, wild := strings.CutPrefix(pattern, "*"); wild {
		return strings.HasSuffix(host, suffix)
	}
	return pattern == host
}

// secured tells whether a scheme is the one that is allowed or its secure form.
func secured(allowed, scheme string) bool {
	return allowed == scheme || allowed == "http" && scheme == "https"
}

func portOf(u *url.URL) string {
	if port := u.Port(); port != "" {
		return port
	}
	return standard(u.Scheme)
}

func standard(scheme string) string {
	if scheme == "https" {
		return "443"
	}
	return "80"
}

func origin(u *url.URL) string { return u.Scheme + "://" + u.Host }
