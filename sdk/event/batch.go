package event

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"
	"unicode/utf8"
)

// The codes of a body that is refused as a whole.
const (
	CodeBadJSON    = "bad_json"    // not JSON in UTF-8, or nested beyond reason
	CodeBadRequest = "bad_request" // JSON, but no batch
	CodeTooLarge   = "too_large"   // more than MaxEvents events
)

// BatchError is why a body was refused as a whole: none of its events was looked at.
type BatchError struct {
	Code    string
	Message string
	// Hint is what the sender can do about it.
	Hint string
}

func (e *BatchError) Error() string { return e.Code + ": " + e.Message }

// DecodeBatch reads the body of POST /v1/events, already inflated. Its error is a
// *BatchError. The events are slices of body, which must not be changed while they are in
// use; each is valid JSON, and Decode tells whether it is an event. Unknown members are
// ignored; of a member that stands there twice the last one wins. Time is linear in the
// length of body, and what it ignores it does not keep.
func DecodeBatch(body []byte) (Batch, error) {
	if !utf8.Valid(body) {
		return Batch{}, &BatchError{CodeBadJSON, "The body is not valid UTF-8.", jsonHint}
	}
	var sentAt, sender, dropped []byte
	var events []Raw // nil where there is no array
	p := parser[Raw]{text: body}
	ok := p.document(func(key string) {
		begin := p.at
		if key == "events" && p.peek() == '[' {
			events = p.spans(inRoot, MaxEvents+1)
			return
		}
		p.pass(inRoot)
		value := body[begin:p.at]
		switch key {
		case "sent_at":
			sentAt = value
		case "sender":
			sender = value
		case "dropped":
			dropped = value
		case "events":
			events = nil
		}
	})
	if !ok {
		return Batch{}, whyNoBatch(body)
	}
	switch {
	case events == nil:
		return Batch{}, badRequest("events is missing or not an array.", eventsHint)
	case len(events) > MaxEvents:
		return Batch{}, &BatchError{CodeTooLarge,
			fmt.Sprintf("The batch holds more than %d events.", MaxEvents),
			"Split it; nothing of it was taken."}
	}
	b := Batch{Events: events}
	var err error
	if b.SentAt, err = decodeSentAt(sentAt); err != nil {
		return Batch{}, err
	}
	if b.Sender, err = decodeSender(sender); err != nil {
		return Batch{}, err
	}
	if b.Dropped, err = decodeDropped(dropped); err != nil {
		return Batch{}, err
	}
	return b, nil
}

func badRequest(message, hint string) error {
	return &BatchError{Code: CodeBadRequest, Message: message, Hint: hint}
}

// What a sender can do about a body that is refused.
const (
	jsonHint   = "Send JSON encoded in UTF-8, as a JSON library writes it."
	eventsHint = `Send {"events": [...]}, even for a single event.`
)

// whyNoBatch says why a body could not be read.
func whyNoBatch(body []byte) error {
	if nesting(body) > maxNesting {
		return &BatchError{CodeBadJSON,
			fmt.Sprintf("The body nests deeper than %d objects and arrays.", maxNesting),
			fmt.Sprintf("Params may nest %d deep.", MaxDepth)}
	}
	var v json.RawMessage
	if err := json.Unmarshal(body, &v); err != nil {
		return &BatchError{CodeBadJSON, fmt.Sprintf("The body is not JSON: %v.", err), jsonHint}
	}
	return badRequest("The body is no JSON object.", eventsHint)
}

func decodeSentAt(value []byte) (t time.Time, err error) {
	if absent(value) {
		return t, nil
	}
	var rejection *Rejection
	if value[0] == '"' {
		t, rejection = timeOfText(unquote(value))
	} else {
		t, rejection = timeOfNumber(json.Number(value))
	}
	if rejection != nil {
		return t, badRequest("sent_at: "+rejection.Message, "Send your clock's time, or leave sent_at out.")
	}
	return t, nil
}

func decodeSender(value []byte) (s Sender, err error) {
	if absent(value) {
		return s, nil
	}
	bad := badRequest(fmt.Sprintf("sender is not an object of a name and a version of at most %d characters.", MaxReference),
		`Send {"name": "my-client", "version": "1.2.0"}, or leave sender out.`)
	if value[0] != '{' {
		return s, bad
	}
	for key, v := range members(value) {
		if key != "name" && key != "version" || absent(v) {
			continue
		}
		if v[0] != '"' {
			return Sender{}, bad
		}
		text := unquote(v)
		if checkText("", text, MaxReference, false) != nil {
			return Sender{}, bad
		}
		if key == "name" {
			s.Name = text
		} else {
			s.Version = text
		}
	}
	return s, nil
}

func decodeDropped(value []byte) (map[string]int64, error) {
	if absent(value) {
		return nil, nil
	}
	const hint = `Send whole numbers by reason, such as {"queue_full": 3}, or leave dropped out.`
	if value[0] != '{' {
		return nil, badRequest("dropped is not an object.", hint)
	}
	var dropped map[string]int64
	for reason, v := range members(value) {
		if !validReason(reason) {
			return nil, badRequest("dropped holds a reason that is not 1 to 40 of a-z and _.", hint)
		}
		n, err := strconv.ParseInt(string(v), 10, 64)
		if err != nil || n < 0 || n > MaxCount {
			return nil, badRequest("dropped."+reason+" is no whole number of events.", hint)
		}
		if dropped == nil {
			dropped = make(map[string]int64)
		}
		dropped[reason] = n
		if len(dropped) > MaxDropped {
			return nil, badRequest(fmt.Sprintf("dropped holds more than %d reasons.", MaxDropped), hint)
		}
	}
	return dropped, nil
}

func validReason(s string) bool {
	for i := range len(s) {
		if s[i] != '_' && (s[i] < 'a' || s[i] > 'z') {
			return false
		}
	}
	return len(s) >= 1 && len(s) <= 40
}

// absent tells whether a member is missing or null, which both mean "not stated".
func absent(value []byte) bool { return len(value) == 0 || value[0] == 'n' }
