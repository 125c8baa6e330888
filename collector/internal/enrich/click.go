package enrich

// click is what a click id says of the visit it came with.
type click struct {
	source, medium string
	channel        string
}

// clicks are the parameters that a platform adds to a link when it is clicked. Most are
// added to advertisements alone. Facebook and Instagram add theirs to every link that leaves
// them, so it proves no payment; Google's say which product, but not which network of it, and
// search is by far the largest.
var clicks = map[string]click{
	"gclid":     {"google", "cpc", PaidSearch},
	"gbraid":    {"google", "cpc", PaidSearch}, // from an iOS app to the web
	"wbraid":    {"google", "cpc", PaidSearch}, // from the web on iOS
	"dclid":     {"google", "display", Display},
	"msclkid":   {"bing", "cpc", PaidSearch},
	"yclid":     {"yandex", "cpc", PaidSearch},
	"fbclid":    {"facebook.com", "social", OrganicSocial},
	"igshid":    {"instagram.com", "social", OrganicSocial},
	"igsh":      {"instagram.com", "social", OrganicSocial},
	"ttclid":    {"tiktok.com", "paid_social", PaidSocial},
	"twclid":    {"twitter.com", "paid_social", PaidSocial},
	"li_fat_id": {"linkedin.com", "paid_social", PaidSocial},
	"sccid":     {"snapchat.com", "paid_social", PaidSocial},
	"epik":      {"pinterest.com", "paid_social", PaidSocial},
	"rdt_cid":   {"reddit.com", "paid_social", PaidSocial},
	"qclid":     {"quora.com", "paid_social", PaidSocial},
	"vmcid":     {"yahoo", "cpc", PaidSearch},
	"mc_eid":    {"mailchimp", "email", Email},
	"mc_cid":    {"mailchimp", "email", Email},
	"_kx":       {"klaviyo", "email", Email},
	"irclickid": {"impact", "affiliate", Affiliates},
	"awc":       {"awin", "affiliate", Affiliates},
	"cjevent":   {"cj", "affiliate", Affiliates},
}

// clickOrder decides between two click ids on one URL: the one that proves a paid click
// first, then the one that says more.
var clickOrder = []string{
	"gclid", "gbraid", "wbraid", "dclid", "msclkid", "yclid", "vmcid",
	"ttclid", "twclid", "li_fat_id", "sccid", "epik", "rdt_cid", "qclid",
	"irclickid", "awc", "cjevent", "mc_cid", "mc_eid", "_kx",
	"igshid", "igsh", "fbclid",
}

// clicked finds the click id of a URL's parameters.
func clicked(params []param) (click, bool) {
	for _, name := range clickOrder {
		if value(params, name) != "" {
			return clicks[name], true
		}
	}
	return click{}, false
}
