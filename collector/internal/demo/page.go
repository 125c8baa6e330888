package demo

import (
	"net/url"

	"github.com/safar-cx/safar/sdk/event"
)

// The pages of the shop, in the shopper's language.

func (v *visit) at(path, title string) event.Page {
	return event.Page{URL: v.config.Shop + "/" + v.who.language.code + path, Title: title}
}

func (v *visit) homePage() event.Page { return v.at("", v.who.language.home) }

func (v *visit) categoryPage(category string) event.Page {
	return v.at("/c/"+category, v.who.language.home)
}

func (v *visit) productPage(p product) event.Page {
	return v.at("/p/"+p.id, p.names[v.who.language.code])
}

func (v *visit) searchPage(words string) event.Page {
	return v.at("/search?q="+url.QueryEscape(words), words)
}

func (v *visit) cartPage() event.Page { return v.at("/cart", v.who.language.cart) }

func (v *visit) checkoutPage(step string) event.Page {
	return v.at("/checkout/"+step, v.who.language.checkout)
}

func (v *visit) thanksPage() event.Page { return v.at("/thanks", v.who.language.thanks) }
