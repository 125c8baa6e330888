package enrich

import (
	"encoding/json"
	"testing"

	"github.com/safar-cx/safar/collector/internal/reference"
)

// byMedium is the channel that a medium of the reference cases stands for. Compared are
// channels; the cases' source is a site's proper name and their term is no question of ours.
var byMedium = map[string]string{
	"search":  OrganicSearch,
	"social":  OrganicSocial,
	"email":   Email,
	"paid":    Display,
	"chatbot": Referral, // GA4's groups have none for assistants
}

// otherwise are the reference cases that we file elsewhere, each with the reason.
var otherwise = map[string]struct{ channel, reason string }{
	"http://www.pricerunner.co.uk/search?displayNoHitsMessage=1&q=wild+wisdom+of+the+faery+oracle": {PriceComparison, "a price-comparison site, not a search engine"},
	"https://www.adsensecustomsearchads.com":                                                       {PaidSearch, "advertisements among search results"},
	"https://syndicatedsearch.goog":                                                                {PaidSearch, "advertisements among search results"},
}

func TestReferenceReferrers(t *testing.T) {
	var cases []struct{ URI, Medium, Source string }
	if err := json.Unmarshal(reference.Read(t, "referrers/referer-tests.json"), &cases); err != nil {
		t.Fatal(err)
	}
	if len(cases) != 118 {
		t.Fatalf("%d cases, want 118", len(cases))
	}
	sources := newSources(t)
	seen := 0
	for _, c := range cases {
		want := byMedium[c.Medium]
		if other, ok := otherwise[c.URI]; ok {
			want = other.channel
			seen++
		}
		arrival, gateway := sources.Arrive("https://www.psychicbazaar.com/", c.URI, Site{})
		switch {
		case want == "":
			t.Errorf("medium %q is not known to the test", c.Medium)
		case arrival == nil || gateway:
			t.Errorf("%s: no arrival", c.URI)
		case arrival.Channel != want:
			t.Errorf("%s (%s): %s from %s, want %s", c.URI, c.Source, arrival.Channel, arrival.Source, want)
		case arrival.Source == "" || arrival.Medium == "" || arrival.Campaign != "":
			t.Errorf("%s: %+v", c.URI, arrival)
		}
	}
	if seen != len(otherwise) {
		t.Errorf("%d of %d differences are in the cases", seen, len(otherwise))
	}
}
