package journey

import (
	"cmp"
	"slices"

	"github.com/safar-cx/safar/sdk/event"
)

// ItemType tells the items of a timeline apart.
type ItemType string

// The types of items.
const (
	ItemSession   ItemType = "session"   // a visit began
	ItemEvent     ItemType = "event"     // whatever has no type of its own
	ItemOrder     ItemType = "order"     // an order, taken back later or not
	ItemRefund    ItemType = "refund"    // a refund that counts
	ItemCancelled ItemType = "cancelled" // an order was taken back
	ItemCartLeft  ItemType = "cart_left" // a cart's window ended without an order
	ItemMessage   ItemType = "message"   // something became of a message to the person
	ItemAnswer    ItemType = "answer"    // an answer in a survey, or a review
	ItemFriction  ItemType = "friction"  // something stood in the way
)

// Item is one thing that happened to a person. It holds no identifier but a transaction's,
// and nothing that was typed into a field; only answers are told in their givers' words.
type Item struct {
	Time       int64 // Unix milliseconds
	Type       ItemType
	Name       string // of the event; of what the fold found its type or its reason
	Surface    string
	Touchpoint string
	Stage      event.Stage // "" for a visit
	Session    int         // number of the person's visit that it belongs to, from 1; 0 for none

	Path                    string // of the page, or of a visit's first page
	Channel, Source, Medium string // of a visit
	Campaign                string // of a visit or a message
	Device                  string // of a visit
	PageViews               int    // of a visit
	EngagedMS               int64  // of a visit
	Products                []string
	Transaction             string // of an order, its refunds and its cancellation
	Value                   *Amount
	Reason                  string // of friction, and of an answer that names one
	Place                   string // of friction: the field, the element, the route, or where a script failed
	Rule, Digits            string // of an error in a form: what was wrong, and the digits that were typed
	Kind                    string // of an answer
	Score                   *int64 // of an answer
	Text                    string // of an answer
	Cancelled               bool   // of an order
	Recovered               bool   // of a cart that was left: an order followed within seven days
}

// Amount is money in minor units of its currency.
type Amount struct {
	Currency string
	Minor    int64
}

// maxProducts is how many products an item names.
const maxProducts = 5

// products are the names of items, the ids of those without one, each once.
func products(items []event.Item) []string {
	var names []string
	for _, item := range items {
		name := cmp.Or(item.Name, item.ID)
		if name != "" && !slices.Contains(names, name) && len(names) < maxProducts {
			names = append(names, name)
		}
	}
	return names
}

// mostOfPlace is how many characters of a place are told.
const mostOfPlace = 200

// placeOf is as much of the name of a place as is told.
func placeOf(name string) string {
	if place := []rune(name); len(place) > mostOfPlace {
		return string(place[:mostOfPlace])
	}
	return name
}

// hindered makes an item tell of friction: where it was met with, as far as that was said.
func (item *Item) hindered(e *event.Event) {
	p := e.Params
	item.Type, item.Reason = ItemFriction, event.Reason(e)
	item.Place = placeOf(cmp.Or(p.Text("field"), p.Text("last_field"), p.Text("element"), p.Text("route"), p.Text("description")))
	if e.Name == event.NameFormError {
		item.Rule, item.Digits = p.Text("rule"), p.Text("digits")
	}
}

// answered makes an item tell of an answer or a review.
func (item *Item) answered(h *Hit) {
	p, score := h.Event.Params, "score"
	item.Type, item.Kind, item.Text, item.Reason = ItemAnswer, p.Text("kind"), p.Text("text"), p.Text("reason")
	if h.Event.Name == event.NameReviewSubmitted {
		item.Kind, score = Rating, "rating"
	}
	if n, ok := p.Int(score); ok {
		item.Score = &n
	}
}
