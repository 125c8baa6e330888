package figures

import (
	"cmp"
	"encoding/json"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"github.com/safar-cx/safar/collector/internal/reference"
	"github.com/safar-cx/safar/sdk/event"
)

// The days of Snowplow's events.
const (
	snowFrom = "2022-10-01"
	snowTo   = "2022-12-31"
)

// snowApps are the apps that the published tables are about. One line is of another app, put
// there by their authors to be left out.
func snowApps() []string { return []string{"ecom-accel", "DemoID"} }

// action is a line of Snowplow's source events.
type action struct {
	id, visitor, session, kind, url string
	at                              time.Time // UTC, whole milliseconds as in an event
	goods                           []snowGood
	total                           json.Number // of the cart after the action
	currency                        string
	sale                            snowSale
}

type snowGood struct {
	ID       string       `json:"id"`
	Category string       `json:"category"`
	Price    json.Number  `json:"price"`
	Quantity *json.Number `json:"quantity"`
}

type snowSale struct {
	ID       string      `json:"transaction_id"`
	Currency string      `json:"currency"`
	Revenue  json.Number `json:"revenue"`
}

// The kinds of actions that are looked at.
const (
	snowView     = "product_view"
	snowAdd      = "add_to_cart"
	snowRemove   = "remove_from_cart"
	snowCheckout = "checkout_step"
	snowSold     = "transaction"
)

func actions(t *testing.T, folder string) []action {
	t.Helper()
	const context = "contexts_com_snowplowanalytics_snowplow_ecommerce_"
	columns := []string{
		"app_id", "event_id", "domain_userid", "domain_sessionid", "derived_tstamp", "page_url",
		"unstruct_event_com_snowplowanalytics_snowplow_ecommerce_snowplow_ecommerce_action_1_0_0",
		context + "product_1_0_0", context + "cart_1_0_0", context + "transaction_1_0_0",
		"contexts_com_snowplowanalytics_snowplow_client_session_1_0_1",
	}
	var list []action
	pick(t, filepath.Join(folder, "source__snowplow_ecommerce_events.csv.gz"), columns, func(f []string) {
		if !slices.Contains(snowApps(), f[0]) {
			return
		}
		a := action{id: f[1], visitor: f[2], session: f[3], url: f[5], at: snowTime(t, f[4])}
		var kind struct{ Type string }
		var carts []struct {
			Currency string
			Total    json.Number `json:"total_value"`
		}
		var sales []snowSale
		var apps []struct{ SessionID, UserID string }
		for column, into := range map[int]any{6: &kind, 7: &a.goods, 8: &carts, 9: &sales, 10: &apps} {
			if f[column] == "" {
				continue
			}
			if err := json.Unmarshal([]byte(f[column]), into); err != nil {
				t.Fatalf("%s: %v", f[column], err)
			}
		}
		a.kind = kind.Type
		for _, c := range carts {
			a.total, a.currency = c.Total, c.Currency
		}
		for _, s := range sales {
			a.sale = s
		}
		for _, app := range apps {
			a.session, a.visitor = app.SessionID, app.UserID
		}
		list = append(list, a)
	})
	slices.SortFunc(list, func(a, b action) int { return cmp.Or(a.at.Compare(b.at), cmp.Compare(a.id, b.id)) })
	return list
}

// snowTime reads the two ways in which the files write UTC.
func snowTime(t *testing.T, text string) time.Time {
	t.Helper()
	at, err := time.Parse("2006-01-02 15:04:05.999999", text)
	if err != nil {
		if at, err = time.Parse("2006-01-02 15:04:05.999999-07:00", text); err != nil {
			t.Fatal(err)
		}
	}
	return at.UTC().Truncate(time.Millisecond)
}

