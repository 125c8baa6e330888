package shop

import (
	"encoding/json"

	"github.com/safar-cx/safar/examples/shop/internal/goods"
	"github.com/safar-cx/safar/examples/shop/internal/store"
	"github.com/safar-cx/safar/examples/shop/internal/words"
	"github.com/safar-cx/safar/sdk/event"
)

// push is an entry of the page's data layer, in the form of GA4 that shops have had long
// before they have Safar: the tag reads it there.
type push struct {
	Event     string    `json:"event"`
	Ecommerce ecommerce `json:"ecommerce"`
}

type ecommerce struct {
	TransactionID string       `json:"transaction_id,omitempty"`
	Currency      string       `json:"currency"`
	Value         json.Number  `json:"value"`
	Shipping      json.Number  `json:"shipping,omitempty"`
	Coupon        string       `json:"coupon,omitempty"`
	Items         []event.Item `json:"items"`
}

// survey asks the tag for its prompt.
type survey struct {
	Kind       string     `json:"kind"`
	ID         string     `json:"survey_id"`
	Touchpoint string     `json:"touchpoint"`
	Lang       words.Lang `json:"lang"`
}

func pushViewItem(p goods.Product) push {
	return push{event.NameViewItem, ecommerce{
		Currency: goods.Currency, Value: amount(p.Price), Items: pushItems([]goods.Line{{Product: p, Quantity: 1}}),
	}}
}

func pushPurchase(o store.Order) push {
	return push{event.NamePurchase, ecommerce{
		TransactionID: o.ID, Currency: goods.Currency, Value: amount(o.Sum.Goods()), Shipping: amount(o.Sum.Shipping),
		Coupon: coupon(o.Coupon, o.Sum), Items: pushItems(o.Lines),
	}}
}

func pushItems(lines []goods.Line) []event.Item {
	all := make([]event.Item, len(lines))
	for i, l := range lines {
		all[i] = event.Item{
			ID: l.Product.ID, Name: l.Product.Name.En, Category: l.Product.Category,
			Price: amount(l.Product.Price), Quantity: amount(int64(l.Quantity)),
		}
	}
	return all
}

// amount writes a whole number; a rial has no parts.
func amount(n int64) json.Number { return json.Number(event.FormatAmount(n, 0)) }
