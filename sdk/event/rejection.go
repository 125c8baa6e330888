package event

// Code says in one word why an event was refused.
type Code string

// The codes of rejected events.
const (
	CodeMissingName          Code = "missing_name"
	CodeInvalidName          Code = "invalid_name"
	CodeInvalidID            Code = "invalid_id"
	CodeInvalidTime          Code = "invalid_time"
	CodeTimeOutOfRange       Code = "time_out_of_range"
	CodeInvalidConsent       Code = "invalid_consent"
	CodeUnknownSurface       Code = "unknown_surface"
	CodeInvalidField         Code = "invalid_field"
	CodeTooLong              Code = "too_long"
	CodeTooManyParams        Code = "too_many_params"
	CodeMissingCurrency      Code = "missing_currency"
	CodeInvalidCurrency      Code = "invalid_currency"
	CodeInvalidValue         Code = "invalid_value"
	CodeInvalidItems         Code = "invalid_items"
	CodeMissingTransactionID Code = "missing_transaction_id"
	CodeInvalidScore         Code = "invalid_score"
	CodeForbiddenEvent       Code = "forbidden_event"
	CodeForbiddenField       Code = "forbidden_field"
)

// Codes lists every code of a rejected event.
func Codes() []Code {
	return []Code{
		CodeMissingName, CodeInvalidName, CodeInvalidID, CodeInvalidTime, CodeTimeOutOfRange,
		CodeInvalidConsent, CodeUnknownSurface, CodeInvalidField, CodeTooLong, CodeTooManyParams,
		CodeMissingCurrency, CodeInvalidCurrency, CodeInvalidValue, CodeInvalidItems,
		CodeMissingTransactionID, CodeInvalidScore, CodeForbiddenEvent, CodeForbiddenField,
	}
}

// Rejection is why one event was refused. It costs that event alone.
type Rejection struct {
	Code Code
	// Field is the path of what is wrong, such as params.items[2].price; empty when it is
	// the event as a whole.
	Field string
	// Message says what is wrong and what to send instead. It may quote what was sent, but
	// never what tells who somebody is or where: visitor_id, customer_id, page and client.
	Message string
}

func (r *Rejection) Error() string {
	if r.Field == "" {
		return string(r.Code) + ": " + r.Message
	}
	return string(r.Code) + " " + r.Field + ": " + r.Message
}