// event is what a shop would send of an action; false for what no event can say.
func (a *action) event() (event.Event, bool) {
	names := map[string]string{
		"": event.NamePageView, snowView: event.NameViewItem, snowAdd: event.NameAddToCart, snowRemove: event.NameRemoveFromCart,
		snowCheckout: event.NameBeginCheckout, snowSold: event.NamePurchase,
		"list_view": event.NameViewItemList, "list_click": event.NameSelectItem,
		"promo_view": event.NameViewPromotion, "promo_click": event.NameSelectPromotion,
	}
	e := event.Event{
		ID: a.id, Name: names[a.kind], Time: a.at, VisitorID: a.visitor, Surface: event.SurfaceApp, Params: event.Params{},
	}
	e.Page.URL = a.url
	if a.kind == snowAdd || a.kind == snowRemove {
		var items []map[string]any
		for _, g := range a.goods {
			items = append(items, map[string]any{"item_id": g.ID, "item_category": g.Category, "price": g.Price, "quantity": g.quantity()})
		}
		e.Params["items"], e.Params["currency"] = items, a.currency
	}
	if a.kind == snowSold {
		e.Params["transaction_id"], e.Params["value"], e.Params["currency"] = a.sale.ID, a.sale.Revenue, a.sale.Currency
	}
	return e, e.Name != ""
}

func (g *snowGood) quantity() json.Number {
	if g.Quantity == nil {
		return "1"
	}
	return *g.Quantity
}

func TestSnowplow(t *testing.T) {
	folder := reference.Path(t, "snowplow_ecommerce")
	list := actions(t, folder)
	var events []event.Event
	for i := range list {
		if e, ok := list[i].event(); ok {
			events = append(events, e)
		}
	}
	s := serve(t).open(t, "snowplow", "UTC", "EUR")
	s.post(t, events)
	r := s.ask(t, snowFrom, snowTo, "sessions", "product_view_rate", "add_to_cart_rate", "cart_abandonment_rate",
		"checkout_completion_rate", "conversion_rate", "orders", "revenue", "aov")
	theirs, ours := shopped(t, list), shoppedByDefinition(t, list)
	dollars := r.metric(t, "aov").currency(t, "USD")
	figures := []figure{
		{"Visits", "63", count(theirs.visits), r.value(t, "sessions"), count(ours.visits), nil},
		{"Visits with a product view", "20", count(theirs.viewed), r.numerator(t, "product_view_rate"), count(ours.viewed), nil},
		{"Visits with something put into the cart", "15", count(theirs.added), r.numerator(t, "add_to_cart_rate"), count(ours.added), nil},
		{"Visits with a cart created", "13", count(theirs.carts), r.denominator(t, "cart_abandonment_rate"), count(ours.carts), []string{"S1", "S2"}},
		{"Visits with a cart abandoned", "11", count(theirs.abandoned), r.numerator(t, "cart_abandonment_rate"), count(ours.abandoned), []string{"S1", "S2", "S3"}},
		{"Visits with a checkout", "11", count(theirs.checkouts), r.denominator(t, "checkout_completion_rate"), count(ours.checkouts), []string{"S1"}},
		{"Visits with a checkout that succeeded", "8", count(theirs.ordered), r.numerator(t, "conversion_rate"), count(ours.ordered), nil},
		{"Transactions", "14", count(theirs.orders), r.value(t, "orders"), count(ours.orders), nil},
		{"Transactions in EUR", "13", count(theirs.inEUR), r.denominator(t, "aov"), count(ours.inEUR), nil},
		{"Transactions in USD", "1", count(theirs.orders - theirs.inEUR), source{"denominator of `aov` in USD", count(*dollars.Denominator)}, count(ours.orders - ours.inEUR), nil},
		{"Revenue, EUR", "1234863.89", pounds(theirs.cents["EUR"]), r.value(t, "revenue"), pounds(ours.cents["EUR"]), nil},
		{"Revenue, USD", "231231.00", pounds(theirs.cents["USD"]), source{"numerator of `aov` in USD", pounds(dollars.Numerator.number(t, "money"))}, pounds(ours.cents["USD"]), nil},
	}
	publish(t, "snowplow", figures, table)
	explained(t, "S", figures)
}
