package event_test

import (
	"encoding/json"
	"math"
	"reflect"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

func TestParams(t *testing.T) {
	p := event.Params{"text": "a", "number": json.Number("12.90"), "whole": json.Number("2.0"), "quoted": "7",
		"null": nil, "true": true, "false": false, "list": []any{}, "int": 3, "float": 0.1, "endless": math.Inf(1),
		"huge": json.Number("1e16"), "persian": "۷"}
	for key, want := range map[string]string{"text": "a", "number": "12.90", "int": "3", "float": "0.1",
		"null": "", "true": "", "list": "", "missing": "", "endless": ""} {
		if got := p.Text(key); got != want {
			t.Errorf("Text(%s) = %q, want %q", key, got, want)
		}
	}
	for key, want := range map[string]int64{"whole": 2, "quoted": 7, "int": 3, "huge": 1e16} {
		if got, ok := p.Int(key); got != want || !ok {
			t.Errorf("Int(%s) = %d, %v", key, got, ok)
		}
	}
	for _, key := range []string{"text", "number", "null", "true", "missing", "float", "persian"} {
		if got, ok := p.Int(key); ok {
			t.Errorf("Int(%s) = %d", key, got)
		}
	}
	for key, want := range map[string]int64{"number": 1290, "whole": 200, "quoted": 700, "float": 10, "int": 300} {
		if got, ok := p.Amount(key, 2); got != want || !ok {
			t.Errorf("Amount(%s) = %d, %v", key, got, ok)
		}
	}
	if got, ok := p.Amount("huge", 0); ok {
		t.Errorf("Amount beyond MaxAmount = %d", got)
	}
	if v, stated := p.Bool("true"); !v || !stated {
		t.Error("Bool(true)")
	}
	if v, stated := p.Bool("false"); v || !stated {
		t.Error("Bool(false)")
	}
	if _, stated := p.Bool("text"); stated {
		t.Error("a text passes for a bool")
	}
	if p.Has("null") || p.Has("missing") || !p.Has("false") {
		t.Error("Has")
	}
	var none event.Params
	if none.Has("a") || none.Text("a") != "" || none.Items() != nil {
		t.Error("nil params state something")
	}
}

func TestItems(t *testing.T) {
	e, rejection := event.Decode(event.Raw(`{"name": "view_cart", "params": {"items": [
		{"item_id": 12, "item_name": "کفش", "item_category": "shoes", "item_brand": "x", "item_variant": "red", "price": 6450000, "quantity": "2"},
		7, {"price": "8.90", "quantity": 0.35}, {}]}}`))
	if rejection != nil {
		t.Fatal(rejection)
	}
	items := e.Params.Items()
	want := []event.Item{
		{ID: "12", Name: "کفش", Category: "shoes", Brand: "x", Variant: "red", Price: "6450000", Quantity: "2"},
		{Price: "8.90", Quantity: "0.35"}, {}}
	if !reflect.DeepEqual(items, want) {
		t.Fatalf("%+v", items)
	}
	for i, milli := range []int64{2000, 350, 1000} {
		if got := items[i].Milli(); got != milli {
			t.Errorf("item %d: %d thousandths, want %d", i, got, milli)
		}
	}
	if price, ok := items[1].PriceAmount(2); price != 890 || !ok {
		t.Errorf("price %d, %v", price, ok)
	}
	if _, ok := items[2].PriceAmount(2); ok {
		t.Error("a price of nothing")
	}
	if (event.Params{"items": json.Number("3")}).Items() != nil {
		t.Error("a subtotal has items")
	}
}

// What a Go sender puts in is judged, and travels, as the JSON that it becomes.
func TestGoValues(t *testing.T) {
	e := event.Event{Name: event.NamePurchase, Params: event.Params{
		"transaction_id": "T-1", "value": 25.8, "currency": "EUR", "tax": int64(0),
		"items": []event.Item{{ID: "12", Price: "12.90", Quantity: "2"}},
	}}
	if rejection := e.Validate(event.ServerKey); rejection != nil {
		t.Fatal(rejection)
	}
	if items := e.Params.Items(); len(items) != 1 || items[0].Price != "12.90" {
		t.Errorf("%+v", items)
	}
	text, err := json.Marshal(e)
	if err != nil {
		t.Fatal(err)
	}
	got, rejection := event.Decode(text)
	if rejection != nil || got.Params.Text("value") != "25.8" || len(got.Params.Items()) != 1 {
		t.Errorf("%s reads as %+v, %v", text, got, rejection)
	}
	sameAgain(t, got)

	loop := event.Params{}
	loop["self"] = map[string]any(loop)
	for name, c := range map[string]struct {
		params event.Params
		code   event.Code
		field  string
	}{
		"negative":       {event.Params{"transaction_id": "T", "value": -1, "currency": "EUR"}, event.CodeInvalidValue, "params.value"},
		"endless":        {event.Params{"transaction_id": "T", "value": math.NaN(), "currency": "EUR"}, event.CodeInvalidField, "params"},
		"no JSON":        {event.Params{"transaction_id": "T", "f": func() {}}, event.CodeInvalidField, "params"},
		"bad number":     {event.Params{"transaction_id": "T", "n": json.Number("1x")}, event.CodeInvalidField, "params.n"},
		"not UTF-8":      {event.Params{"transaction_id": "T\xff"}, event.CodeInvalidField, "params.transaction_id"},
		"without end":    {loop, event.CodeTooManyParams, "params.self.self.self.self"},
		"price of items": {event.Params{"transaction_id": "T", "items": []event.Item{{Price: "x"}}}, event.CodeInvalidField, "params"},
	} {
		e.Params = c.params
		rejection := e.Validate(event.ServerKey)
		if rejection == nil || rejection.Code != c.code || rejection.Field != c.field {
			t.Errorf("%s: %v, want %s at %s", name, rejection, c.code, c.field)
		}
	}
}
