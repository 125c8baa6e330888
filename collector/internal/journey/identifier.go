package journey

import (
	"strconv"

	"github.com/safar-cx/safar/sdk/event"
)

// IdentifierKind says what an identifier names.
type IdentifierKind uint8

// The kinds of identifier. Their numbers are stored.
const (
	Visitor IdentifierKind = iota + 1
	Customer
	CartID
	Transaction
	Response
	MessageID
	Lone // an event that shares nothing with any other
	AttemptID
)

// Identifier is a name that joins events: what one event does can change what another one
// means only when a chain of shared identifiers leads from one to the other. Events are
// folded together along these chains.
type Identifier struct {
	Kind IdentifierKind
	Key  string
}

// Identifiers lists the identifiers of an event. The first is its home; a robot's event
// has none, since it is left out of every answer.
func Identifiers(h *Hit) []Identifier {
	if h.Bot != "" {
		return nil
	}
	e := &h.Event
	ids := make([]Identifier, 0, 4)
	add := func(kind IdentifierKind, key string) {
		if key != "" {
			ids = append(ids, Identifier{kind, key})
		}
	}
	add(Visitor, h.Visitor)
	switch e.Name {
	case event.NamePurchase, event.NameRefund, event.NameOrderCancelled:
		add(Transaction, e.Params.Text("transaction_id"))
	case event.NameCartMerged:
		add(CartID, e.Params.Text("from_cart_id"))
	case event.NameSurveyAnswered:
		add(Response, e.Params.Text("response_id"))
	case event.NamePaymentFailed:
		add(AttemptID, e.Params.Text("attempt_id"))
	}
	if isMessage(e.Name) {
		add(MessageID, e.Params.Text("message_id"))
	}
	add(CartID, e.CartID)
	add(Customer, e.CustomerID)
	if len(ids) == 0 {
		add(Lone, strconv.FormatInt(h.Time, 36)+"/"+strconv.Itoa(int(h.Source))+"/"+e.ID)
	}
	return ids
}
