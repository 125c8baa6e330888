package ingest

import (
	"encoding/json"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// money brings amounts to the digits that their currency has.
type money struct {
	common []event.Param // with a meaning in every event
}

// round rounds every amount of an event, half to even, and tells whether any had more
// digits than its currency. An event says its currency once; where it says none there is
// nothing to round by. Amounts that fit stay as they were written.
func (m money) round(e *event.Event, site *store.Site) bool {
	name := event.Lookup(e.Name)
	if name == nil {
		return false // nobody knows which params of a custom event are money
	}
	digits, known := digitsOf(site, e.Params.Text("currency"))
	if !known {
		return false
	}
	special := make(map[string]bool, len(name.Params))
	rounded := false
	for _, p := range name.Params {
		special[p.Key] = true
		rounded = roundParam(e.Params, p, digits) || rounded
	}
	for _, p := range m.common {
		if !special[p.Key] {
			rounded = roundParam(e.Params, p, digits) || rounded
		}
	}
	return rounded
}

func digitsOf(site *store.Site, currency string) (digits int, known bool) {
	if n, ok := site.Settings.Digits[currency]; ok {
		return n, true
	}
	return event.MinorDigits(currency)
}

func roundParam(params event.Params, p event.Param, digits int) bool {
	switch p.Type {
	case event.TypeMoney, event.TypeBalance:
		return roundValue(params, p.Key, digits)
	case event.TypeItems:
		return roundItems(params[p.Key], digits)
	case event.TypeSubtotal:
		return roundValue(params, p.Key, digits) || roundItems(params[p.Key], digits)
	}
	return false
}

func roundItems(list any, digits int) bool {
	items, _ := list.([]any)
	rounded := false
	for _, item := range items {
		if fields, ok := item.(map[string]any); ok {
			rounded = roundValue(fields, "price", digits) || rounded
			rounded = roundValue(fields, "discount", digits) || rounded
		}
	}
	return rounded
}

// roundValue rounds one amount in its place; text stays text.
func roundValue(fields map[string]any, key string, digits int) bool {
	switch v := fields[key].(type) {
	case json.Number:
		text, rounded := roundText(string(v), digits)
		if rounded {
			fields[key] = json.Number(text)
		}
		return rounded
	case string:
		text, rounded := roundText(v, digits)
		if rounded {
			fields[key] = text
		}
		return rounded
	}
	return false
}

func roundText(text string, digits int) (string, bool) {
	minor, rounded, err := event.ParseAmount(text, digits)
	if err != nil || !rounded {
		return text, false
	}
	return event.FormatAmount(minor, digits), true
}
