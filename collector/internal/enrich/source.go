package enrich

import "strings"

// Sources knows the sites that visitors come from. It is immutable and safe for concurrent use.
type Sources struct {
	origins  map[string]origin // by name, host, and host under any public suffix ("google.*")
	gateways Hosts
}

// origin is a site that visitors come from.
type origin struct {
	name    string // what reports call it; "" when its key is the name
	channel string // of an unpaid visit; "" for an unknown site
}

// NewSources reads the lists that are compiled in.
func NewSources() (*Sources, error) {
	s := &Sources{origins: make(map[string]origin, 2048)}
	categories := map[string]string{
		"SOURCE_CATEGORY_SEARCH":   OrganicSearch,
		"SOURCE_CATEGORY_SHOPPING": OrganicShopping,
		"SOURCE_CATEGORY_SOCIAL":   OrganicSocial,
		"SOURCE_CATEGORY_VIDEO":    OrganicVideo,
	}
	err := pairs("ga4_source_categories.csv", ",", func(source, category string) error {
		if channel, ok := categories[category]; ok {
			s.origins[strings.ToLower(source)] = origin{channel: channel}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, file := range []string{"sources.txt", "messengers.txt", "price_comparison.txt"} {
		list, err := entries(file)
		if err != nil {
			return nil, err
		}
		for _, e := range list {
			o := origin{name: e.name, channel: e.section}
			s.origins[e.name] = o
			for _, host := range e.hosts {
				s.origins[host] = o
			}
		}
	}
	s.gateways, err = loadGateways()
	return s, err
}

// named finds what a shop wrote as utm_source: a name, or a host.
func (s *Sources) named(source string) origin {
	if o, ok := s.origins[source]; ok {
		return o
	}
	if strings.Contains(source, ".") {
		return s.hosted(hostName(source))
	}
	return origin{}
}

// hosted finds the site of a host, the closest listed domain first. An unlisted host with
// a label such as webmail or lightmailer below its registrable domain is a mailbox.
func (s *Sources) hosted(host string) origin {
	if isAddress(host) {
		return origin{}
	}
	if o, ok := s.origins[host]; ok {
		return s.called(o, host)
	}
	if o, ok := s.origins[anySuffix(host)]; ok {
		return o
	}
	if domain := registrable(host); strings.Contains(strings.TrimSuffix(host, domain), "mail") {
		return origin{name: domain, channel: Email}
	}
	for domain := parent(host); strings.Contains(domain, "."); domain = parent(domain) {
		if o, ok := s.origins[domain]; ok {
			return s.called(o, domain)
		}
	}
	return origin{}
}

// called names a site that is listed without a name: the widest domain that is listed alike
// (l.facebook.com is facebook.com), for search engines the bare name, as GA4 does.
func (s *Sources) called(o origin, domain string) origin {
	if o.name != "" {
		return o
	}
	for up := parent(domain); strings.Contains(up, "."); up = parent(up) {
		if s.origins[up].channel == o.channel {
			domain = up
		}
	}
	o.name = domain
	if label, _, _ := strings.Cut(registrable(domain), "."); o.channel == OrganicSearch && s.origins[label].channel == OrganicSearch {
		o.name = label
	}
	return o
}
