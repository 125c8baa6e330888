package ingest

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

func TestMoneyIsRoundedToItsCurrency(t *testing.T) {
	tests := []struct {
		name, event, params string
		rounded             bool
		want                string // params
	}{
		{"fits", "add_to_cart", `{"currency":"EUR","value":12.50}`, false, `{"currency":"EUR","value":12.50}`},
		{"trailing zeros fit", "add_to_cart", `{"currency":"IRR","value":129.000}`, false, `{"currency":"IRR","value":129.000}`},
		{"half to even, down", "add_to_cart", `{"currency":"EUR","value":12.345}`, true, `{"currency":"EUR","value":12.34}`},
		{"half to even, up", "add_to_cart", `{"currency":"EUR","value":12.355}`, true, `{"currency":"EUR","value":12.36}`},
		{"rials have none", "add_to_cart", `{"currency":"IRR","value":129.5}`, true, `{"currency":"IRR","value":130}`},
		{"dinars have three", "add_to_cart", `{"currency":"KWD","value":1.2345}`, true, `{"currency":"KWD","value":1.234}`},
		{"the site's own digits", "add_to_cart", `{"currency":"TRY","value":1.25}`, true, `{"currency":"TRY","value":1}`},
		{"text stays text", "add_to_cart", `{"currency":"EUR","value":"0.125"}`, true, `{"currency":"EUR","value":"0.12"}`},
		{"an order's parts", "purchase", `{"transaction_id":"1","currency":"EUR","value":1.111,"tax":2.222,"shipping":3.333}`, true,
			`{"currency":"EUR","shipping":3.33,"tax":2.22,"transaction_id":"1","value":1.11}`},
		{"items", "purchase", `{"transaction_id":"1","currency":"EUR","items":[{"item_id":"1","price":0.005,"quantity":1.5}]}`, true,
			`{"currency":"EUR","items":[{"item_id":"1","price":0.00,"quantity":1.5}],"transaction_id":"1"}`},
		{"binary floating point has no say", "add_to_cart", `{"currency":"EUR","value":9007199254740.935}`, true, `{"currency":"EUR","value":9007199254740.94}`},
		{"nothing to round by", "add_to_cart", `{"note":1.23456}`, false, `{"note":1.23456}`},
		{"custom events are left alone", "tip_given", `{"currency":"EUR","value":1.23456}`, false, `{"currency":"EUR","value":1.23456}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := &fakeStore{}
			r := request(event.ServerKey, `{"events":[{"name":"`+tt.event+`","params":`+tt.params+`}]}`)
			r.Site.Settings.Digits = map[string]int{"TRY": 0}
			if a := take(t, newIntake(f), r, 1); a.Accepted != 1 {
				t.Fatalf("answer %+v", a)
			}
			b := f.last(t)
			if got := slices.Contains(b.Records[0].Notes, CountRoundedMoney); got != tt.rounded {
				t.Errorf("counted %v, want %v", got, tt.rounded)
			}
			got, err := json.Marshal(b.Records[0].Hit.Event.Params)
			if err != nil || string(got) != tt.want {
				t.Errorf("params %s, %v, want %s", got, err, tt.want)
			}
		})
	}
}

func TestAmountsMustFitTheDigitsOfTheSite(t *testing.T) {
	tests := []struct {
		name, event, params string
		code                event.Code // "" for accepted
		field               string
	}{
		{"largest with the site's digits", "add_to_cart", `{"currency":"IRR","value":1000000000}`, "", ""},
		{"one more", "add_to_cart", `{"currency":"IRR","value":1000000001}`, event.CodeInvalidValue, "params.value"},
		{"text", "add_to_cart", `{"currency":"IRR","value":"1000000001"}`, event.CodeInvalidValue, "params.value"},
		{"beyond 64 bits", "add_to_cart", `{"currency":"IRR","value":100000000000000}`, event.CodeInvalidValue, "params.value"},
		{"an order's part", "purchase", `{"transaction_id":"1","currency":"IRR","value":1,"tax":2e9}`, event.CodeInvalidValue, "params.tax"},
		{"an item", "add_to_cart", `{"currency":"IRR","items":[{"price":1},{"price":2e9}]}`, event.CodeInvalidItems, "params.items[1].price"},
		{"an item below zero", "add_to_cart", `{"currency":"IRR","items":[{"price":-2e9}]}`, event.CodeInvalidItems, "params.items[0].price"},
		{"items in a subtotal", "price_shown", `{"currency":"IRR","items":[{"price":2e9}]}`, event.CodeInvalidItems, "params.items[0].price"},
		{"an item's discount", "add_to_cart", `{"currency":"IRR","items":[{"price":1,"discount":2e9}]}`, event.CodeInvalidItems, "params.items[0].discount"},
		{"no currency means the site's", "price_shown", `{"total":1000000001}`, event.CodeInvalidValue, "params.total"},
		{"fewer digits than usual", "add_to_cart", `{"currency":"TRY","value":10000000000000}`, "", ""},
		{"a currency without override", "add_to_cart", `{"currency":"EUR","value":10000000000000}`, "", ""},
		{"custom events are left alone", "tip_given", `{"currency":"IRR","value":2e9}`, "", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			r := request(event.ServerKey, `{"events":[{"name":"`+tt.event+`","params":`+tt.params+`},{"name":"login"}]}`)
			r.Site.Settings.Digits = map[string]int{"IRR": 6, "TRY": 0}
			a := take(t, newIntake(&fakeStore{}), r, 2)
			switch {
			case tt.code == "" && a.Accepted != 2:
				t.Errorf("answer %+v", a)
			case tt.code != "" && (a.Accepted != 1 || a.Rejected[0].Code != tt.code || a.Rejected[0].Field != tt.field):
				t.Errorf("answer %+v, want %s at %s", a, tt.code, tt.field)
			}
		})
	}
}
