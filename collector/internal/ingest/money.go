package ingest

import (
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/safar-cx/safar/collector/internal/store"
	"github.com/safar-cx/safar/sdk/event"
)

// money looks after the amounts of events: that they fit, and that they have the digits of
// their currency.
type money struct {
	common []event.Param // with a meaning in every event
}

// amount is one amount in its place.
type amount struct {
	fields event.Params // of params, or of one item
	key    string
	list   string // the param that holds the items; "" for params themselves
	index  int    // of the item
}

// refusal words what is wrong with an amount.
func (a amount) refusal(message string) *event.Rejection {
	if a.list == "" {
		return &event.Rejection{Code: event.CodeInvalidValue, Field: "params." + a.key, Message: message}
	}
	return &event.Rejection{Code: event.CodeInvalidItems, Field: fmt.Sprintf("params.%s[%d].%s", a.list, a.index, a.key), Message: message}
}

// amounts goes through the amounts of an event. Custom events have none: nobody knows
// which of their params are money.
func (m money) amounts(e *event.Event) iter.Seq[amount] {
	return func(yield func(amount) bool) {
		name := event.Lookup(e.Name)
		if name == nil {
			return
		}
		for _, p := range name.Params {
			if !amountsOf(e.Params, p, yield) {
				return
			}
		}
		for _, p := range m.common {
			special := slices.ContainsFunc(name.Params, func(own event.Param) bool { return own.Key == p.Key })
			if !special && !amountsOf(e.Params, p, yield) {
				return
			}
		}
	}
}

func amountsOf(params event.Params, p event.Param, yield func(amount) bool) bool {
	switch p.Type {
	case event.TypeMoney, event.TypeBalance:
		return yield(amount{fields: params, key: p.Key})
	case event.TypeItems:
		return amountsOfItems(params, p.Key, yield)
	case event.TypeSubtotal:
		return yield(amount{fields: params, key: p.Key}) && amountsOfItems(params, p.Key, yield)
	}
	return true
}

func amountsOfItems(params event.Params, list string, yield func(amount) bool) bool {
	items, _ := params[list].([]any)
	for i, item := range items {
		fields, ok := item.(map[string]any)
		if ok && !(yield(amount{fields, "price", list, i}) && yield(amount{fields, "discount", list, i})) {
			return false
		}
	}
	return true
}

// check refuses what is too large to be counted in the smallest unit of its currency at
// this site. An event is validated by the usual digits of the currency that it names; the
// site may have set more, and an event without a currency means the site's.
func (m money) check(e *event.Event, site *store.Site) *event.Rejection {
	currency := e.Params.Text("currency")
	if currency == "" {
		currency = site.Settings.Currency
	}
	digits := site.Settings.MinorDigits(currency)
	for a := range m.amounts(e) {
		n, _, err := event.ParseAmount(a.fields.Text(a.key), digits)
		if err == nil && -event.MaxAmount <= n && n <= event.MaxAmount || errors.Is(err, event.ErrNotDecimal) {
			continue
		}
		return a.refusal(fmt.Sprintf("it is too large; with the %d digits that %s has at this site, send at most %s",
			digits, currency, event.FormatAmount(event.MaxAmount, digits)))
	}
	return nil
}

// round rounds every amount of an event, half to even, and tells whether any had more
// digits than its currency. An event says its currency once; where it says none there is
// nothing to round by. Amounts that fit stay as they were written.
func (m money) round(e *event.Event, site *store.Site) bool {
	digits, known := digitsOf(site, e.Params.Text("currency"))
	if !known {
		return false
	}
	rounded := false
	for a := range m.amounts(e) {
		rounded = roundValue(a.fields, a.key, digits) || rounded
	}
	return rounded
}

func digitsOf(site *store.Site, currency string) (digits int, known bool) {
	if n, ok := site.Settings.Digits[currency]; ok {
		return n, true
	}
	return event.MinorDigits(currency)
}

// roundValue rounds one amount in its place; text stays text.
func roundValue(fields event.Params, key string, digits int) bool {
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
