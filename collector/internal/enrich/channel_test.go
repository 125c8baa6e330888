package enrich

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

func TestPublishedChannelCases(t *testing.T) {
	content, err := os.ReadFile("testdata/ga4_default_channel_cases.json")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Cases []struct {
			Source, Medium, Campaign string
			Expected                 string `json:"expected_channel"`
		}
	}
	if err := json.Unmarshal(content, &file); err != nil {
		t.Fatal(err)
	}
	if len(file.Cases) != 30 {
		t.Fatalf("%d cases, want 30", len(file.Cases))
	}
	// GA4's names in snake case are ours, but for one.
	id := strings.NewReplacer(" ", "_", "-", "_", "mobile push notifications", MobilePush)
	sources := newSources(t)
	for _, c := range file.Cases {
		want := id.Replace(strings.ToLower(c.Expected))
		if got := sources.Channel(c.Source, c.Medium, c.Campaign); got != want {
			t.Errorf("%q %q %q: %s, want %s", c.Source, c.Medium, c.Campaign, got, want)
		}
	}
}

func TestChannel(t *testing.T) {
	sources := newSources(t)
	for _, c := range []struct{ source, medium, campaign, want string }{
		{"", "", "", Direct},
		{"", "", "summer", Unassigned},
		{"", "", "eshop-summer", OrganicShopping},
		{"", "", "workshop", Unassigned}, // shop inside a word
		{"Google", "CPC", "", PaidSearch},
		{"ig", "paid_social", "", PaidSocial},
		{"www.instagram.com", "", "", OrganicSocial},
		{"newsletter", "email", "", Email},
		{"partner", "affiliates", "", Affiliates},
		{"alibaba", "referral", "", OrganicShopping}, // only a missing medium is the exception
		{"yandex.ru", "organic", "", OrganicSearch},

		{"telegram", "", "", Messaging},
		{"Telegram", "social", "", Messaging},
		{"t.me", "referral", "", Messaging},
		{"eitaa", "channel-post", "", Messaging},
		{"telegram", "cpc", "", PaidSocial},
		{"someone", "messenger", "", Messaging},
		{"torob", "", "", PriceComparison},
		{"torob", "cpc", "", PriceComparison},
		{"torob.com", "referral", "", PriceComparison},
		{"someone", "price_comparison", "", PriceComparison},
		{"yektanet", "", "", Display},
		{"yektanet", "cpc", "", PaidOther},
		{"aparat", "", "", OrganicVideo},
		{"zarebin.ir", "", "", OrganicSearch},
	} {
		if got := sources.Channel(c.source, c.medium, c.campaign); got != c.want {
			t.Errorf("%q %q %q: %s, want %s", c.source, c.medium, c.campaign, got, c.want)
		}
	}
}

func newSources(t testing.TB) *Sources {
	t.Helper()
	s, err := NewSources()
	if err != nil {
		t.Fatal(err)
	}
	return s
}
