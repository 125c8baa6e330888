package api

import (
	"context"

	"github.com/safar-cx/safar/collector/internal/metric"
	"github.com/safar-cx/safar/sdk/event"
)

type productsJSON struct {
	headJSON
	Products []productJSON `json:"products" doc:"At most 200, in the order asked for."`
	LeftOut  int           `json:"left_out" doc:"How many more there are."`
}

type productJSON struct {
	Product  string  `json:"product" doc:"The item's id, else its name."`
	Name     *string `json:"name" doc:"As most of the range's events spell it; null where none does."`
	Category *string `json:"category" doc:"Likewise."`
	Views    int64   `json:"views" doc:"view_item events that list it."`

	ViewSessions  int64   `json:"view_sessions" doc:"Visits with such an event."`
	Added         float64 `json:"added" doc:"Quantity put into carts."`
	AddedSessions int64   `json:"added_sessions" doc:"Visits that did."`
	Removed       float64 `json:"removed" doc:"Quantity taken out of carts."`
	Bought        float64 `json:"bought" doc:"Quantity in orders."`
	Orders        int64   `json:"orders" doc:"Orders with it."`
	Revenue       string  `json:"revenue" doc:"What these paid for it, less item discounts, in the site's currency."`

	Currencies  []productRevenueJSON `json:"currencies" doc:"The same in other currencies, which are never added."`
	LeftBehind  float64              `json:"left_behind" doc:"Quantity left in matured carts that were neither ordered nor emptied."`
	LeftCarts   int64                `json:"left_carts" doc:"Carts it was left in."`
	ViewToCart  *float64             `json:"view_to_cart" doc:"Of the visits that viewed it, the share that put it into a cart; null without views."`
	CartToOrder *float64             `json:"cart_to_order" doc:"Of the matured carts with it, the share that was ordered; null without carts."`
	Previous    *productPastJSON     `json:"previous,omitempty" doc:"The same over the compared period."`
}

type productRevenueJSON struct {
	Currency string `json:"currency"`
	Revenue  string `json:"revenue"`
}

type productPastJSON struct {
	Views      int64   `json:"views"`
	Added      float64 `json:"added"`
	Bought     float64 `json:"bought"`
	LeftBehind float64 `json:"left_behind"`
	Revenue    string  `json:"revenue"`
}

func productsParams() []Param {
	var orders []string
	for _, o := range metric.ProductOrders() {
		orders = append(orders, string(o))
	}
	return append(findingParams(), Param{
		Name: "sort", In: "query", Enum: orders, Description: "The number of which those with most come first. Defaults to views.",
	})
}

func (a *API) products(ctx context.Context, c *call) (reply, error) {
	q, asked, err := a.ask(ctx, c, productsParams())
	if err != nil {
		return reply{}, err
	}
	report, err := build(ctx, a, &asked, func(facts metric.Facts, r metric.Request) (metric.ProductReport, error) {
		return metric.BuildProducts(ctx, facts, r, metric.ProductOrder(q.text("sort")))
	})
	if err != nil {
		return reply{}, err
	}
	out := renderProducts(&report)
	out.headJSON = asked.head(&report.Request, report.Compared)
	return ok(out), nil
}

func renderProducts(r *metric.ProductReport) productsJSON {
	money := func(a metric.Amount) string { return event.FormatAmount(a.Minor, r.Request.Digits(a.Currency)) }
	out := productsJSON{Products: make([]productJSON, len(r.Products)), LeftOut: r.LeftOut}
	for i := range r.Products {
		p := &r.Products[i]
		j := productJSON{
			Product: p.ID, Name: stated(p.Name), Category: stated(p.Category),
			Views: p.Views, ViewSessions: p.ViewVisits, Added: quantity(p.Added), AddedSessions: p.AddedVisits,
			Removed: quantity(p.Removed), Bought: quantity(p.Bought), Orders: p.Orders, Revenue: money(p.Revenue[0]),
			Currencies: []productRevenueJSON{}, LeftBehind: quantity(p.LeftBehind), LeftCarts: p.LeftCarts,
			ViewToCart: p.ViewToCart.Value, CartToOrder: p.CartToOrder.Value,
		}
		for _, other := range p.Revenue[1:] {
			j.Currencies = append(j.Currencies, productRevenueJSON{other.Currency, money(other)})
		}
		if past := p.Previous; past != nil {
			j.Previous = &productPastJSON{
				past.Views, quantity(past.Added), quantity(past.Bought), quantity(past.LeftBehind), money(past.Revenue[0]),
			}
		}
		out.Products[i] = j
	}
	return out
}

// quantity turns thousandths into a number with at most three digits after the point.
func quantity(thousandths int64) float64 { return float64(thousandths) / 1000 }

// stated is nil for a text that is not.
func stated(text string) *string {
	if text == "" {
		return nil
	}
	return &text
}
