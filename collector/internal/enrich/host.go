package enrich

import (
	"net"
	"net/netip"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// Hosts is a set of hosts, each standing for its subdomains too. The zero value is empty.
type Hosts struct {
	names map[string]struct{}
}

// NewHosts makes a set of hosts, origins ("https://shop.example:8443") or patterns
// ("*.shop.example", the same as "shop.example"). What names no host is left out.
func NewHosts(entries ...string) Hosts {
	h := Hosts{names: make(map[string]struct{}, len(entries))}
	for _, entry := range entries {
		if _, rest, found := strings.Cut(entry, "://"); found {
			entry = rest
		}
		entry, _, _ = strings.Cut(entry, "/")
		entry = strings.TrimPrefix(entry, "*.")
		if name := hostName(entry); name != "" && name != "*" {
			h.names[name] = struct{}{}
		}
	}
	return h
}

// Has tells whether host or a domain above it is in the set. Case, a port, a trailing dot
// and the spelling of international names (Unicode or punycode) do not matter.
func (h Hosts) Has(host string) bool {
	return h.has(hostName(host))
}

// has expects a host as hostName spells it.
func (h Hosts) has(host string) bool {
	if len(h.names) == 0 {
		return false
	}
	for ; host != ""; host = parent(host) {
		if _, ok := h.names[host]; ok {
			return true
		}
	}
	return false
}

// hostName is the one spelling of a host: lower case, punycode, without port, brackets and
// trailing dot.
func hostName(host string) string {
	host = strings.TrimSpace(host)
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.TrimRight(strings.Trim(host, "[]"), "."))
	for i := 0; i < len(host); i++ {
		if host[i] < 0x80 {
			continue
		}
		ascii, err := idna.Lookup.ToASCII(host)
		if err != nil {
			return ""
		}
		return ascii
	}
	return host
}

// parent is the domain above host, "" above the last label.
func parent(host string) string {
	_, rest, _ := strings.Cut(host, ".")
	return rest
}

// bare takes the conventional www. away, under which a shop is the same shop.
func bare(host string) string {
	return strings.TrimPrefix(host, "www.")
}

// anySuffix replaces the public suffix of host by "*": www.google.co.uk is www.google.*.
func anySuffix(host string) string {
	suffix, _ := publicsuffix.PublicSuffix(host)
	return strings.TrimSuffix(host, suffix) + "*"
}

// registrable is the part of host that its owner registered, "" where there is none.
func registrable(host string) string {
	domain, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		return ""
	}
	return domain
}

// isHost tells whether host, as hostName spells it, is made of what names and IP addresses of
// hosts are made of. A zone is one machine's own.
func isHost(host string) bool {
	if addr, err := netip.ParseAddr(host); err == nil {
		return addr.Zone() == ""
	}
	return host != "" && strings.Trim(host, "abcdefghijklmnopqrstuvwxyz0123456789.-_") == ""
}

// isAddress tells whether host is an IP address and not a name.
func isAddress(host string) bool {
	_, err := netip.ParseAddr(host)
	return err == nil
}
