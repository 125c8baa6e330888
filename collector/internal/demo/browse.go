package demo

import "github.com/safar-cx/safar/sdk/event"

// Touchpoints in the shop's pages.
const (
	bannerAutumn    = "banner-autumn"
	bannerHarvest   = "banner-harvest"
	recommendations = "product-recommendations"
	buyingGuide     = "buying-guide"
)

// Touchpoints elsewhere.
const (
	referralProgramme = "referral-programme"
	till              = "till"
)

// land opens the first page: advertisements and price comparisons lead to products, most
// other ways to the front page.
func (v *visit) land() {
	onProduct := 0.35
	switch v.via.name {
	case "torob", "google-ads":
		onProduct = 0.85
	case "direct", "newsletter", "sale":
		onProduct = 0.1
	}
	first, seen := v.homePage(), product{}
	if v.chance(onProduct) {
		seen = v.anyProduct()
		first = v.productPage(seen)
	}
	v.page = v.via.arrive(first, v.plan.code)
	v.since = v.now
	v.say(event.NamePageView, nil)
	if v.plan.code != "" {
		v.say(event.NameReferralVisited, event.Params{"referral_code": v.plan.code})
	}
	if seen.id != "" {
		v.seeProduct(seen)
		return
	}
	if v.chance(0.8) {
		v.seeBanners()
	}
}

// seeBanners is the upper part of the front page. The second banner stands below the edge
// of small screens.
func (v *visit) seeBanners() {
	v.sayAt(bannerAutumn, event.NameImpression, nil)
	if v.chance(0.06) {
		v.sayAt(bannerAutumn, event.NameClick, nil)
		v.open(v.categoryPage("textiles"))
		v.look(12)
		return
	}
	if v.device.mobile && v.chance(0.6) {
		return
	}
	v.sayAt(bannerHarvest, event.NameImpression, nil)
	if v.chance(0.09) {
		p := named("saffron")
		v.sayAt(bannerHarvest, event.NameClick, nil)
		v.open(v.productPage(p))
		v.seeProduct(p)
		v.look(20)
	}
}

// browse looks around until a shopper has seen enough.
func (v *visit) browse() {
	for range 1 + v.about(1.1) {
		switch {
		case v.chance(0.14):
			words := oneOf(v.dice, v.who.language.searches)
			v.open(v.searchPage(words))
			v.say(event.NameViewSearchResults, event.Params{"search_term": words, "results": v.between(0, 9)})
			v.look(12)
		case v.chance(0.3):
			category := v.anyProduct().category
			v.open(v.categoryPage(category))
			v.say(event.NameViewItemList, event.Params{"item_list_name": category})
			v.look(15)
		}
		if v.chance(0.62) {
			p := v.anyProduct()
			v.open(v.productPage(p))
			v.seeProduct(p)
			v.look(26)
		}
		v.stuck(0.012)
	}
	v.extras()
}

// seeProduct is what a product's page tells of itself.
func (v *visit) seeProduct(p product) {
	one := []line{{p, 1}}
	v.say(event.NameViewItem, event.Params{"currency": currency, "value": p.price, "items": itemsOf(one, v.who.language)})
	if v.chance(0.45) {
		v.sayAt(recommendations, event.NameImpression, nil)
		if v.chance(0.09) {
			v.look(6)
			v.sayAt(recommendations, event.NameClick, nil)
			next := v.anyProduct()
			v.open(v.productPage(next))
			v.say(event.NameViewItem, event.Params{"currency": currency, "value": next.price, "items": itemsOf([]line{{next, 1}}, v.who.language)})
		}
	}
}

// extras are the smaller things that some do.
func (v *visit) extras() {
	switch {
	case v.chance(0.022):
		v.say(event.NameShare, event.Params{"method": oneOf(v.dice, []string{"telegram", "whatsapp", "instagram", "link"})})
	case v.chance(0.03):
		v.say(event.NameAddToWishlist, nil)
	case v.chance(0.025):
		v.sayAt(buyingGuide, event.NameFileDownload, nil)
	case v.chance(0.02) && v.who.agreed:
		v.tell(event.NameGenerateLead, event.Params{"method": "newsletter"})
	case v.chance(0.015):
		v.support(v.who, v.id+"-chat", v.now)
	case v.chance(0.004):
		v.say(event.NameException, event.Params{"description": "TypeError: undefined is not an object", "fatal": false})
	}
}

func (v *visit) anyProduct() product {
	return pick(v.dice, products, func(p product) float64 { return p.wanted })
}
