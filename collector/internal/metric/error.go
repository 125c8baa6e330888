package metric

// RequestError says what is wrong with a Request. It is the asker's to mend.
type RequestError struct {
	Code    string
	Field   string // the parameter of the report API
	Message string
	Hint    string // what would be right; may be empty
}

// The codes of a RequestError.
const (
	UnknownMetric    = "unknown_metric"
	InvalidDimension = "invalid_dimension"
	InvalidRange     = "invalid_range"
	InvalidInterval  = "invalid_interval"
	BadRequest       = "bad_request" // anything else
)

// Error is the message with the parameter that it is about.
func (e *RequestError) Error() string {
	return e.Field + ": " + e.Message
}
