package enrich

import (
	"testing"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/sdk/event"
)

func TestAdvertised(t *testing.T) {
	n := newEnricher(t)
	const home = "https://shop.example/"
	for name, c := range map[string]struct {
		page, referrer string
		params         event.Params
		want           journey.Arrival
	}{
		"nothing": {want: journey.Arrival{Channel: Direct}},
		"a page that tells nothing": {
			page: home, referrer: "https://www.google.com/", want: journey.Arrival{Channel: Direct},
		},
		"its page": {
			page: home + "?utm_source=ig&utm_medium=paid_social&utm_campaign=norooz", params: event.Params{"source": "x", "medium": "y", "campaign": "z"},
			want: journey.Arrival{Channel: PaidSocial, Source: "ig", Medium: "paid_social", Campaign: "norooz"},
		},
		"a click id of its page": {
			page: home + "?gclid=1", params: event.Params{"source": "x", "medium": "email"},
			want: journey.Arrival{Channel: PaidSearch, Source: "google", Medium: "cpc"},
		},
		"the id of a campaign": {
			page: home + "?utm_id=7", params: event.Params{"campaign": "spring"},
			want: journey.Arrival{Channel: Unassigned, Campaign: "7"},
		},
		"its parameters": {
			params: event.Params{"source": " google ", "medium": "cpc", "campaign": "shoes"},
			want:   journey.Arrival{Channel: PaidSearch, Source: "google", Medium: "cpc", Campaign: "shoes"},
		},
		"a page that tells less": {
			page: home + "?utm_source=someone", params: event.Params{"medium": "cpc", "campaign": "shoes"},
			want: journey.Arrival{Channel: Unassigned, Source: "someone"},
		},
		"somebody's address": {
			params: event.Params{"source": "ali@example.com", "medium": "email"},
			want:   journey.Arrival{Channel: Email, Medium: "email"},
		},
	} {
		for _, ad := range []string{event.NameAdImpression, event.NameAdClick} {
			e := event.Event{Name: ad, Params: c.params, Page: event.Page{URL: c.page, Referrer: c.referrer}}
			if hit, _ := n.Enrich(&e, event.ServerKey, Peer{}, testSite, testSalt); hit.Arrival == nil || *hit.Arrival != c.want {
				got := hit.Arrival
				t.Errorf("%s, %s: %+v, want %+v", name, ad, got, c.want)
			}
		}
	}
}

// Only advertisements tell in their parameters where they come from.
func TestOnlyAdvertisementsAreAdvertised(t *testing.T) {
	e := event.Event{Name: event.NamePageView, Params: event.Params{"source": "google", "medium": "cpc"}}
	if hit, _ := newEnricher(t).Enrich(&e, event.BrowserKey, Peer{}, testSite, testSalt); hit.Arrival != nil {
		a := hit.Arrival
		t.Errorf("%+v", a)
	}
}
