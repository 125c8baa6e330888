package faulty

import (
	"strings"
	"time"

	"github.com/safar-cx/safar/sdk/event"
)

// Now is what the clock of the collector has to say.
func Now() time.Time { return time.Date(2026, 11, 21, 10, 0, 0, 0, time.UTC) }

// Event is an event that must be rejected.
type Event struct {
	Code event.Code
	JSON string
	// Browser says that it is wrong for a browser key; else it is for a server key.
	Browser bool
}

// Events has at least one event for every code of the contract.
func Events() []Event {
	return []Event{
		{event.CodeMissingName, `{"id":"x"}`, false},
		{event.CodeInvalidName, `{"name":"Add To Cart"}`, false},
		{event.CodeInvalidID, `{"id":"a b","name":"login"}`, false},
		{event.CodeInvalidTime, `{"name":"login","time":"yesterday"}`, false},
		{event.CodeInvalidTime, `{"name":"login","time":1e400}`, false},
		{event.CodeTimeOutOfRange, `{"name":"login","time":"2026-11-21T10:10:01Z"}`, false},
		{event.CodeTimeOutOfRange, `{"name":"login","time":"2026-11-20T09:59:59Z"}`, true},
		{event.CodeInvalidConsent, `{"name":"login","consent":"maybe"}`, false},
		{event.CodeUnknownSurface, `{"name":"login","surface":"fax"}`, false},
		{event.CodeInvalidField, `{"name":"login","cart_id":7}`, false},
		{event.CodeInvalidField, `{"name":"login","client":{"ip":"203.0.113.7:4711"}}`, false},
		{event.CodeInvalidField, `7`, false},
		{event.CodeTooLong, `{"name":"login","visitor_id":"` + strings.Repeat("v", 65) + `"}`, false},
		{event.CodeTooManyParams, `{"name":"login","params":` + nested(100) + `}`, false},
		{event.CodeMissingCurrency, `{"name":"add_to_cart","params":{"value":1}}`, false},
		{event.CodeInvalidCurrency, `{"name":"add_to_cart","params":{"value":1,"currency":"Toman"}}`, false},
		{event.CodeInvalidValue, `{"name":"add_to_cart","params":{"value":1e400,"currency":"IRR"}}`, false},
		{event.CodeInvalidValue, `{"name":"add_to_cart","params":{"value":"۱۲۹۰۰","currency":"IRR"}}`, false},
		{event.CodeInvalidItems, `{"name":"add_to_cart","params":{"items":{}}}`, false},
		{event.CodeMissingTransactionID, `{"name":"purchase"}`, false},
		{event.CodeInvalidScore, `{"name":"survey_answered","params":{"survey_id":"s","kind":"nps","score":11}}`, false},
		{event.CodeForbiddenEvent, `{"name":"refund","params":{"transaction_id":"1"}}`, true},
		{event.CodeForbiddenField, `{"name":"page_view","client":{"ip":"203.0.113.7"}}`, true},
	}
}

// nested is an object in an object and so on.
func nested(depth int) string {
	return strings.Repeat(`{"a":`, depth) + "1" + strings.Repeat("}", depth)
}
