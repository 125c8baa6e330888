package enrich

import (
	"strings"
	"testing"

	"github.com/safar-cx/safar/collector/internal/journey"
)

func TestArrive(t *testing.T) {
	site := Site{Hosts: NewHosts("https://shop.example", "https://*.sister.example"), Gateways: NewHosts("pay.ourbank.example")}
	const home = "https://shop.example/"
	sources := newSources(t)
	for name, c := range map[string]struct {
		page, referrer string
		want           journey.Arrival // zero for none
		gateway        bool
	}{
		"nothing":                  {home, "", journey.Arrival{}, false},
		"own page":                 {home, "https://shop.example/p/1", journey.Arrival{}, false},
		"own page, other spelling": {home, "https://WWW.Shop.Example.:443/p/1", journey.Arrival{}, false},
		"own subdomain":            {home, "https://blog.shop.example/", journey.Arrival{}, false},
		"allow-list":               {home, "https://sister.example/", journey.Arrival{}, false},
		"allow-list's subdomain":   {home, "https://fa.sister.example/", journey.Arrival{}, false},
		"page's host alone":        {"https://www.other.example/", "https://other.example/", journey.Arrival{}, false},
		"no part of a word":        {home, "https://notshop.example/", journey.Arrival{Channel: Referral, Source: "notshop.example", Medium: "referral"}, false},
		"referral":                 {home, "https://www.blog.example/a?b=c", journey.Arrival{Channel: Referral, Source: "blog.example", Medium: "referral"}, false},
		"referral, own by no page": {"", "https://blog.example/", journey.Arrival{Channel: Referral, Source: "blog.example", Medium: "referral"}, false},
		"assistant":                {home, "https://chatgpt.com/", journey.Arrival{Channel: Referral, Source: "chatgpt.com", Medium: "referral"}, false},
		"address":                  {home, "http://203.0.113.9/", journey.Arrival{}, false},
		"no web address":           {home, "about:blank", journey.Arrival{}, false},

		"search":            {home, "https://www.google.com/", journey.Arrival{Channel: OrganicSearch, Source: "google", Medium: "organic"}, false},
		"search abroad":     {home, "https://www.google.co.uk/", journey.Arrival{Channel: OrganicSearch, Source: "google", Medium: "organic"}, false},
		"search, yahoo":     {home, "https://es.search.yahoo.com/", journey.Arrival{Channel: OrganicSearch, Source: "yahoo", Medium: "organic"}, false},
		"search, app":       {home, "android-app://com.google.android.googlequicksearchbox/", journey.Arrival{Channel: OrganicSearch, Source: "google", Medium: "organic"}, false},
		"search, Iran":      {home, "https://zarebin.ir/search", journey.Arrival{Channel: OrganicSearch, Source: "zarebin", Medium: "organic"}, false},
		"not every Google":  {home, "https://docs.google.com/", journey.Arrival{Channel: Referral, Source: "docs.google.com", Medium: "referral"}, false},
		"social":            {home, "https://l.instagram.com/", journey.Arrival{Channel: OrganicSocial, Source: "instagram.com", Medium: "referral"}, false},
		"social, own place": {home, "https://someone.tumblr.com/", journey.Arrival{Channel: OrganicSocial, Source: "tumblr.com", Medium: "referral"}, false},
		"video":             {home, "https://www.aparat.com/v/1", journey.Arrival{Channel: OrganicVideo, Source: "aparat", Medium: "referral"}, false},
		"messenger":         {home, "https://t.me/", journey.Arrival{Channel: Messaging, Source: "telegram", Medium: "referral"}, false},
		"messenger, web":    {home, "https://web.bale.ai/", journey.Arrival{Channel: Messaging, Source: "bale", Medium: "referral"}, false},
		"messenger, app":    {home, "android-app://org.telegram.messenger/", journey.Arrival{Channel: Messaging, Source: "telegram", Medium: "referral"}, false},
		"price comparison":  {home, "https://torob.com/p/1", journey.Arrival{Channel: PriceComparison, Source: "torob", Medium: "referral"}, false},
		"mailbox":           {home, "https://mail.google.com/", journey.Arrival{Channel: Email, Source: "google.com", Medium: "email"}, false},
		"mailbox, app":      {home, "android-app://com.google.android.gm/", journey.Arrival{Channel: Email, Source: "gmail", Medium: "email"}, false},
		"shopping":          {home, "https://www.amazon.de/", journey.Arrival{Channel: OrganicShopping, Source: "amazon", Medium: "referral"}, false},

		"gateway":                {home, "https://sep.shaparak.ir/Payment", journey.Arrival{}, true},
		"gateway, Arab world":    {home, "https://checkout.tabby.ai/", journey.Arrival{}, true},
		"gateway, world":         {home, "https://checkout.stripe.com/", journey.Arrival{}, true},
		"gateway of the site":    {home, "https://3ds.pay.ourbank.example/", journey.Arrival{}, true},
		"gateway, tagged return": {home + "?utm_source=x&utm_medium=cpc", "https://www.zarinpal.com/", journey.Arrival{Channel: PaidSocial, Source: "x", Medium: "cpc"}, true},

		"tagged":                       {home + "?utm_source=ig&utm_medium=paid_social&utm_campaign=Norooz", "https://l.instagram.com/", journey.Arrival{Channel: PaidSocial, Source: "ig", Medium: "paid_social", Campaign: "Norooz"}, false},
		"tagged in Persian":            {home + "?utm_source=%D8%AA%D9%84%DA%AF%D8%B1%D8%A7%D9%85&UTM_Medium=referral", "", journey.Arrival{Channel: Referral, Source: "تلگرام", Medium: "referral"}, false},
		"tagged over click id":         {home + "?utm_source=news&utm_medium=email&fbclid=1", "https://l.facebook.com/", journey.Arrival{Channel: Email, Source: "news", Medium: "email"}, false},
		"tagged over own referrer":     {home + "?utm_source=sms&utm_medium=sms", "https://shop.example/", journey.Arrival{Channel: SMS, Source: "sms", Medium: "sms"}, false},
		"campaign only":                {home + "?utm_campaign=Norooz", "https://www.google.com/", journey.Arrival{Channel: OrganicSearch, Source: "google", Medium: "organic", Campaign: "Norooz"}, false},
		"campaign by number":           {home + "?utm_source=g&utm_medium=cpc&utm_id=77", "", journey.Arrival{Channel: PaidOther, Source: "g", Medium: "cpc", Campaign: "77"}, false},
		"click id fills a gap":         {home + "?utm_source=google&utm_campaign=a&gclid=1", "", journey.Arrival{Channel: PaidSearch, Source: "google", Medium: "cpc", Campaign: "a"}, false},
		"referrer fills no half":       {home + "?utm_source=someone", "https://www.google.com/", journey.Arrival{Channel: Unassigned, Source: "someone"}, false},
		"click id over referrer":       {home + "?gclid=Cj0", "https://www.google.com/", journey.Arrival{Channel: PaidSearch, Source: "google", Medium: "cpc"}, false},
		"click id, organic":            {home + "?fbclid=Iw", "", journey.Arrival{Channel: OrganicSocial, Source: "facebook.com", Medium: "social"}, false},
		"click id, paid over organic":  {home + "?fbclid=Iw&ttclid=E", "", journey.Arrival{Channel: PaidSocial, Source: "tiktok.com", Medium: "paid_social"}, false},
		"empty click id":               {home + "?gclid=", "", journey.Arrival{}, false},
		"e-mail address as a campaign": {home + "?utm_source=a&utm_medium=email&utm_campaign=ali%40example.com", "", journey.Arrival{Channel: Email, Source: "a", Medium: "email"}, false},
	} {
		got, gateway := sources.Arrive(c.page, c.referrer, site)
		if got == nil {
			got = &journey.Arrival{}
		}
		if *got != c.want || gateway != c.gateway {
			t.Errorf("%s: %+v %v, want %+v %v", name, *got, gateway, c.want, c.gateway)
		}
	}
}

