package event_test

import (
	"testing"

	"github.com/safar-cx/safar/sdk/event"
)

const typical = `{"id": "0193a1f2-7c1e-7b52-9c1a-2f0c8f6a1b11", "name": "add_to_cart", "time": "2026-11-21T10:00:00.000Z", "consent": "full",
 "visitor_id": "v-81f2", "customer_id": "C-1009", "surface": "web", "touchpoint": "product-page", "cart_id": "b-77",
 "page": {"url": "https://shop.example/p/12?utm_source=ig&utm_medium=paid_social", "referrer": "https://l.instagram.com/", "title": "کفش"},
 "params": {"currency": "IRR", "value": 12900000, "items": [{"item_id": "12", "item_name": "کفش دویدن", "price": 6450000, "quantity": 2}]}}`

func BenchmarkDecodeValidate(b *testing.B) {
	raw := event.Raw(typical)
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		e, rejection := event.Decode(raw)
		if rejection == nil {
			rejection = e.Validate(event.BrowserKey)
		}
		if rejection != nil {
			b.Fatal(rejection)
		}
	}
}

func BenchmarkValidate(b *testing.B) {
	e, _ := event.Decode(event.Raw(typical))
	b.ReportAllocs()
	for b.Loop() {
		if rejection := e.Validate(event.BrowserKey); rejection != nil {
			b.Fatal(rejection)
		}
	}
}

func BenchmarkDecodeBatch(b *testing.B) {
	body := []byte(eventsOf(1000))
	b.SetBytes(int64(len(body)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := event.DecodeBatch(body); err != nil {
			b.Fatal(err)
		}
	}
}
