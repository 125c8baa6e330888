package api

import (
	"encoding/json"
	"strconv"

	"github.com/safar-cx/safar/collector/internal/journey"
	"github.com/safar-cx/safar/sdk/event"
)

// mostItems is how many items of a timeline are told, the newest.
const mostItems = 2000

type journeyJSON struct {
	standJSON
	Person     personJSON   `json:"person"`
	First      string       `json:"first" doc:"Time of the first event."`
	Last       string       `json:"last" doc:"Time of the latest event."`
	Sessions   int          `json:"sessions" doc:"Visits that the person began."`
	Orders     int          `json:"orders" doc:"Cancelled ones left out."`
	Revenue    string       `json:"revenue" doc:"Value of these orders, in the site's currency."`
	Currencies []amountJSON `json:"currencies" doc:"The same in other currencies, which are never added."`
	Truncated  bool         `json:"truncated" doc:"There are older items than these."`
	Items      []itemJSON   `json:"items" doc:"Oldest first, the newest 2,000."`
}

type personJSON struct {
	ID   string `json:"id"`
	Kind string `json:"kind" doc:"customer, visitor or guest."`
}

type itemJSON struct {
	Time       string     `json:"time"`
	Type       string     `json:"type" doc:"session, event, order, refund, cancelled, cart_left, message, answer or friction."`
	Name       string     `json:"name" doc:"Of the event. What no event says has its type's: session, cart_left; or its reason's: gateway_lost, extra_costs."`
	Surface    string     `json:"surface"`
	Stage      *string    `json:"stage" doc:"Null for a visit."`
	Touchpoint *string    `json:"touchpoint"`
	Session    *int       `json:"session" doc:"Number of the person's visit that it belongs to, from 1; null for none."`
	Detail     detailJSON `json:"detail"`
}

type detailJSON struct {
	Path        string      `json:"path,omitempty" doc:"Of the page, of a visit its first one's."`
	Channel     string      `json:"channel,omitempty" doc:"Of a visit, as are source and medium."`
	Source      string      `json:"source,omitempty"`
	Medium      string      `json:"medium,omitempty"`
	Campaign    string      `json:"campaign,omitempty" doc:"Of a visit or a message."`
	Device      string      `json:"device,omitempty" doc:"Of a visit."`
	PageViews   int         `json:"pageviews,omitempty" doc:"Of a visit."`
	Seconds     json.Number `json:"seconds,omitempty" doc:"Engaged time of a visit."`
	Products    []string    `json:"products,omitempty" doc:"Names, at most five; ids of those without one. Of a cart that was left: what lay in it."`
	Value       string      `json:"value,omitempty" doc:"Decimal string in major units of currency."`
	Currency    string      `json:"currency,omitempty"`
	Transaction string      `json:"transaction_id,omitempty"`
	Reason      string      `json:"reason,omitempty" doc:"Of friction, or of an answer that names one."`
	Place       string      `json:"place,omitempty" doc:"Of friction: the field, the element, the route, or where a script failed."`
	Rule        string      `json:"rule,omitempty" doc:"Of an error in a form: what was wrong, such as valueMissing, refused or message."`
	Digits      string      `json:"digits,omitempty" doc:"Of an error in a form: the digits that were typed, latin, persian or arabic."`
	Kind        string      `json:"kind,omitempty" doc:"Of an answer: nps, csat, ces, reason, text, or rating for a review."`
	Score       *int64      `json:"score,omitempty" doc:"Of an answer."`
	Text        string      `json:"text,omitempty" doc:"Of an answer."`
	Cancelled   bool        `json:"cancelled,omitempty" doc:"Of an order: it was taken back later."`
	Recovered   bool        `json:"recovered,omitempty" doc:"Of a cart that was left: an order followed within seven days of its opening."`
}

func (s stand) render(t *journey.Timeline) journeyJSON {
	own := s.site.Settings.Currency
	older := max(len(t.Items)-mostItems, 0)
	out := journeyJSON{
		standJSON: s.head(), Person: personJSON{t.Person.ID, kindOf(t.Person, t.Hashed)},
		First: s.time(t.First), Last: s.time(t.Last), Sessions: t.Sessions, Orders: t.Orders,
		Revenue: s.money(0, own), Currencies: []amountJSON{},
		Truncated: t.Truncated || older > 0, Items: make([]itemJSON, len(t.Items)-older),
	}
	for _, sum := range t.Revenue {
		if sum.Currency == own {
			out.Revenue = s.money(sum.Minor, own)
			continue
		}
		out.Currencies = append(out.Currencies, amountJSON{sum.Currency, s.money(sum.Minor, sum.Currency)})
	}
	for i := range out.Items {
		out.Items[i] = s.item(&t.Items[older+i])
	}
	return out
}

func (s stand) money(minor int64, currency string) string {
	return event.FormatAmount(minor, s.site.Settings.MinorDigits(currency))
}

func (s stand) item(i *journey.Item) itemJSON {
	out := itemJSON{
		Time: s.time(i.Time), Type: string(i.Type), Name: i.Name, Surface: i.Surface,
		Stage: stated(string(i.Stage)), Touchpoint: stated(i.Touchpoint),
		Detail: detailJSON{
			Path: i.Path, Channel: i.Channel, Source: i.Source, Medium: i.Medium, Campaign: i.Campaign,
			Device: i.Device, PageViews: i.PageViews, Products: i.Products, Transaction: i.Transaction,
			Reason: i.Reason, Place: i.Place, Rule: i.Rule, Digits: i.Digits, Kind: i.Kind, Score: i.Score, Text: i.Text, Cancelled: i.Cancelled, Recovered: i.Recovered,
		},
	}
	if i.Session > 0 {
		out.Session = &i.Session
	}
	if i.EngagedMS > 0 {
		out.Detail.Seconds = json.Number(strconv.FormatFloat(float64(i.EngagedMS)/1000, 'f', -1, 64))
	}
	if i.Value != nil {
		out.Detail.Value, out.Detail.Currency = s.money(i.Value.Minor, i.Value.Currency), i.Value.Currency
	}
	return out
}