func TestClicks(t *testing.T) {
	if len(clicks) != len(clickOrder) {
		t.Errorf("%d click ids, %d in order", len(clicks), len(clickOrder))
	}
	sources := newSources(t)
	for _, name := range clickOrder {
		c, ok := clicks[name]
		if !ok {
			t.Errorf("%s is not known", name)
		}
		if name != strings.ToLower(name) {
			t.Errorf("%s is not in lower case", name)
		}
		// A click id and the same visit tagged by hand must not end in two channels.
		if got := sources.Channel(c.source, c.medium, ""); got != c.channel {
			t.Errorf("%s: %s, but its source and medium say %s", name, c.channel, got)
		}
	}
}

func TestListsAreSound(t *testing.T) {
	channels := map[string]bool{
		OrganicSearch: true, OrganicSocial: true, OrganicVideo: true, OrganicShopping: true, Email: true,
		Display: true, PaidSearch: true, Messaging: true, PriceComparison: true,
	}
	hosts := make(map[string]string)
	for _, file := range []string{"gateways.txt", "messengers.txt", "price_comparison.txt", "sources.txt"} {
		list, err := entries(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range list {
			if file != "gateways.txt" && !channels[e.section] {
				t.Errorf("%s: %s stands under %q", file, e.name, e.section)
			}
			for _, host := range e.hosts {
				if other := hosts[host]; other != "" {
					t.Errorf("%s: %s of %s is also of %s", file, host, e.name, other)
				}
				hosts[host] = e.name
				if spelled := hostName(host); spelled != host || !strings.Contains(host, ".") {
					t.Errorf("%s: %s of %s is no host", file, host, e.name)
				}
			}
		}
	}
	var categories int
	if err := pairs("ga4_source_categories.csv", ",", func(string, string) error { categories++; return nil }); err != nil {
		t.Fatal(err)
	}
	if categories != 819+1 { // and a heading
		t.Errorf("%d source categories, want 819", categories-1)
	}
}
