package enrich

import (
	"cmp"
	"strings"

	"github.com/safar-cx/safar/collector/internal/journey"
)

// Arrive tells how a visitor came to a page: by its utm parameters, else its click id, else
// its referrer. It is nil when none says anything: no referrer, one inside the shop, or a
// payment gateway. Inside are the page's own host, the site's hosts and everything below
// them; a leading "www." makes no difference.
//
// A click id lends utm parameters the source or the medium that they leave out, a referrer
// both when they name neither. gateway tells that the referrer is a payment gateway,
// whatever the page's URL says.
func (s *Sources) Arrive(page, referrer string, site Site) (arrival *journey.Arrival, gateway bool) {
	p, _ := parseAddress(page)
	r, _ := parseAddress(referrer)
	return s.arrive(p, r, site)
}

func (s *Sources) arrive(page, referrer address, site Site) (*journey.Arrival, bool) {
	outside := referrer.host != "" && !inside(referrer.host, page, site)
	gateway := outside && (s.gateways.has(referrer.host) || site.Gateways.has(referrer.host))

	source := label(value(page.params, "utm_source"))
	medium := label(value(page.params, "utm_medium"))
	campaign := label(cmp.Or(value(page.params, "utm_campaign"), value(page.params, "utm_id")))

	by, known := clicked(page.params)
	if !known && source == "" && medium == "" && outside && !gateway && !isAddress(referrer.host) {
		by, known = s.referred(referrer.host), true
	}
	if source == "" && medium == "" && campaign == "" {
		if !known {
			return nil, gateway
		}
		return &journey.Arrival{Channel: by.channel, Source: by.source, Medium: by.medium}, gateway
	}
	source, medium = cmp.Or(source, by.source), cmp.Or(medium, by.medium)
	return &journey.Arrival{
		Channel:  s.Channel(source, medium, campaign),
		Source:   source,
		Medium:   medium,
		Campaign: campaign,
	}, gateway
}

// inside tells whether a host belongs to the shop.
func inside(host string, page address, site Site) bool {
	own := bare(page.host)
	if own != "" && (host == own || strings.HasSuffix(host, "."+own)) {
		return true
	}
	return site.Hosts.has(host) || site.Hosts.has("www."+host)
}

// referred is what a host outside the shop tells as a referrer.
func (s *Sources) referred(host string) click {
	o := s.hosted(host)
	switch o.channel {
	case "":
		return click{source: bare(host), medium: "referral", channel: Referral}
	case OrganicSearch:
		return click{source: o.name, medium: "organic", channel: o.channel}
	case Email:
		return click{source: o.name, medium: "email", channel: o.channel}
	case Display:
		return click{source: o.name, medium: "display", channel: o.channel}
	case PaidSearch:
		return click{source: o.name, medium: "cpc", channel: o.channel}
	}
	return click{source: o.name, medium: "referral", channel: o.channel}
}
