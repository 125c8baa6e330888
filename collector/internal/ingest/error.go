package ingest

// Code names why a request was refused as a whole.
type Code string

// The codes. Nothing of such a request was taken.
const (
	BadJSON              Code = "bad_json"
	BadRequest           Code = "bad_request"
	TooLarge             Code = "too_large"
	UnsupportedMediaType Code = "unsupported_media_type"
	Unavailable          Code = "unavailable" // worth sending again
)

// Error is a refusal of a whole request, worded for whoever wrote the sender.
type Error struct {
	Code    Code
	Message string
	Hint    string // what to do about it; may be empty
	Err     error  // what caused it, for the log; may be nil
}

func (e *Error) Error() string {
	if e.Err != nil {
		return string(e.Code) + ": " + e.Message + ": " + e.Err.Error()
	}
	return string(e.Code) + ": " + e.Message
}

func (e *Error) Unwrap() error { return e.Err }
