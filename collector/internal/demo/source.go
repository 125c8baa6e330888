package demo

import (
	"net/url"
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// source is a way to the shop.
type source struct {
	name string
	// share of the visits of newcomers, and of those who know the shop.
	share, known float64
	// bounce is how many leave after the first page.
	bounce float64
	// keen is how likely they are to buy, 1 on average.
	keen float64
	// mobile is the share of phones.
	mobile   float64
	referrer string
	// query is what the address of the first page carries.
	query string
	// ad is the advertisement that is paid for; nil for what is free.
	ad *advert
}

// advert is an advertisement by what it brings.
type advert struct {
	ctr float64 // clicks by impressions
	// click is what one costs, in Rial.
	click int64
}

var sources = []source{
	{name: "google-ads", share: 0.14, known: 0.07, bounce: 0.40, keen: 1.2, mobile: 0.62, referrer: "https://www.google.com/",
		query: "utm_source=google&utm_medium=cpc&utm_campaign=handicrafts&gclid=demo", ad: &advert{ctr: 0.041, click: 90_000}},
	{name: "instagram-ads", share: 0.13, known: 0.03, bounce: 0.55, keen: 0.6, mobile: 0.95, referrer: "https://l.instagram.com/",
		query: "utm_source=instagram&utm_medium=paid_social&utm_campaign=new-collection", ad: &advert{ctr: 0.012, click: 45_000}},
	{name: "google", share: 0.26, known: 0.17, bounce: 0.38, keen: 1.2, mobile: 0.66, referrer: "https://www.google.com/"},
	{name: "instagram", share: 0.16, known: 0.11, bounce: 0.50, keen: 0.7, mobile: 0.95, referrer: "https://l.instagram.com/",
		query: "utm_source=instagram&utm_medium=social&utm_campaign=bio"},
	{name: "telegram", share: 0.08, known: 0.09, bounce: 0.44, keen: 0.9, mobile: 0.85, referrer: "https://t.me/",
		query: "utm_source=telegram&utm_medium=messenger&utm_campaign=channel"},
	{name: "torob", share: 0.07, known: 0.03, bounce: 0.46, keen: 1.5, mobile: 0.70, referrer: "https://torob.com/"},
	{name: "blog", share: 0.05, known: 0.02, bounce: 0.42, keen: 0.9, mobile: 0.60, referrer: "https://honar.example/best-gifts"},
	{name: "direct", share: 0.11, known: 0.48, bounce: 0.36, keen: 1.1, mobile: 0.62},
}

// The ways that only an occasion opens.
var (
	newsletter = source{name: "newsletter", bounce: 0.25, keen: 1.5, mobile: 0.6, query: "utm_source=newsletter&utm_medium=email&utm_campaign=weekly"}
	reminder   = source{name: "cart-reminder", bounce: 0.18, keen: 2.6, mobile: 0.9, query: "utm_source=sms&utm_medium=sms&utm_campaign=cart-reminder"}
	sale       = source{name: "sale", bounce: 0.22, keen: 2.2, mobile: 0.9, query: "utm_source=sms&utm_medium=sms&utm_campaign=flash-sale"}
	invitation = source{name: "review-invitation", bounce: 0, keen: 0.4, mobile: 0.7, query: "utm_source=shop&utm_medium=email&utm_campaign=review-invitation"}
	friend     = source{name: "friend", bounce: 0.25, keen: 1.8, mobile: 0.85}
)

// way is the source with a name.
func way(name string) source {
	return sources[slices.IndexFunc(sources, func(s source) bool { return s.name == name })]
}

// utm is a campaign parameter of the address of the first page.
func (s source) utm(name string) string {
	query, _ := url.ParseQuery(s.query) // they are written above
	return query.Get("utm_" + name)
}

// arrive is the first page as the browser knows it, at an address of the shop.
func (s source) arrive(page event.Page, code string) event.Page {
	query := s.query
	if code != "" {
		query = "ref=" + url.QueryEscape(code)
	}
	if query != "" {
		page.URL += "?" + query
	}
	page.Referrer = s.referrer
	return page
}
