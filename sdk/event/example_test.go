package event_test

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/safar-cx/safar/sdk/event"
)

func Example() {
	body := []byte(`{"events": [
		{"id": "e-1", "name": "purchase", "params": {"transaction_id": "T-1", "value": 12.90, "currency": "EUR"}},
		{"id": "e-2", "name": "purchase", "params": {"transaction_id": "T-2", "value": "۱۲", "currency": "EUR"}}]}`)
	batch, err := event.DecodeBatch(body)
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, raw := range batch.Events {
		e, rejection := event.Decode(raw)
		if rejection == nil {
			rejection = e.Validate(event.ServerKey)
		}
		if rejection != nil {
			fmt.Println(e.ID, rejection)
			continue
		}
		cents, _ := e.Params.Amount("value", 2)
		fmt.Println(e.ID, event.StageOf(&e), cents)
	}
	// Output:
	// e-1 purchase 1290
	// e-2 invalid_value params.value: "۱۲" is written in Persian digits; send ASCII digits 0-9
}

func ExampleEvent_MarshalJSON() {
	e := event.Event{
		ID:     "e-1",
		Name:   event.NameAddToCart,
		CartID: "b-77",
		Params: event.Params{
			"currency": "IRR",
			"items":    []event.Item{{ID: "12", Price: "6450000", Quantity: "2"}},
		},
	}
	_ = json.NewEncoder(os.Stdout).Encode(e)
	// Output:
	// {"id":"e-1","name":"add_to_cart","cart_id":"b-77","params":{"currency":"IRR","items":[{"item_id":"12","price":6450000,"quantity":2}]}}
}

func ExampleParseAmount() {
	digits, _ := event.MinorDigits("KWD")
	fils, rounded, _ := event.ParseAmount("1.2345", digits)
	fmt.Println(fils, rounded, event.FormatAmount(fils, digits))
	// Output: 1234 true 1.234
}

func ExampleReason() {
	e := event.Event{Name: event.NameShippingQuoted, Params: event.Params{"serviceable": false}}
	fmt.Println(event.IsFriction(&e), event.Reason(&e))
	// Output: true no_delivery
}
