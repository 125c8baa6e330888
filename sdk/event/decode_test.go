package event_test

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

func TestDecode(t *testing.T) {
	got, rejection := event.Decode(event.Raw(`{"id": "e-1", "name": "add_to_cart", "time": "2026-11-21T13:30:00.1239+03:30",
		"consent": "full", "visitor_id": "v-81f2", "customer_id": "C-1009", "surface": "web", "touchpoint": "product-page",
		"cart_id": "b-77", "checkout_id": "k-5", "page": {"url": "https://shop.example/p/12?a=1&b=2", "referrer": "r", "title": "t", "x": 1},
		"client": {"ip": "203.0.113.7", "user_agent": "ua"}, "unknown": {"name": "x"}, "Name": "no",
		"params": {"value": 12.90, "value": 1.290e1, "big": 1e400, "n": null, "half": "\ud800", "list": [true]}}`))
	if rejection != nil {
		t.Fatal(rejection)
	}
	want := event.Event{
		ID: "e-1", Name: event.NameAddToCart, Time: time.Date(2026, 11, 21, 10, 0, 0, 123e6, time.UTC),
		Consent: event.ConsentFull, VisitorID: "v-81f2", CustomerID: "C-1009", Surface: event.SurfaceWeb,
		Touchpoint: "product-page", CartID: "b-77", CheckoutID: "k-5",
		Page:   event.Page{URL: "https://shop.example/p/12?a=1&b=2", Referrer: "r", Title: "t"},
		Client: &event.Client{IP: "203.0.113.7", UserAgent: "ua"},
		Params: event.Params{"value": json.Number("1.290e1"), "big": json.Number("1e400"), "n": nil,
			"half": "\ufffd", "list": []any{true}},
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	sameAgain(t, got)
}

// Decode also reads lines of files, which no DecodeBatch has looked at.
func TestDecodeAlone(t *testing.T) {
	for _, c := range []struct {
		raw  string
		code event.Code
	}{
		{``, event.CodeInvalidField},
		{`{"name":`, event.CodeInvalidField},
		{`{"name":"page_view"} {}`, event.CodeInvalidField},
		{`{"name":"page_view"}]`, event.CodeInvalidField},
		{"{\"name\":\"\xff\"}", event.CodeInvalidField},
		{`null`, event.CodeInvalidField},
		{strings.Repeat(`{"a":`, 100_000), event.CodeTooManyParams},
		{`{"name":"` + strings.Repeat("a", event.MaxEventSize) + `"}`, event.CodeTooLong},
	} {
		if _, rejection := event.Decode(event.Raw(c.raw)); rejection == nil || rejection.Code != c.code {
			t.Errorf("%.40q: %v, want %s", c.raw, rejection, c.code)
		}
	}
}

func TestRemedies(t *testing.T) {
	for params, remedy := range map[string]string{
		`{"value": "۱۲۹۰۰", "currency": "IRR"}`:  "Persian digits; send ASCII digits",
		`{"value": "١٢٩٠٠", "currency": "IQD"}`:  "Arabic digits; send ASCII digits",
		`{"value": "१२", "currency": "INR"}`:     "non-ASCII digits; send ASCII digits",
		`{"value": 1, "currency": "irr"}`:        "send IRR",
		`{"value": 1, "currency": "IRT"}`:        "ten to a toman",
		`{"items": [{"price": "۱۲"}]}`:           "Persian digits",
		`{"value": "12,900", "currency": "IRR"}`: "nothing else",
		`{"value": 1}`:                           "ISO 4217",
	} {
		e, rejection := event.Decode(event.Raw(`{"name": "add_to_cart", "params": ` + params + `}`))
		if rejection != nil {
			t.Fatal(rejection)
		}
		if rejection = e.Validate(event.BrowserKey); rejection == nil || !strings.Contains(rejection.Error(), remedy) {
			t.Errorf("%s: %v, want a word of %q", params, rejection, remedy)
		}
	}
}

func TestItemsHaveBytesOfTheirOwn(t *testing.T) {
	e := event.Event{Name: event.NameViewItemList}
	validate := func(n, name int) *event.Rejection {
		items := make([]any, n)
		for i := range items {
			items[i] = map[string]any{"item_name": strings.Repeat("n", name)}
		}
		e.Params = event.Params{"items": items}
		return e.Validate(event.BrowserKey)
	}
	if rejection := validate(event.MaxItems, 300); rejection != nil {
		t.Errorf("200 usual items: %v", rejection)
	}
	if rejection := validate(10, 7000); rejection == nil || rejection.Code != event.CodeTooLong || rejection.Field != "params.items" {
		t.Errorf("70 kB of items: %v", rejection)
	}
}

func TestMarshalRefusesWhatCannotBeWritten(t *testing.T) {
	for _, e := range []event.Event{
		{Time: time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC)},
		{Params: event.Params{"f": func() {}}},
	} {
		if text, err := json.Marshal(e); err == nil {
			t.Errorf("%s", text)
		}
	}
	if text, err := json.Marshal(event.Event{}); err != nil || string(text) != "{}" {
		t.Errorf("nothing stated: %s, %v", text, err)
	}
}
